import Bytes
import Processor
import Testing

@testable import Hashing

/// The SHA-NI loops against the portable ones, each called directly.
///
/// Where the processor lacks the instructions the tests are disabled and say so.
@Suite(.enabled(if: InstructionSets.offered.contains(.sha), "the processor has no SHA-NI"))
struct SHAInstructionsTests {
  #if arch(x86_64)
    /// A message with its padding (FIPS 180-4, section 5.1.1), in the simplest words.
    private func padded(_ message: [UInt8]) -> [UInt8] {
      var padded = message + [0x80]
      while padded.count % 64 != 56 { padded.append(0) }
      return padded + ByteWriter.integer(UInt64(8 * message.count), length: 8)
    }

    private func bytes(_ count: Int, seed: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: ($0 &+ seed) &* 0x9e37_79b9 >> 11) }
    }

    private func digest(_ hashValue: SHA256HashValue) -> [UInt8] {
      var digest = [UInt8](repeating: 0, count: 32)
      var room = digest.mutableSpan
      hashValue.write(32, to: &room)
      return digest
    }

    @Test("every length from 0 to 300 has one digest, portable or not")
    func lengths() {
      for length in 0...300 {
        let message = bytes(length, seed: length)
        let blocks = padded(message)
        var portable = SHA256.initialHashValue
        var unobserved = Unobserved<SHA256.Step>()
        portable.computePortably(blocks: blocks.span, observer: &unobserved)
        var instructed = SHA256.initialHashValue
        instructed.computeWithInstructions(blocks: blocks.span)
        #expect(portable.list == instructed.list, "\(length) bytes")
        #expect(SHA256.hash(message) == digest(portable), "\(length) bytes")
      }
    }

    @Test("a message in random pieces has the portable digest of the whole", arguments: 0..<40)
    func randomPieces(seed: UInt64) {
      var state = seed
      func next(below bound: Int) -> Int {
        // Steele, Lea and Flood's SplitMix64, from a seed: the same pieces in every run.
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((z ^ (z >> 31)) % UInt64(bound))
      }
      let message = bytes(next(below: 1000), seed: Int(seed))
      var portable = SHA256.initialHashValue
      var unobserved = Unobserved<SHA256.Step>()
      portable.computePortably(blocks: padded(message).span, observer: &unobserved)
      var hash = SHA256()
      var start = 0
      while start < message.count {
        let end = min(message.count, start + next(below: 200))
        hash.update(Array(message[start..<end]))
        start = end
      }
      #expect(hash.finalize() == digest(portable))
    }

    @Test("many blocks in one call are the same as one call for each")
    func manyBlocks() {
      let blocks = bytes(64 * 33, seed: 5)
      var whole = SHA256.initialHashValue
      whole.computeWithInstructions(blocks: blocks.span)
      var single = SHA256.initialHashValue
      var portable = SHA256.initialHashValue
      for start in stride(from: 0, to: blocks.count, by: 64) {
        single.computeWithInstructions(blocks: blocks.span.extracting(start..<start + 64))
        var unobserved = Unobserved<SHA256.Step>()
        portable.computePortably(
          blocks: blocks.span.extracting(start..<start + 64), observer: &unobserved)
      }
      #expect(whole.list == single.list)
      #expect(whole.list == portable.list)
      let before = whole.list
      whole.computeWithInstructions(blocks: blocks.span.extracting(0..<0))
      #expect(whole.list == before)
    }

    @Test("PBKDF2's iterations give the same U and T", arguments: [0, 1, 2, 3, 100])
    func iterations(count: Int) {
      let keyed = HMAC<SHA256>(key: bytes(20, seed: count))
      let starts = [bytes(32, seed: 1), bytes(32, seed: 2)]
      var portable: [(u: [UInt8], t: [UInt8])] = []
      for start in starts {
        var (u, t) = (start, start)
        var unobserved = Unobserved<PBKDF2<SHA256>.Step>()
        keyed.iteratePortably(count, u: &u, t: &t, block: 1, observer: &unobserved)
        portable.append((u, t))
        var (v, s) = (start, start)
        keyed.iterateWithInstructions(count, u: &v, t: &s)
        #expect(u == v)
        #expect(t == s)
      }
      var (u, t) = (starts[0] + starts[1], starts[0] + starts[1])
      keyed.iterateWithInstructions(count, u: &u, t: &t)
      #expect(u == portable[0].u + portable[1].u)
      #expect(t == portable[0].t + portable[1].t)
    }
  #endif
}
