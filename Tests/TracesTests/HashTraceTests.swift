import Hashing
import Testing

@testable import Traces

/// Traces of hash functions against lines of NIST's examples with intermediate values.
@Suite("Traces of hash functions")
struct HashTraceTests {
  private func lines(_ trace: Trace) -> [String] { trace.steps.flatMap(\.nist) }

  @Test("SHA-256 of \"abc\" prints the lines of NIST's example")
  func sha256() {
    let trace = Trace.sha256(message: Array("abc".utf8))
    let lines = lines(trace)
    #expect(lines.count == 6 + 3 + 9 + 1 + 18 + 64 + 8 + 3)
    #expect(
      Array(lines[1...12]) == [
        "Secure Hash Algorithm", "", "Message Digest Length = 256", "", NISTNotation.frame,
        "One Block Message Sample", "Input Message: \"abc\"", NISTNotation.rule,
        "Initial hash value:", "H[0] = 6A09E667", "H[1] = BB67AE85", "H[2] = 3C6EF372",
      ])
    #expect(lines.contains("W[15] = 00000018"))
    #expect(lines.contains("A B C D E F G H"))
    #expect(
      lines.contains(
        "t= 0: 5D6AEBCD 6A09E667 BB67AE85 3C6EF372 FA2A4622 510E527F 9B05688C 1F83D9AB"))
    #expect(
      lines.contains(
        "t=63: 506E3058 D39A2165 04D24D6C B85E2CE9 5EF50F24 FB121210 948D25B6 961F4894"))
    #expect(
      Array(lines.suffix(5)) == [
        "H[6] = 1F83D9AB + 948D25B6 = B410FF61", "H[7] = 5BE0CD19 + 961F4894 = F20015AD",
        "Message Digest is", "BA7816BF 8F01CFEA",
        "414140DE 5DAE2223 B00361A3 96177A9C B410FF61 F20015AD",
      ])
    #expect(
      trace.results == [
        TraceValue("digest", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
      ])
  }

  @Test("the second block of NIST's example of SHA-256 starts from the first one's hash value")
  func twoBlocks() {
    let message = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"
    let lines = lines(.sha256(message: Array(message.utf8)))
    #expect(
      Array(lines[6...8]) == ["Two Block Message Sample", "Input Message:", "\"\(message)\""])
    #expect(lines.filter { $0 == "Block Contents:" }.count == 2)
    #expect(lines.contains("W[15] = 000001C0"))
    #expect(
      lines.contains(
        "t= 0: 7C20C838 85E655D6 417A1795 3363376A 4670AE6E 76E09589 CAC5F811 CC4B32C1"))
    #expect(lines.contains("H[7] = F20E533A + 27CCB387 = 19DB06C1"))
  }

  @Test("the message schedule follows the words of each block: FIPS 180-4, section 6.2.2, step 1")
  func schedule() throws {
    let trace = Trace.sha256(message: [UInt8](repeating: 0x61, count: 64))
    for block in 1...2 {
      let label = "Block \(block) of 2"
      let index = try #require(trace.steps.firstIndex { $0.label == label })
      let step = trace.steps[index + 1]
      #expect(step.label == "Message schedule" && step.depth == .rounds && step.nist.isEmpty)
      var w = try (trace.steps[index].values + step.values).map {
        try #require(UInt32($0.text, radix: 16))
      }
      let shown = w
      w.removeLast(48)
      func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }
      for t in 16..<64 {
        let (x, y) = (w[t - 15], w[t - 2])
        let sigma0 = rotate(x, 7) ^ rotate(x, 18) ^ x >> 3
        let sigma1 = rotate(y, 17) ^ rotate(y, 19) ^ y >> 10
        w.append(sigma1 &+ w[t - 7] &+ sigma0 &+ w[t - 16])
      }
      #expect(w == shown)
    }
  }

  @Test("SHA-512 has 80 rounds of words of 64 bits, four to a line")
  func sha512() {
    let lines = lines(.sha512(message: Array("abc".utf8)))
    let first = lines.firstIndex(
      of: "t= 0: F6AFCEB8BCFCDDF5 6A09E667F3BCC908 BB67AE8584CAA73B 3C6EF372FE94F82B")
    #expect(
      first.map { lines[$0 + 1] }
        == "      58CB02347AB51F91 510E527FADE682D1 9B05688C2B3E6C1F 1F83D9ABFB41BD6B")
    #expect(lines.filter { $0.hasPrefix("t=") }.count == 80)
    #expect(lines.last == "36BA3C23 A3FEEBBD 454D4423 643CE80E 2A9AC94F A54CA49F")
  }

  @Test("SHA-1 has five working variables")
  func sha1() {
    let lines = lines(.sha1(message: Array("abc".utf8)))
    #expect(lines.contains("A B C D E"))
    #expect(lines.contains("t= 0: 0116FC33 67452301 7BF36AE2 98BADCFE 10325476"))
    #expect(lines.last == "A9993E36 4706816A BA3E2571 7850C26C 9CD0D89D")
  }

  @Test(
    "the trace of every function ends with its digest, and no line is wider than 80 columns",
    arguments: [0, 3, 55, 56, 111, 112, 200])
  func lengths(length: Int) {
    let message = (0..<length).map { UInt8(truncatingIfNeeded: 31 * $0 + 7) }
    check(SHA1.self, message)
    check(SHA224.self, message)
    check(SHA256.self, message)
    check(SHA384.self, message)
    check(SHA512.self, message)
    check(SHA512_224.self, message)
    check(SHA512_256.self, message)
  }

  private func check<H: HashFunction>(_: H.Type, _ message: [UInt8]) {
    let trace = Trace.hash(H.self, message: message)
    let digest = NISTNotation.words(H.hash(message))
    let lines = lines(trace)
    #expect(Array(lines.suffix(digest.count)) == digest)
    #expect(lines.allSatisfy { $0.utf8.count <= 80 })
    let blocks = H.compressions(messageLength: message.count)
    #expect(lines.filter { $0 == "Block Contents:" }.count == blocks)
    let roundCount = [28, 32].contains(H.digestLength) && H.blockLength == 64 ? 64 : 80
    let rounds = trace.steps.filter { $0.depth == .rounds && $0.layout == .row }
    #expect(rounds.count == blocks * roundCount)
    let schedules = trace.steps.filter { $0.label == "Message schedule" }
    #expect(schedules.count == blocks)
    #expect(
      schedules.allSatisfy { $0.values.map(\.name) == (16..<roundCount).map { "W[\($0)]" } })
    #expect(trace.steps.filter { $0.depth == .operations }.count == rounds.count)
  }
}
