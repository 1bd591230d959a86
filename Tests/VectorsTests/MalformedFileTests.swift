import Testing
import Vectors

@Suite("Files that are not as they should be")
struct MalformedFileTests {
  /// A small file of every format.
  static let samples = [
    "nist/aes-cbc/CBCGFSbox256.rsp", "nist/shs/SHA256ShortMsg.rsp",
    "rfc/rfc4231/rfc-4231-sha256.txt",
    "rfc/rfc5869/rfc-5869-HKDF-SHA256.txt", "rfc/rfc6070/rfc-6070-PBKDF2-SHA1.txt",
    "rsa-labs/pkcs-1v2-1d2-vec/pss-int.txt", "rsa-labs/pkcs-1v2-1d2-vec/oaep-int.txt",
    "wycheproof/rsa_oaep_2048_sha1_mgf1sha1_test.json",
  ]

  @Test("give the same report with either line end", arguments: samples)
  func lineEnds(path: String) throws {
    let bytes = try ProjectVectors.bytes(path)
    let unix = bytes.filter { $0 != 0x0d }
    let windows = unix.flatMap { $0 == 0x0a ? [0x0d, 0x0a] : [$0] }
    let expected = VectorRunner.run(VectorFile(path: path, bytes: bytes))
    #expect(expected.passed > 0)
    #expect(VectorRunner.run(VectorFile(path: path, bytes: unix)) == expected)
    #expect(VectorRunner.run(VectorFile(path: path, bytes: windows)) == expected)
  }

  @Test("give the same report without the last line end", arguments: samples)
  func lastLineEnd(path: String) throws {
    var bytes = try ProjectVectors.bytes(path)
    let expected = VectorRunner.run(VectorFile(path: path, bytes: bytes))
    while let last = bytes.last, [0x0a, 0x0d].contains(last) { bytes.removeLast() }
    #expect(VectorRunner.run(VectorFile(path: path, bytes: bytes)) == expected)
  }

  @Test("never trap, and never pass in full, wherever they are cut off", arguments: samples)
  func truncation(path: String) throws {
    let bytes = try ProjectVectors.bytes(path)
    let complete = VectorRunner.run(VectorFile(path: path, bytes: bytes))
    let step = max(1, bytes.count / 20)
    for count in stride(from: 0, to: bytes.count - bytes.count / 20, by: step) {
      let file = VectorFile(path: path, bytes: Array(bytes.prefix(count)))
      let report = VectorRunner.run(file)
      #expect(report.passed < complete.passed || !report.failures.isEmpty || complete.cases == 1)
    }
  }

  @Test("never trap on changed bytes", arguments: samples)
  func noise(path: String) throws {
    let bytes = try ProjectVectors.bytes(path)
    for index in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 15)) {
      for value in [0x00, 0x0a, 0x3d] as [UInt8] {
        var changed = bytes
        changed[index] = value
        _ = VectorRunner.run(VectorFile(path: path, bytes: changed))
      }
    }
  }

  /// A line that becomes a comment, and the field that must be missed for it.
  @Test(
    "name the field that a case lacks",
    arguments: [
      ("nist/shs/SHA256ShortMsg.rsp", "Msg = d3", "Msg"),
      ("nist/shs/SHA256ShortMsg.rsp", "Len = 8", "Len"),
      ("nist/hmac/HMAC.rsp", "Klen = 40", "Klen"),
      ("rfc/rfc6070/rfc-6070-PBKDF2-SHA1.txt", "SALT = salt", "SALT"),
      ("nist/aes-cbc/CBCGFSbox256.rsp", "IV = 00000000000000000000000000000000", "IV"),
      ("rfc/rfc5869/rfc-5869-HKDF-SHA256.txt", "L    = 42", "L"),
    ])
  func missingField(path: String, line: String, field: String) throws {
    let file = try ProjectVectors.file(path, replacing: line, with: "# gone")
    let failure = try #require(VectorRunner.run(file).failures.first)
    #expect(failure.field == field)
    #expect(failure.found == "no such field in the case")
  }

  @Test(
    "name the field that is not hexadecimal",
    arguments: [
      ("nist/shs/SHA256ShortMsg.rsp", "MD = 28969cdf", "MD = 2896", "MD"),
      ("nist/shs/SHA256ShortMsg.rsp", "MD = 28969cdf", "MD = 28969cd", "MD"),
      ("nist/shs/SHA256ShortMsg.rsp", "Msg = d3", "Msg = xx", "Msg"),
      ("nist/shs/SHA256ShortMsg.rsp", "Len = 8", "Len = eight", "Len"),
      ("nist/shs/SHA256ShortMsg.rsp", "Len = 8", "Len = 99999999999", "Len"),
      ("nist/shs/SHA256ShortMsg.rsp", "Len = 8", "Len = 16", "Msg"),
      ("nist/hmac/HMAC.rsp", "Tlen = 16", "Tlen = 15", "Mac"),
      ("nist/aes-cbc/CBCGFSbox256.rsp", "KEY = 0000", "KEY = 00", "KEY"),
      ("nist/rsa/SigVer15_186-3.rsp", "Result = F", "Result = X", "Result"),
      ("wycheproof/hkdf_sha256_test.json", "\"ikm\": \"0b", "\"ikm\": \"0", "ikm"),
    ])
  func malformedField(path: String, old: String, new: String, field: String) throws {
    let file = try ProjectVectors.file(path, replacing: old, with: new)
    let failure = try #require(VectorRunner.run(file).failures.first)
    #expect(failure.field == field)
    #expect(failure.vector != "")
  }

  @Test("of JSON that does not parse are a failure of the file")
  func brokenJSON() throws {
    let file = VectorFile(path: "a.json", bytes: Array("{\"algorithm\": \"ECDSA\", ".utf8))
    let report = VectorRunner.run(file)
    #expect(report.failures.map(\.field) == ["JSON"])
    #expect(report.failures.map(\.vector) == ["file"])
  }
}
