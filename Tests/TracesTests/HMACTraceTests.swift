import Hashing
import Testing

@testable import Traces

/// Traces of HMAC against lines of NIST's examples with intermediate values.
@Suite("Traces of HMAC")
struct HMACTraceTests {
  private func lines(_ trace: Trace) -> [String] { trace.steps.flatMap(\.nist) }

  @Test("a key longer than a block prints the lines of NIST's example")
  func longKey() {
    let trace = Trace.hmac(
      SHA256.self, key: Array(0..<100), message: Array("Sample message for keylen=blocklen".utf8))
    let lines = lines(trace)
    #expect(
      Array(lines.prefix(11)) == [
        NISTNotation.frame, "", "Keyed-Hash Message Authentication Code (HMAC)", "Hashlen = 256",
        NISTNotation.frame, "Key length = 100", "Tag length = 32", "Input Date:",
        "\"Sample message for keylen=blocklen\"", "Text is", "5361 6D706C65 206D6573",
      ])
    #expect(lines[13] == "00010203")
    #expect(
      Array(lines[18...]) == [
        "K0 is", "BCE0AFF1 9CF5AA6A 7469A30D 61D04E43",
        "76E4BBF6 381052EE 9E7F3392 5C954D52 00000000 00000000",
        "00000000 00000000 00000000 00000000 00000000 00000000", "K0^ipad is",
        "8AD699C7 AAC39C5C 425F953B 57E67875",
        "40D28DC0 0E2664D8 A84905A4 6AA37B64 36363636 36363636",
        "36363636 36363636 36363636 36363636 36363636 36363636", "Hash((Key^ipad)||text) is",
        "1E0DFB0C BB61E9F0", "60769E9D F5750129 2426F0DB 58194BC8 5BC63DAC 4670C2C1",
        "K0 xor opad is", "E0BCF3AD C0A9F636 2835FF51 3D8C121F",
        "2AB8E7AA 644C0EB2 C2236FCE 00C9110E 5C5C5C5C 5C5C5C5C",
        "5C5C5C5C 5C5C5C5C 5C5C5C5C 5C5C5C5C 5C5C5C5C 5C5C5C5C",
        "Hash((K0^opad)||Hash((K0^ipad)||text)) is", "BDCCB6C7 2DDEADB5",
        "00AE7683 86CB38CC 41C63DBB 0878DDB9 C7A38A43 1B78378D", "mac is", "BDCCB6C7 2DDEADB5",
        "00AE7683 86CB38CC 41C63DBB 0878DDB9 C7A38A43 1B78378D",
      ])
  }

  @Test("a truncated code is the beginning of the outer hash")
  func truncated() {
    let trace = Trace.hmac(
      SHA256.self, key: Array(0..<49),
      message: Array("Sample message for keylen<blocklen, with truncated tag".utf8),
      codeLength: 16)
    #expect(lines(trace).suffix(2) == ["mac is", "27A8B157 839EFEAC 98DF070B 331D5936"])
    #expect(trace.results == [TraceValue("mac", "27a8b157839efeac98df070b331d5936")])
  }

  @Test("the hash function's own steps are there for whoever looks at operations")
  func insideHash() throws {
    let trace = Trace.hmac(SHA256.self, key: Array(0..<100), message: [1])
    let labels = trace.steps.filter { $0.depth == .operations }.map(\.label)
    for part in ["Hash of the key", "Inner hash", "Outer hash"] {
      for block in 1...2 {
        let start = try #require(labels.firstIndex(of: "\(part): block \(block) of 2"))
        #expect(labels[(start + 1)...].prefix(64) == (0..<64).map { "t=\($0)" }[...])
      }
    }
    #expect(trace.steps.filter { $0.depth < .operations }.count == 7)
  }

  @Test("other hash functions trace alike, with their own lengths")
  func otherHashes() {
    let trace = Trace.hmac(SHA512.self, key: [1], message: [2])
    #expect(trace.title == "HMAC-SHA-512")
    #expect(trace.steps[1].values[0].text.count == 2 * 128)
  }
}
