import Testing
import Vectors

@Suite("The runner notices")
struct AlterationTests {
  /// A change of one expected value in a file.
  struct Alteration: Sendable, CustomTestStringConvertible {
    let path: String
    /// The text that is replaced where it first stands.
    let old: String
    let new: String
    /// The field that the failure must name.
    let field: String

    init(_ path: String, _ old: String, _ new: String, field: String) {
      self.path = path
      self.old = old
      self.new = new
      self.field = field
    }

    var testDescription: String { "\(field) in \(path)" }
  }

  /// One value of every algorithm in every format, and of every way to be wrong.
  static let alterations: [Alteration] = [
    Alteration("nist/shs/SHA256ShortMsg.rsp", "MD = 28969cdf", "MD = 28969cde", field: "MD"),
    Alteration("nist/shs/SHA256ShortMsg.rsp", "Msg = d3", "Msg = d2", field: "MD"),
    Alteration("nist/shs/SHA224ShortMsg.rsp", "MD = d14a028c", "MD = d14a028d", field: "MD"),
    Alteration("nist/shs/SHA384Monte.rsp", "MD = e81b86c4", "MD = e81b86c5", field: "MD"),
    Alteration("nist/shs/SHA512Monte.rsp", "Seed = ", "Seed = 00", field: "MD"),
    Alteration("nist/shs/SHA256LongMsg.rsp", "MD = 3c593aa5", "MD = 3c593aa4", field: "MD"),
    Alteration("nist/shs/SHA256Monte.rsp", "MD = d6a23dff", "MD = d6a23dfe", field: "MD"),
    Alteration("nist/shs/SHA256Monte.rsp", "Seed = 6d1e72ad", "Seed = 6d1e72ac", field: "MD"),
    Alteration("nist/hmac/HMAC.rsp", "Mac = 05d1243e", "Mac = 05d1243f", field: "Mac"),
    Alteration("rfc/rfc4231/rfc-4231-sha512.txt", "MD = 87aa7cde", "MD = 87aa7cdf", field: "MD"),
    Alteration("rfc/rfc4231/rfc-4231-sha256.txt", "MD = b0344c61", "MD = b0344c60", field: "MD"),
    Alteration(
      "rfc/rfc5869/rfc-5869-HKDF-SHA256.txt", "OKM  = 3cb25f25", "OKM  = 3cb25f24", field: "OKM"),
    Alteration(
      "rfc/rfc5869/rfc-5869-HKDF-SHA256.txt", "PRK  = 07770936", "PRK  = 07770937", field: "PRK"),
    Alteration(
      "wycheproof/hkdf_sha256_test.json", "3cb25f25faacd57a", "3cb25f25faacd57b", field: "okm"),
    Alteration(
      "rfc/rfc6070/rfc-6070-PBKDF2-SHA1.txt", "DERIVED_KEY = 0c60c80f", "DERIVED_KEY = 0c60c80e",
      field: "DERIVED_KEY"),
    Alteration("rfc/rfc7914/ring_pbkdf2_tests.txt", "DK = 120fb6cf", "DK = 120fb6ce", field: "DK"),
    Alteration(
      "rfc/rfc7914/ring_pbkdf2_tests.txt", "DK = 69\nVerify = Err", "DK = 68\nVerify = Err",
      field: "DK"),
    Alteration(
      "nist/drbg/test_suite_hmac_drbg.no_reseed.data", "b7928f9503a41711", "b7928f9503a41710",
      field: "argument 6"),
    Alteration(
      "nist/aes-cbc/CBCGFSbox128.rsp", "CIPHERTEXT = 0336763e", "CIPHERTEXT = 0336763f",
      field: "CIPHERTEXT"),
    Alteration(
      "nist/aes-cbc/CBCMMT256.rsp", "PLAINTEXT = 07270d0e", "PLAINTEXT = 07270d0f",
      field: "PLAINTEXT"),
    Alteration(
      "nist/aes-cbc/CBCMCT256.rsp", "PLAINTEXT = f0e50e03", "PLAINTEXT = f0e50e02",
      field: "PLAINTEXT"),
    Alteration(
      "nist/aes-cbc/CBCMCT128.rsp", "CIPHERTEXT = b127a5b4", "CIPHERTEXT = b127a5b5",
      field: "CIPHERTEXT"),
    Alteration("nist/aes-cbc/CBCMCT128.rsp", "KEY = 392e4269", "KEY = 392e4268", field: "KEY"),
    Alteration(
      "nist/aes-ecb/ECBMMT192.rsp", "CIPHERTEXT = 24f40c4e", "CIPHERTEXT = 24f40c4f",
      field: "CIPHERTEXT"),
    Alteration(
      "fernet-spec/generate.json", "gAAAAAAdwJ6wAAEC", "gAAAAAAdwJ6wAAED", field: "token"),
    Alteration("fernet-spec/verify.json", "hello", "hallo", field: "src"),
    Alteration("fernet-spec/verify.json", "gAAAAAAdwJ6wAAEC", "gAAAAAAdwJ6wAAED", field: "token"),
    Alteration(
      "fernet-spec/invalid.json", "1985-10-26T01:21:31", "1985-10-26T01:20:31", field: "token"),
    Alteration("nist/rsa/KeyGenRSA.rsp", "n = 89bfffc7", "n = 89bfffc6", field: "n"),
    Alteration("nist/rsa/KeyGenRSA.rsp", "d = 16f5554b", "d = 16f5554a", field: "d"),
    Alteration("nist/rsa/KeyGenRSA.rsp", "\np = bd1232a4", "\np = bd1232a5", field: "p"),
    Alteration("nist/rsa/SigVer15_186-3.rsp", "Result = P", "Result = F", field: "Result"),
    Alteration("x509/pkits/cases.txt", "Result = P", "Result = F", field: "Result"),
    Alteration("x509/pkits/cases.txt", "2011041", "2041041", field: "Result"),
    Alteration("nist/rsa/SigVerPSS_186-3.rsp", "Result = F", "Result = P", field: "Result"),
    Alteration("nist/rsa/SigVer15EMTest.txt", "Result = F", "Result = P", field: "Result"),
    Alteration(
      "rsa-labs/pkcs-1v2-1d2-vec/pss-int.txt", "8d aa 62 7d", "8d aa 62 7c", field: "signature"),
    Alteration(
      "rsa-labs/pkcs-1v2-1d2-vec/oaep-int.txt", "12 53 e0 4d", "12 53 e0 4c", field: "encryption"),
    Alteration(
      "rsa-labs/pkcs-1v2-1d2-vec/oaep-vect.txt", "35 4f e6 7b", "35 4f e6 7a",
      field: "encryption"),
    Alteration("rsa-labs/oaep-sha256-sha256.txt", "6628194e", "6628194f", field: "message"),
    Alteration(
      "wycheproof/rsa_oaep_2048_sha1_mgf1sha1_test.json", "ba366806e4ad", "ba366806e4ac",
      field: "ct"),
    Alteration(
      "wycheproof/rsa_pkcs1_2048_test.json", "5999ccb0cfdd", "5999ccb0cfdc", field: "ct"),
    Alteration(
      "wycheproof/rsa_pkcs1_2048_sig_gen_test.json", "0d7e029e2119", "0d7e029e2118",
      field: "sig"),
    Alteration(
      "wycheproof/rsa_signature_2048_sha256_test.json", "840f5dac5310", "840f5dac5311",
      field: "sig"),
    Alteration(
      "wycheproof/rsa_pss_2048_sha256_mgf1_32_test.json", "4f01e0c12b08", "4f01e0c12b09",
      field: "sig"),
    Alteration(
      "wycheproof/ecdsa_secp256r1_sha256_test.json", "3045022100b292a619", "3045022100b292a618",
      field: "sig"),
    Alteration(
      "wycheproof/ecdsa_secp256r1_sha256_p1363_test.json", "2ba3a8be6b94", "2ba3a8be6b95",
      field: "sig"),
    Alteration(
      "wycheproof/ecdh_secp256r1_ecpoint_test.json", "53020d908b02", "53020d908b03",
      field: "shared"),
    Alteration("nist/ecdsa/KeyPair.rsp", "Qx = d0720dc6", "Qx = d0720dc7", field: "Qx"),
    Alteration("nist/ecdsa/PKV.rsp", "Qx = e0f7449c", "Qx = e0f7449d", field: "Result"),
    Alteration("nist/ecdsa/SigGen.txt", "R = f3ac8061", "R = f3ac8060", field: "R"),
    Alteration("nist/ecdsa/SigGen.txt", "S = 8bf77819", "S = 8bf77818", field: "S"),
    Alteration("nist/ecdsa/SigVer.rsp", "R = bf96b99a", "R = bf96b99b", field: "Result"),
    Alteration(
      "nist/ecdh/KAS_ECC_CDH_PrimitiveTest.txt", "ZIUT = 46fc6210", "ZIUT = 46fc6211",
      field: "ZIUT"),
    Alteration(
      "nist/ecdh/KASValidityTest_ECCStaticUnified_NOKC_ZZOnly_init.fax", "CAVSHashZZ = 7aeedd50",
      "CAVSHashZZ = 7aeedd51", field: "Result"),
    Alteration(
      "nist/ecdh/KASValidityTest_ECCStaticUnified_KDFConcat_NOKC_init.fax", "CAVSTag = 7d3b4953",
      "CAVSTag = 7d3b4950", field: "Result"),
    Alteration(
      "nist/ecdh/KAS_ECC_CDH_PrimitiveTest.txt", "ZIUT = 5f9d29dc", "ZIUT = 5f9d29dd",
      field: "ZIUT"),
    Alteration("nist/ecdsa/SigGen.txt", "S = 77ffed5c", "S = 77ffed5d", field: "S"),
    Alteration(
      "cfrg/rsa_implicit_rejection.txt", "Msg = 2b5dd72d", "Msg = 2b5dd72c", field: "Msg"),
    Alteration("nist/rsa/SigGen15_186-3.txt", "S = 6b8be97d", "S = 6b8be97c", field: "S"),
    Alteration("nist/rsa/SigGenPSS_186-3.txt", "S = 8b46f2c8", "S = 8b46f2c9", field: "S"),
    Alteration(
      "rsa-labs/pkcs1v15sign-vectors.txt", "6b c3 a0 66", "6b c3 a0 67", field: "signature"),
    Alteration(
      "rsa-labs/pkcs1v15crypt-vectors.txt", "50 b4 c1 41", "50 b4 c1 40", field: "encryption"),
    Alteration("rsa-labs/oaep-sha1-sha256.txt", "bedcb1a9", "bedcb1a8", field: "encryption"),
    Alteration(
      "nist/drbg/test_suite_hmac_drbg.pr.data", "abc015856094803a", "abc015856094803b",
      field: "argument 6"),
    Alteration(
      "rfc/rfc6979/evppkey_ecdsa_rfc6979.txt", "EFD48B2AACB6A8FD", "EFD48B2AACB6A8FE",
      field: "Output"),
  ]

  @Test("a changed value, naming case and field", arguments: alterations)
  func alteration(_ alteration: Alteration) throws {
    let file = try ProjectVectors.file(
      alteration.path, replacing: alteration.old, with: alteration.new)
    let report = VectorRunner.run(file)
    let failure = try #require(report.failures.first)
    #expect(failure.field == alteration.field)
    #expect(!failure.vector.isEmpty)
    #expect(failure.expected != failure.found)
    #expect(!VectorReport(files: [report], backend: "portable").isSuccess)
  }

  @Test("a changed value in every family")
  func familiesAreCovered() {
    let altered = Set(Self.alterations.map(\.path))
    let algorithms = expectedFiles.filter { altered.contains($0.path) }.map(\.algorithm)
    #expect(Set(algorithms) == Set(expectedFiles.map(\.algorithm)))
  }
}
