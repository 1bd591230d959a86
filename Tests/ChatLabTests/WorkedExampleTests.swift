import Testing

@testable import ChatLab

/// What the standards print of their own examples, found again in a trace.
@Suite("Traces in the notation of NIST's worked examples")
struct WorkedExampleTests {
  private func nist(_ line: [String]) -> [String] {
    Runs.lines(run(["trace"] + line + ["--format", "nist"], of: .chatLab).output).map(String.init)
  }

  @Test("SHA-256 of three letters: schedule, rounds and sums (FIPS 180-2, appendix B.1)")
  func sha256() throws {
    let lines = nist(["sha256", "abc"])
    #expect(lines.filter { $0.hasPrefix("W[") }.count == 16)
    #expect(lines.contains("W[0] = 61626380") && lines.contains("W[15] = 00000018"))
    #expect(lines.filter { $0.hasPrefix("t=") }.count == 64)
    #expect(
      lines.contains(
        "t= 0: 5D6AEBCD 6A09E667 BB67AE85 3C6EF372 FA2A4622 510E527F 9B05688C 1F83D9AB"))
    #expect(
      lines.contains(
        "t=63: 506E3058 D39A2165 04D24D6C B85E2CE9 5EF50F24 FB121210 948D25B6 961F4894"))
    #expect(lines.contains("H[0] = 6A09E667 + 506E3058 = BA7816BF"))
    #expect(lines.contains("H[7] = 5BE0CD19 + 961F4894 = F20015AD"))
    #expect(
      lines.suffix(2).joined(separator: " ")
        == "BA7816BF 8F01CFEA 414140DE 5DAE2223 B00361A3 96177A9C B410FF61 F20015AD")
  }

  @Test("The notation is the same at every depth")
  func depth() {
    let line = ["sha256", "abc"]
    #expect(nist(line + ["--depth", "outline"]) == nist(line + ["--depth", "operations"]))
  }

  @Test("HMAC under a key as long as a block: K0 and its disguises (FIPS 198-1, section 4)")
  func hmac() {
    let key = (0..<64).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let lines = nist(["hmac", "Sample message for keylen=blocklen", "--key", key])
    #expect(lines.contains("Key length = 64") && lines.contains("K0^ipad is"))
    let ipad = lines.firstIndex(of: "K0^ipad is").map { lines[$0 + 1] }
    #expect(ipad == "36373435 32333031 3E3F3C3D 3A3B3839")
    #expect(
      lines.suffix(3).joined(separator: " ")
        == "mac is 8BB9A1DB 9806F20D F7F77B82 138C7914 D174D59E 13DC4D01 69C9057B 133E1D62")
  }
}
