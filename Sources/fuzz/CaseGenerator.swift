import Bytes

/// Draws the choices of one case: the same seed, target and number give the same case.
///
/// SplitMix64 (G. L. Steele Jr., D. Lea, C. H. Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014): it needs to be cheap and even, and nothing else.
struct CaseGenerator: RandomByteGenerator {
  private var state: UInt64

  /// Starts the choices of a case.
  init(seed: String, target: String, number: Int) {
    // FNV-1a of the three together; the number's digits end the text.
    state = "\(seed)/\(target)/\(number)".utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, octet in
      (hash ^ UInt64(octet)) &* 0x100_0000_01b3
    }
  }

  /// A word of 64 bits.
  mutating func word() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// A number from 0 to `bound` - 1; the bias of so small bounds does not matter.
  mutating func number(below bound: Int) -> Int {
    precondition(bound > 0, "there is no number below \(bound)")
    return Int(word() % UInt64(bound))
  }

  /// A length from 0 to a bound, short ones more often.
  mutating func length(upTo bound: Int) -> Int {
    let bits = number(below: Int.bitWidth - bound.leadingZeroBitCount + 1)
    return min(bound, number(below: 1 << bits))
  }

  /// One element of a collection that is not empty.
  mutating func one<Choices: RandomAccessCollection>(of choices: Choices) -> Choices.Element {
    choices[choices.index(choices.startIndex, offsetBy: number(below: choices.count))]
  }

  /// A place in a collection, and a length from there.
  mutating func range(in count: Int) -> Range<Int> {
    let start = number(below: count + 1)
    return start..<start + length(upTo: count - start)
  }

  mutating func generate(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: word()) }
  }
}
