import Testing
import Vectors

@Suite("Recognition by content")
struct RecognitionTests {
  private func report(_ text: String, name: String = "file") -> FileReport {
    VectorRunner.run(VectorFile(path: name, bytes: Array(text.utf8)))
  }

  @Test("a text without its name, and cut short, is still recognised", arguments: expectedFiles)
  func withoutName(expected: Expected) throws {
    let bytes = Array(try ProjectVectors.bytes(expected.path).prefix(9_000))
    guard bytes.first != UInt8(ascii: "{") else { return }
    let report = VectorRunner.run(VectorFile(path: "unnamed", bytes: bytes))
    #expect(report.algorithm == expected.algorithm)
  }

  @Test(
    "anything else says that it is unknown",
    arguments: [
      "", "   \n\n", "just prose, nothing more\n", "{}", "{\"a\": 1}", "[]", "[1, 2]", "a = b\n",
      "-----BEGIN X-----\nAAAA\n-----END X-----\n", "\u{0}\u{1}\u{2}", "[section]\n[other]\n",
    ])
  func unknown(text: String) throws {
    let report = report(text)
    let remark = try #require(report.remark)
    #expect(remark.hasPrefix("not recognised"))
    #expect(report.cases == 0)
    #expect(!VectorReport(files: [report], backend: "portable").isSuccess)
  }

  @Test("bytes that are no text are unknown")
  func binary() {
    let report = VectorRunner.run(VectorFile(path: "x", bytes: [0x0a, 0xff, 0xfe, 0x41]))
    #expect(report.remark == "not recognised: neither text nor JSON")
  }

  @Test(
    "a mode that is not here is told from CBC by header or name, and skipped",
    arguments: [
      ("# AESVS GFSbox test data for OFB", "unnamed.rsp", "no mode OFB"),
      ("# AESVS GFSbox test data for CFB128", "unnamed.rsp", "no mode CFB128"),
      ("# AESVS GFSbox test data for CTR", "CBC.rsp", "no mode CTR"),
      ("# no mode in this header", "OFBGFSbox128.rsp", "no mode OFB"),
      ("# no mode in this header", "data.rsp", "the mode of operation is named nowhere"),
    ])
  func modes(header: String, name: String, reason: String) throws {
    let bytes = try ProjectVectors.bytes("nist/aes-cbc/CBCGFSbox256.rsp")
    let body = String(decoding: bytes, as: UTF8.self)
      .split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .filter { !$0.hasPrefix("#") }.joined(separator: "\n")
    let report = report(header + "\n" + body, name: name)
    #expect(report.reasons == [reason: 10])
  }

  @Test("a CBC file whose header names no mode is recognised by its name")
  func modeInName() throws {
    let bytes = try ProjectVectors.bytes("nist/aes-cbc/CBCGFSbox256.rsp")
    let body = bytes.drop { $0 != UInt8(ascii: "[") }
    let report = VectorRunner.run(VectorFile(path: "dir/CBCGFSbox256.rsp", bytes: Array(body)))
    #expect(report.passed == 10)
  }

  @Test("hash functions with digests of a known length are not taken for ours")
  func otherHashFunctions() {
    let body = "[L = 32]\n\nLen = 0\nMsg = 00\nMD = 00\n"
    let report = report("# SHA3-256 ShortMsg information\n" + body)
    #expect(report.reasons == ["no SHA3-": 1])
    #expect(self.report("# SHA-256\n" + body).failures.count == 1)
  }

  @Test("SHA-512/256 is told from SHA-256 by the header or the name")
  func truncatedHashFunctions() {
    // FIPS 180-4's digests of the empty message.
    let body = """
      [L = 32]

      Len = 0
      Msg = 00
      MD = c672b8d1ef56ed28ab87c3622c5114069bdd3ad7b8f9737498d0c01ecef0967a
      """
    #expect(report("#  \"SHA-512/256 ShortMsg\" information\n" + body).passed == 1)
    #expect(report(body, name: "SHA512_256ShortMsg.rsp").passed == 1)
    #expect(report(body, name: "SHA256ShortMsg.rsp").failed == 1)
  }

  @Test("a response file of CAVP for an algorithm that is not here is counted and skipped")
  func otherResponseFiles() {
    let text = """
      # CAVS 14.0
      # GCM Encrypt with keysize 128 test information

      [Keylen = 128]

      Count = 0
      Key = 00
      Tag = 00

      Count = 1
      Key = 00
      Tag = 00
      """
    let reason = "nothing here for: GCM Encrypt with keysize 128 test information"
    #expect(report(text).reasons == [reason: 2])
  }

  @Test("a Wycheproof file for an algorithm that is not here is counted and skipped")
  func otherWycheproofFiles() {
    let text = """
      {"algorithm": "AES-GCM", "numberOfTests": 1, "testGroups": [
        {"type": "AeadTest", "tests": [{"tcId": 1, "result": "valid", "flags": []}]}]}
      """
    #expect(report(text).reasons == ["no AES-GCM (AeadTest)": 1])
  }

  @Test("the reasons count every skipped case of a file")
  func reasons() throws {
    let keys = VectorRunner.run(try ProjectVectors.file("nist/ecdsa/PKV.rsp"))
    #expect(keys.reasons.count == 13)
    #expect(keys.reasons["no curve P-521"] == 12)
    #expect(keys.reasons.values.reduce(0, +) == keys.skipped)
  }
}
