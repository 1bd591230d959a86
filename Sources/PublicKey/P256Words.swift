/// A number below 2^256 as four words, the least significant first.
struct P256Words: BitwiseCopyable {
  var w0: UInt64
  var w1: UInt64
  var w2: UInt64
  var w3: UInt64

  /// Takes the words.
  @inline(__always)
  init(_ w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
    self.w0 = w0
    self.w1 = w1
    self.w2 = w2
    self.w3 = w3
  }

  /// Takes the words of an array.
  @inline(__always)
  init(_ words: InlineArray<4, UInt64>) {
    self.init(words[0], words[1], words[2], words[3])
  }

  /// The words as an array.
  var array: InlineArray<4, UInt64> { [w0, w1, w2, w3] }

  /// Reads at most 32 octets, the most significant first.
  init(bigEndian octets: [UInt8]) {
    precondition(octets.count <= 32, "the number must fit the words")
    func word(_ index: Int) -> UInt64 {
      var word: UInt64 = 0
      let end = octets.count - 8 * index
      for position in max(0, end - 8)..<max(0, end) {
        word = word << 8 | UInt64(octets[position])
      }
      return word
    }
    self.init(word(0), word(1), word(2), word(3))
  }

  /// Returns a word, which is 0 above the number.
  @inline(__always)
  subscript(index: Int) -> UInt64 {
    switch index {
    case 0: w0
    case 1: w1
    case 2: w2
    case 3: w3
    default: 0
    }
  }

  /// Returns 64 bits from a public position on; those above the number are 0.
  @inline(__always)
  func bits(from position: Int) -> UInt64 {
    let (index, offset) = (position / 64, UInt64(position % 64))
    let above = offset == 0 ? 0 : self[index + 1] << (64 - offset)
    return self[index] >> offset | above
  }

  /// The number in 32 octets, the most significant first.
  var octets: [UInt8] {
    var octets = [UInt8](repeating: 0, count: 32)
    for position in 0..<32 {
      octets[31 - position] = UInt8(
        truncatingIfNeeded: self[position / 8] >> UInt64(8 * (position % 8)))
    }
    return octets
  }
}
