import Testing
import Vectors

/// Formats of which the project has no file, each with a few cases as they are published.
@Suite("Formats without a file in the project")
struct OtherFormatsTests {
  private func report(_ text: String, name: String = "file") -> FileReport {
    VectorRunner.run(VectorFile(path: name, bytes: Array(text.utf8)))
  }

  @Test("Wycheproof's MacTest (hmac_sha256_test.json)")
  func wycheproofHMAC() {
    let report = report(
      """
      {"algorithm": "HMACSHA256", "schema": "mac_test_schema.json", "testGroups": [
        {"type": "MacTest", "keySize": 256, "tagSize": 256, "tests": [
          {"tcId": 2, "comment": "short message", "flags": ["Pseudorandom"],
           "key": "8159fd15133cd964c9a6964c94f0ea269a806fd9f43f0da58b6cd1b33d189b2a",
           "msg": "77", "result": "valid",
           "tag": "dfc5105d5eecf7ae7b8b8de3930e7659e84c4172f2555142f1e568fc1872ad93"},
          {"tcId": 28, "comment": "Flipped bit 0 in tag", "flags": ["ModifiedTag"],
           "key": "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
           "msg": "", "result": "invalid",
           "tag": "d28b42096d80f45f826b44a9d5607de72496a415d3f4a1a8c88e3bb9da8dc1cb"}]},
        {"type": "MacTest", "keySize": 256, "tagSize": 128, "tests": [
          {"tcId": 3, "comment": "the first again, cut to half", "flags": [],
           "key": "8159fd15133cd964c9a6964c94f0ea269a806fd9f43f0da58b6cd1b33d189b2a",
           "msg": "77", "result": "valid", "tag": "dfc5105d5eecf7ae7b8b8de3930e7659"}]}]}
      """)
    #expect(report.algorithm == "HMAC")
    #expect(report.passed == 3)
    #expect(report.failures.isEmpty)
  }

  @Test("Wycheproof's IndCpaTest (aes_cbc_pkcs5_test.json)")
  func wycheproofCBC() {
    let report = report(
      """
      {"algorithm": "AES-CBC-PKCS5", "schema": "ind_cpa_test_schema.json", "testGroups": [
        {"type": "IndCpaTest", "keySize": 128, "ivSize": 128, "tests": [
          {"tcId": 1, "comment": "empty message", "flags": ["Pseudorandom"],
           "key": "e34f15c7bd819930fe9d66e0c166e61c", "iv": "da9520f7d3520277035173299388bee2",
           "msg": "", "ct": "b10ab60153276941361000414aed0a9d", "result": "valid"},
          {"tcId": 5, "comment": "small plaintext size", "flags": ["Pseudorandom"],
           "key": "e1e726677f4893890f8c027f9d8ef80d", "iv": "155fd397579b0b5d991d42607f2cc9ad",
           "msg": "3f", "ct": "599d77aca16910b42d8b4ac9560efe1b", "result": "valid"},
          {"tcId": 25, "comment": "empty ciphertext", "flags": ["NoPadding"],
           "key": "db4f3e5e3795cc09a073fa6a81e5a6bc", "iv": "23468aa734f5f0f19827316ff168e94f",
           "msg": "", "ct": "", "result": "invalid"},
          {"tcId": 26, "comment": "zero padding", "flags": ["BadPadding"],
           "key": "db4f3e5e3795cc09a073fa6a81e5a6bc", "iv": "23468aa734f5f0f19827316ff168e94f",
           "msg": "", "ct": "aa62606a287476777b92d8e4c4e53028", "result": "invalid"}]}]}
      """)
    #expect(report.algorithm == "AES-CBC")
    #expect(report.passed == 4)
    #expect(report.failures.isEmpty)
  }

  @Test("Wycheproof's PbkdfTest (pbkdf2_hmacsha256_test.json)")
  func wycheproofPBKDF2() {
    let report = report(
      """
      {"algorithm": "PBKDF2-HMACSHA256", "schema": "pbkdf_test_schema.json", "testGroups": [
        {"type": "PbkdfTest", "tests": [
          {"tcId": 3, "comment": "", "flags": ["Pseudorandom", "Printable"],
           "password": "7130577430643470", "salt": "798acc7c76739d75", "iterationCount": 4096,
           "dkLen": 16, "dk": "0501c73cb9f40b6769513e70e525051e", "result": "valid"},
          {"tcId": 4, "comment": "too long to be tried", "flags": [],
           "password": "00", "salt": "00", "iterationCount": 30000000,
           "dkLen": 16, "dk": "0501c73cb9f40b6769513e70e525051e", "result": "valid"}]}]}
      """)
    #expect(report.algorithm == "PBKDF2")
    #expect(report.passed == 1)
    #expect(report.reasons == ["more than 20000000 iterations": 1])
  }

  @Test("Wycheproof's EcdhTest, whose public keys are in DER (ecdh_secp256r1_test.json)")
  func wycheproofECDH() {
    let report = report(
      """
      {"algorithm": "ECDH", "schema": "ecdh_test_schema.json", "testGroups": [
        {"type": "EcdhTest", "curve": "secp256r1", "encoding": "asn", "tests": [
          {"tcId": 1, "comment": "normal case", "flags": ["Normal"], "public":
           "3059301306072a8648ce3d020106082a8648ce3d0301070342000462d5bd3372af75fe85a040715d0f50\
      2428e07046868b0bfdfa61d731afe44f26ac333a93a9e70a81cd5a95b5bf8d13990eb741c8c38872b4a07d275a\
      014e30cf", "private": "0612465c89a023ab17855b0a6bcebfd3febb53aef84138647b5352e02c10c346",
           "shared": "53020d908b0219328b658b525f26780e3ae12bcd952bb25a93bc0895e1714285",
           "result": "valid"},
          {"tcId": 2, "comment": "compressed", "flags": ["CompressedPublic", "CompressedPoint"],
           "public": "3039301306072a8648ce3d020106082a8648ce3d0301070322000362d5bd3372af75fe85a0\
      40715d0f502428e07046868b0bfdfa61d731afe44f26",
           "private": "0612465c89a023ab17855b0a6bcebfd3febb53aef84138647b5352e02c10c346",
           "shared": "53020d908b0219328b658b525f26780e3ae12bcd952bb25a93bc0895e1714285",
           "result": "acceptable"}]}]}
      """)
    #expect(report.algorithm == "ECDH")
    #expect(report.passed == 2)
    #expect(report.failures.isEmpty)
  }

  @Test("Wycheproof's PrimalityTest (primality_test.json)")
  func wycheproofPrimality() {
    let values: [(value: String, result: String)] = [
      ("00", "invalid"), ("01", "invalid"), ("ff", "invalid"), ("fdcf", "invalid"),
      ("07ffffffffffffffff", "invalid"), ("01f51f3fee3b", "invalid"), ("02", "valid"),
      ("0b", "valid"), ("0fffffffffffffff", "invalid"), ("1fffffffffffffff", "valid"),
    ]
    let tests = values.enumerated().map {
      "{\"tcId\": \($0.offset), \"flags\": [], \"value\": \"\($0.element.value)\", "
        + "\"result\": \"\($0.element.result)\"}"
    }
    let report = report(
      "{\"algorithm\": \"PrimalityTest\", \"testGroups\": [{\"type\": \"PrimalityTest\", "
        + "\"tests\": [\(tests.joined(separator: ", "))]}]}")
    #expect(report.algorithm == "primality")
    #expect(report.passed == values.count)
    #expect(report.failures.isEmpty)
  }

  @Test("an early Wycheproof file keeps the key under another name")
  func earlyWycheproof() throws {
    let bytes = try ProjectVectors.bytes("wycheproof/ecdsa_secp256r1_sha256_test.json")
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing("\"publicKey\":", with: "\"key\":")
    #expect(report(text).passed == 484)
  }

  @Test("NIST's SHA-1 files (SHA1ShortMsg.rsp)")
  func sha1() {
    let report = report(
      """
      #  CAVS 11.0
      #  "SHA-1 ShortMsg" information
      [L = 20]

      Len = 0
      Msg = 00
      MD = da39a3ee5e6b4b0d3255bfef95601890afd80709

      Len = 5
      Msg = 98
      MD = 29826b003b906e660eff4027ce98af3531ac75ba
      """)
    #expect(report.passed == 1)
    #expect(report.reasons == ["a message that is not whole bytes": 1])
  }

  @Test("NIST's HMAC.rsp for other hash functions")
  func hmac() {
    let report = report(
      """
      [L=20]

      Count = 0
      Klen = 20
      Tlen = 20
      Key = 0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b
      Msg = 4869205468657265
      Mac = b617318655057264e28bc0b6fb378c8ef146be00

      [L=16]

      Count = 0
      Klen = 1
      Tlen = 1
      Key = 00
      Msg = 00
      Mac = 00
      """)
    #expect(report.passed == 1)
    #expect(report.reasons == ["no such hash function": 1])
  }

  /// The case COUNT = 0 of the section with additional input, from drbgvectors_no_reseed.
  private static let drbg = """
    # CAVS 14.3
    # DRBG800-90A information for "drbg_no_reseed"

    [SHA-256]
    [PredictionResistance = False]
    [EntropyInputLen = 256]
    [NonceLen = 128]
    [PersonalizationStringLen = 256]
    [AdditionalInputLen = 256]
    [ReturnedBitsLen = 1024]

    COUNT = 0
    EntropyInput = 5d3286bc53a258a53ba781e2c4dcd79a790e43bbe0e89fb3eed39086be34174b
    Nonce = c5422294b7318952ace7055ab7570abf
    PersonalizationString = 2dba094d008e150d51c4135bb2f03dcde9cbf3468a12908a1b025c120c985b9d
    AdditionalInput = 793a7ef8f6f0482beac542bb785c10f8b7b406a4de92667ab168ecc2cf7573c6
    AdditionalInput = 2238cdb4e23d629fe0c2a83dd8d5144ce1a6229ef41dabe2a99ff722e510b530
    ReturnedBits = d04678198ae7e1aeb435b45291458ffde0891560748b43330eaf866b5a6385e7\
    4c6fa5a5a44bdb284d436e98d244018d6acedcdfa2e9f499d8089e4db86ae89a\
    6ab2d19cb705e2f048f97fb597f04106a1fa6a1416ad3d859118e079a0c319eb\
    95686f4cbcce3b5101c7a0b010ef029c4ef6d06cdfac97efb9773891688c37cf

    [SHA3-256]
    [PredictionResistance = False]

    COUNT = 0
    EntropyInput = 00
    Nonce = 00
    PersonalizationString =
    AdditionalInput =
    AdditionalInput =
    ReturnedBits = 00
    """

  @Test("NIST's HMAC_DRBG.rsp, which its name tells from Hash_DRBG.rsp")
  func drbg() {
    let report = report(Self.drbg, name: "HMAC_DRBG.rsp")
    #expect(report.algorithm == "HMAC_DRBG")
    #expect(report.passed == 1)
    #expect(report.reasons == ["no SHA3-256": 1])
    let other = self.report(Self.drbg, name: "Hash_DRBG.rsp")
    #expect(
      other.reasons == ["nothing here for: DRBG800-90A information for \"drbg_no_reseed\"": 2])
    let altered = self.report(
      Self.drbg.replacing("ReturnedBits = d0", with: "ReturnedBits = d1"), name: "HMAC_DRBG.rsp")
    #expect(altered.failures.map(\.field) == ["ReturnedBits"])
    #expect(altered.failures.first?.vector.hasSuffix("COUNT = 0, line 12") == true)
  }

  @Test("a request that the generator may not answer is the file's fault")
  func drbgTooLong() {
    let long = "ReturnedBits = " + String(repeating: "00", count: 65_537)
    let text = Self.drbg.split(separator: "\n").map {
      $0.hasPrefix("ReturnedBits = d0") ? long : String($0)
    }
    let report = report(text.joined(separator: "\n"), name: "HMAC_DRBG.rsp")
    #expect(report.failures.map(\.field) == ["ReturnedBits"])
  }
}
