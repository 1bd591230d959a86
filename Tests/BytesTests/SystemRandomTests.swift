import Bytes
import Testing

@Suite("The operating system's generator")
struct SystemRandomTests {
  @Test("gives as many bytes as it is asked for", arguments: Array(0...33) + [1_000])
  func lengths(count: Int) {
    var random = SystemRandom()
    #expect(random.generate(count).count == count)
  }

  @Test("does not repeat itself, nor another handle")
  func repetition() {
    var first = SystemRandom()
    var second = SystemRandom()
    let draws = [first.generate(32), first.generate(32), second.generate(32)]
    #expect(Set(draws).count == 3)
  }

  @Test("gives every octet value within a million octets, and none far too often")
  func coverage() {
    var random = SystemRandom()
    var counts = [Int](repeating: 0, count: 256)
    for octet in random.generate(1 << 20) { counts[Int(octet)] += 1 }
    // Each count is binomial with mean 4096 and deviation 64; ten deviations never happen.
    #expect(counts.allSatisfy { (3456...4736).contains($0) })
  }
}
