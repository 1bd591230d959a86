import Testing
import Vectors

/// What a file of the project must give: an empty list of cases must not pass for success.
struct Expected: Sendable, CustomTestStringConvertible {
  let path: String
  let algorithm: String
  let cases: Int
  let passed: Int

  init(_ path: String, _ algorithm: String, _ cases: Int, passed: Int) {
    self.path = path
    self.algorithm = algorithm
    self.cases = cases
    self.passed = passed
  }

  var testDescription: String { path }
}

/// Every file of vectors/, in the order of its path.
let expectedFiles: [Expected] = [
  Expected(
    "cfrg/rsa_implicit_rejection.txt", "RSAES-PKCS1-v1_5, implicit rejection", 48,
    passed: 48),
  Expected("fernet-spec/generate.json", "Fernet", 1, passed: 1),
  Expected("fernet-spec/invalid.json", "Fernet", 8, passed: 8),
  Expected("fernet-spec/verify.json", "Fernet", 1, passed: 1),
  Expected("nist/aes-cbc/CBCGFSbox128.rsp", "AES-CBC", 14, passed: 14),
  Expected("nist/aes-cbc/CBCGFSbox192.rsp", "AES-CBC", 12, passed: 12),
  Expected("nist/aes-cbc/CBCGFSbox256.rsp", "AES-CBC", 10, passed: 10),
  Expected("nist/aes-cbc/CBCKeySbox128.rsp", "AES-CBC", 42, passed: 42),
  Expected("nist/aes-cbc/CBCKeySbox192.rsp", "AES-CBC", 48, passed: 48),
  Expected("nist/aes-cbc/CBCKeySbox256.rsp", "AES-CBC", 32, passed: 32),
  Expected("nist/aes-cbc/CBCMCT128.rsp", "AES-CBC", 200, passed: 200),
  Expected("nist/aes-cbc/CBCMCT192.rsp", "AES-CBC", 200, passed: 200),
  Expected("nist/aes-cbc/CBCMCT256.rsp", "AES-CBC", 200, passed: 200),
  Expected("nist/aes-cbc/CBCMMT128.rsp", "AES-CBC", 20, passed: 20),
  Expected("nist/aes-cbc/CBCMMT192.rsp", "AES-CBC", 20, passed: 20),
  Expected("nist/aes-cbc/CBCMMT256.rsp", "AES-CBC", 20, passed: 20),
  Expected("nist/aes-cbc/CBCVarKey128.rsp", "AES-CBC", 256, passed: 256),
  Expected("nist/aes-cbc/CBCVarKey192.rsp", "AES-CBC", 384, passed: 384),
  Expected("nist/aes-cbc/CBCVarKey256.rsp", "AES-CBC", 512, passed: 512),
  Expected("nist/aes-cbc/CBCVarTxt128.rsp", "AES-CBC", 256, passed: 256),
  Expected("nist/aes-cbc/CBCVarTxt192.rsp", "AES-CBC", 256, passed: 256),
  Expected("nist/aes-cbc/CBCVarTxt256.rsp", "AES-CBC", 256, passed: 256),
  Expected("nist/aes-ecb/ECBGFSbox128.rsp", "AES-ECB", 14, passed: 14),
  Expected("nist/aes-ecb/ECBGFSbox192.rsp", "AES-ECB", 12, passed: 12),
  Expected("nist/aes-ecb/ECBGFSbox256.rsp", "AES-ECB", 10, passed: 10),
  Expected("nist/aes-ecb/ECBKeySbox128.rsp", "AES-ECB", 42, passed: 42),
  Expected("nist/aes-ecb/ECBKeySbox192.rsp", "AES-ECB", 48, passed: 48),
  Expected("nist/aes-ecb/ECBKeySbox256.rsp", "AES-ECB", 32, passed: 32),
  Expected("nist/aes-ecb/ECBMMT128.rsp", "AES-ECB", 20, passed: 20),
  Expected("nist/aes-ecb/ECBMMT192.rsp", "AES-ECB", 20, passed: 20),
  Expected("nist/aes-ecb/ECBMMT256.rsp", "AES-ECB", 20, passed: 20),
  Expected("nist/aes-ecb/ECBVarKey128.rsp", "AES-ECB", 256, passed: 256),
  Expected("nist/aes-ecb/ECBVarKey192.rsp", "AES-ECB", 384, passed: 384),
  Expected("nist/aes-ecb/ECBVarKey256.rsp", "AES-ECB", 512, passed: 512),
  Expected("nist/aes-ecb/ECBVarTxt128.rsp", "AES-ECB", 256, passed: 256),
  Expected("nist/aes-ecb/ECBVarTxt192.rsp", "AES-ECB", 256, passed: 256),
  Expected("nist/aes-ecb/ECBVarTxt256.rsp", "AES-ECB", 256, passed: 256),
  Expected("nist/drbg/test_suite_hmac_drbg.no_reseed.data", "HMAC_DRBG", 300, passed: 300),
  Expected("nist/drbg/test_suite_hmac_drbg.nopr.data", "HMAC_DRBG", 300, passed: 300),
  Expected("nist/drbg/test_suite_hmac_drbg.pr.data", "HMAC_DRBG", 300, passed: 300),
  Expected(
    "nist/ecdh/KASValidityTest_ECCStaticUnified_KDFConcat_NOKC_init.fax", "ECDH key agreement", 300,
    passed: 150),
  Expected(
    "nist/ecdh/KASValidityTest_ECCStaticUnified_KDFConcat_NOKC_resp.fax", "ECDH key agreement", 300,
    passed: 150),
  Expected(
    "nist/ecdh/KASValidityTest_ECCStaticUnified_NOKC_ZZOnly_init.fax", "ECDH key agreement", 150,
    passed: 60),
  Expected(
    "nist/ecdh/KASValidityTest_ECCStaticUnified_NOKC_ZZOnly_resp.fax", "ECDH key agreement", 150,
    passed: 60),
  Expected("nist/ecdh/KAS_ECC_CDH_PrimitiveTest.txt", "ECDH", 125, passed: 50),
  Expected("nist/ecdsa/KeyPair.rsp", "EC keys", 150, passed: 20),
  Expected("nist/ecdsa/PKV.rsp", "EC keys", 180, passed: 24),
  Expected("nist/ecdsa/SigGen.txt", "ECDSA", 1125, passed: 150),
  Expected("nist/ecdsa/SigVer.rsp", "ECDSA", 1125, passed: 150),
  Expected("nist/hmac/HMAC.rsp", "HMAC", 225, passed: 225),
  Expected("nist/rsa/KeyGenRSA.rsp", "RSA key generation", 30, passed: 30),
  Expected("nist/rsa/SigGen15_186-2.txt", "RSASSA-PKCS1-v1_5", 250, passed: 250),
  Expected("nist/rsa/SigGen15_186-3.txt", "RSASSA-PKCS1-v1_5", 80, passed: 80),
  Expected("nist/rsa/SigGenPSS_186-2.txt", "RSASSA-PSS", 250, passed: 250),
  Expected("nist/rsa/SigGenPSS_186-3.txt", "RSASSA-PSS", 80, passed: 80),
  Expected("nist/rsa/SigVer15EMTest.txt", "RSASSA-PKCS1-v1_5", 150, passed: 150),
  Expected("nist/rsa/SigVer15_186-3.rsp", "RSASSA-PKCS1-v1_5", 270, passed: 270),
  Expected("nist/rsa/SigVerPSS_186-3.rsp", "RSASSA-PSS", 270, passed: 270),
  Expected("nist/shs/SHA224Monte.rsp", "SHA", 100, passed: 100),
  Expected("nist/shs/SHA224ShortMsg.rsp", "SHA", 65, passed: 65),
  Expected("nist/shs/SHA256LongMsg.rsp", "SHA", 64, passed: 64),
  Expected("nist/shs/SHA256Monte.rsp", "SHA", 100, passed: 100),
  Expected("nist/shs/SHA256ShortMsg.rsp", "SHA", 65, passed: 65),
  Expected("nist/shs/SHA384Monte.rsp", "SHA", 100, passed: 100),
  Expected("nist/shs/SHA384ShortMsg.rsp", "SHA", 129, passed: 129),
  Expected("nist/shs/SHA512Monte.rsp", "SHA", 100, passed: 100),
  Expected("nist/shs/SHA512ShortMsg.rsp", "SHA", 129, passed: 129),
  Expected("rfc/rfc4231/rfc-4231-sha224.txt", "HMAC", 6, passed: 6),
  Expected("rfc/rfc4231/rfc-4231-sha256.txt", "HMAC", 6, passed: 6),
  Expected("rfc/rfc4231/rfc-4231-sha384.txt", "HMAC", 6, passed: 6),
  Expected("rfc/rfc4231/rfc-4231-sha512.txt", "HMAC", 6, passed: 6),
  Expected("rfc/rfc5869/rfc-5869-HKDF-SHA256.txt", "HKDF", 3, passed: 3),
  Expected("rfc/rfc6070/rfc-6070-PBKDF2-SHA1.txt", "PBKDF2", 6, passed: 6),
  Expected("rfc/rfc6979/evppkey_ecdsa_rfc6979.txt", "ECDSA (RFC 6979)", 465, passed: 62),
  Expected("rfc/rfc7914/ring_pbkdf2_tests.txt", "PBKDF2", 28, passed: 28),
  Expected("rsa-labs/oaep-sha1-sha256.txt", "RSAES-OAEP", 60, passed: 60),
  Expected("rsa-labs/oaep-sha256-sha256.txt", "RSAES-OAEP", 60, passed: 60),
  Expected("rsa-labs/pkcs-1v2-1d2-vec/oaep-int.txt", "RSAES-OAEP", 1, passed: 1),
  Expected("rsa-labs/pkcs-1v2-1d2-vec/oaep-vect.txt", "RSAES-OAEP", 60, passed: 60),
  Expected("rsa-labs/pkcs-1v2-1d2-vec/pss-int.txt", "RSASSA-PSS", 1, passed: 1),
  Expected("rsa-labs/pkcs-1v2-1d2-vec/pss-vect.txt", "RSASSA-PSS", 60, passed: 60),
  Expected("rsa-labs/pkcs1v15crypt-vectors.txt", "RSAES-PKCS1-v1_5", 300, passed: 300),
  Expected("rsa-labs/pkcs1v15sign-vectors.txt", "RSASSA-PKCS1-v1_5", 300, passed: 300),
  Expected("wycheproof/ecdh_secp256r1_ecpoint_test.json", "ECDH", 355, passed: 355),
  Expected("wycheproof/ecdsa_secp256r1_sha256_p1363_test.json", "ECDSA", 262, passed: 262),
  Expected("wycheproof/ecdsa_secp256r1_sha256_test.json", "ECDSA", 484, passed: 484),
  Expected("wycheproof/hkdf_sha256_test.json", "HKDF", 86, passed: 86),
  Expected("wycheproof/rsa_oaep_2048_sha1_mgf1sha1_test.json", "RSAES-OAEP", 36, passed: 36),
  Expected("wycheproof/rsa_oaep_2048_sha256_mgf1sha256_test.json", "RSAES-OAEP", 37, passed: 37),
  Expected("wycheproof/rsa_pkcs1_2048_sig_gen_test.json", "RSASSA-PKCS1-v1_5", 43, passed: 43),
  Expected("wycheproof/rsa_pkcs1_2048_test.json", "RSAES-PKCS1-v1_5", 67, passed: 67),
  Expected("wycheproof/rsa_pss_2048_sha256_mgf1_32_test.json", "RSASSA-PSS", 108, passed: 108),
  Expected("wycheproof/rsa_signature_2048_sha256_test.json", "RSASSA-PKCS1-v1_5", 259, passed: 259),
  Expected("x509/pkits/cases.txt", "X.509 path validation", 249, passed: 246),
]

@Suite("The project's vectors")
struct VectorFilesTests {
  @Test("every case of every file passes or is skipped with its reason", arguments: expectedFiles)
  func file(expected: Expected) throws {
    let report = VectorRunner.run(try ProjectVectors.file(expected.path))
    #expect(report.failures.isEmpty)
    #expect(report.algorithm == expected.algorithm)
    #expect(report.cases == expected.cases)
    #expect(report.passed == expected.passed)
    #expect(report.skipped == expected.cases - expected.passed)
    #expect(report.remark == nil)
  }

  @Test("the table above has every file of the folder, and no other")
  func completeness() throws {
    let suite = try VectorSuite(directory: ProjectVectors.directory)
    #expect(suite.files == expectedFiles.map(\.path))
    #expect(expectedFiles.count == 94)
    #expect(expectedFiles.reduce(0) { $0 + $1.cases } == 15250)
    #expect(expectedFiles.reduce(0) { $0 + $1.passed } == 12053)
  }

  @Test("every algorithm that can be run has a file")
  func algorithms() {
    // Wycheproof's test of primality tests is not among the files.
    let without: Set = ["primality"]
    let published = Set(expectedFiles.map(\.algorithm))
    let sampled = Set(ACVPTests.samples.map(\.algorithm))
    #expect(Set(VectorRunner.algorithms) == published.union(sampled).union(without))
  }
}
