import Foundation
import Testing

@testable import Vectors

/// Files in the form of Wycheproof, made by us with Python's hashlib and with OpenSSL
/// (`scripts/wycheproof-samples.py`): types of groups and hash functions of which the project has
/// no file of Wycheproof's own.
@Suite("Wycheproof's other types of groups")
struct WycheproofSampleTests {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Samples/wycheproof").path

  /// In all of them the curve P-521 is skipped, and a mask of another function than the message's.
  static let samples: [Expected] = [
    Expected("aes_cbc_pkcs5_test.json", "AES-CBC", 6, passed: 6),
    Expected("ecdh_ecpoint_test.json", "ECDH", 9, passed: 6),
    Expected("ecdh_pem_test.json", "ECDH", 6, passed: 4),
    Expected("ecdh_test.json", "ECDH", 6, passed: 4),
    Expected("ecdh_webcrypto_test.json", "ECDH", 6, passed: 4),
    Expected("ecdsa_p1363_test.json", "ECDSA", 84, passed: 56),
    Expected("ecdsa_test.json", "ECDSA", 84, passed: 56),
    Expected("hkdf_sha1_test.json", "HKDF", 2, passed: 2),
    Expected("hkdf_sha224_test.json", "HKDF", 2, passed: 2),
    Expected("hkdf_sha256_test.json", "HKDF", 2, passed: 2),
    Expected("hkdf_sha384_test.json", "HKDF", 2, passed: 2),
    Expected("hkdf_sha512_224_test.json", "HKDF", 2, passed: 2),
    Expected("hkdf_sha512_256_test.json", "HKDF", 2, passed: 2),
    Expected("hkdf_sha512_test.json", "HKDF", 2, passed: 2),
    Expected("hmac_sha1_test.json", "HMAC", 4, passed: 4),
    Expected("hmac_sha224_test.json", "HMAC", 4, passed: 4),
    Expected("hmac_sha256_test.json", "HMAC", 4, passed: 4),
    Expected("hmac_sha384_test.json", "HMAC", 4, passed: 4),
    Expected("hmac_sha512_224_test.json", "HMAC", 4, passed: 4),
    Expected("hmac_sha512_256_test.json", "HMAC", 4, passed: 4),
    Expected("hmac_sha512_test.json", "HMAC", 4, passed: 4),
    Expected("pbkdf2_hmacsha1_test.json", "PBKDF2", 1, passed: 1),
    Expected("pbkdf2_hmacsha224_test.json", "PBKDF2", 1, passed: 1),
    Expected("pbkdf2_hmacsha256_test.json", "PBKDF2", 1, passed: 1),
    Expected("pbkdf2_hmacsha384_test.json", "PBKDF2", 1, passed: 1),
    Expected("pbkdf2_hmacsha512_224_test.json", "PBKDF2", 1, passed: 1),
    Expected("pbkdf2_hmacsha512_256_test.json", "PBKDF2", 1, passed: 1),
    Expected("pbkdf2_hmacsha512_test.json", "PBKDF2", 1, passed: 1),
    Expected("primality_test.json", "primality", 5, passed: 5),
    Expected("rsa_oaep_test.json", "RSAES-OAEP", 50, passed: 50),
    Expected("rsa_pss_test.json", "RSASSA-PSS", 29, passed: 28),
    Expected("rsa_sig_gen_test.json", "RSASSA-PKCS1-v1_5", 7, passed: 7),
    Expected("rsa_signature_test.json", "RSASSA-PKCS1-v1_5", 14, passed: 14),
  ]

  private func file(_ path: String) throws -> VectorFile {
    let location = Self.directory + "/" + path
    guard let data = FileManager.default.contents(atPath: location) else {
      throw ProjectVectors.Missing(path: path)
    }
    return VectorFile(path: path, bytes: [UInt8](data))
  }

  @Test("every case passes or is skipped with its reason", arguments: samples)
  func sample(expected: Expected) throws {
    let report = VectorRunner.run(try file(expected.path))
    #expect(report.failures.isEmpty)
    #expect(report.algorithm == expected.algorithm)
    #expect(report.cases == expected.cases)
    #expect(report.passed == expected.passed)
    let reasons: Set = [
      "no curve secp521r1", "no curve P-521",
      "no mask of another hash function than the message's",
    ]
    #expect(Set(report.reasons.keys).isSubset(of: reasons))
  }

  @Test("the table above has every file of samples")
  func completeness() throws {
    #expect(try VectorSuite(directory: Self.directory).files == Self.samples.map(\.path))
  }

  @Test("a case whose result is exchanged fails", arguments: samples)
  func exchanged(expected: Expected) throws {
    let bytes = try file(expected.path).bytes
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing("\"result\": \"valid\"", with: "\"result\": \"was valid\"")
      .replacing("\"result\": \"invalid\"", with: "\"result\": \"valid\"")
      .replacing("\"result\": \"was valid\"", with: "\"result\": \"invalid\"")
    let report = VectorRunner.run(VectorFile(path: expected.path, bytes: Array(text.utf8)))
    // Those with a verdict of their own stay as they were.
    let acceptable = text.split(separator: "\"acceptable\"", omittingEmptySubsequences: false)
    #expect(report.passed <= acceptable.count - 1)
    #expect(report.failed >= expected.passed - (acceptable.count - 1))
  }
}
