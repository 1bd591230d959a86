import Bytes

/// What the loops for the IFMA instructions want to know of a modulus, in digits of 52 bits.
///
/// `IFMAInstructions` explains S, m' and the number of steps.
struct DigitModulus: Sendable {
  /// The number of vectors of eight digits.
  let vectors: Int
  /// The number of digits in S = 2^(52 `steps`).
  let steps: Int
  /// The digits of m' + 1.
  private(set) var modulus: [UInt64]
  /// The modulus as the loops want it; for three vectors that is `ShiftedModuli`.
  private(set) var loopModulus: [UInt64]
  /// The digits of S^2 mod m, which bring a number into Montgomery form.
  private(set) var sSquared: [UInt64]
  /// The digits of R mod m, which bring a number from here to the Montgomery form of `Montgomery`.
  private(set) var r: [UInt64]

  /// The widths of moduli for which this is faster; the bounds in `IFMAInstructions` hold.
  static let bitWidths = 512...16384

  /// The number of 64-bit words of a number.
  var length: Int { 8 * vectors }

  init(_ m: Montgomery) {
    // Two digits more than m has, of which 2 bits stay free: then m' < m 2^104 and 4 m' < S.
    let digits = (m.bitWidth + 2 + 51) / 52 + 2
    vectors = (digits + 1) / 8 + 1  // two digits above the others stay zero
    steps = vectors == 3 ? 22 : digits

    // Newton's iteration from 64 to 128 bits, of which 104 are wanted.
    let words = m.m
    let low = UInt128(words[0]) | UInt128(words[1]) << 64
    let inverse = UInt128(0 &- m.minusInverse)
    let factor = (0 &- (inverse &* (2 &- low &* inverse))) & (1 << 104 - 1)
    let k = Natural(
      words: [UInt64(truncatingIfNeeded: factor), UInt64(truncatingIfNeeded: factor >> 64)])
    modulus = DigitModulus.digits(of: (m.modulus * k + .one).words, count: 8 * vectors)

    sSquared = DigitModulus.digits(
      of: m.reduce(Natural.one << (104 * steps)).words, count: 8 * vectors)
    r = DigitModulus.digits(of: m.one, count: 8 * vectors)
    loopModulus = vectors == 3 ? DigitModulus.shiftedModuli(modulus) : modulus
  }

  mutating func wipe() {
    Bytes.wipe(&modulus)
    Bytes.wipe(&loopModulus)
    Bytes.wipe(&sSquared)
    Bytes.wipe(&r)
  }

  /// Four times (m' + 1) / 2^104, moved up by 0, 1, 2 and 3 digits, and eight times 52.
  private static func shiftedModuli(_ modulus: [UInt64]) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: 4 * 24) + [UInt64](repeating: 52, count: 8)
    for places in 0..<4 {
      for index in 0..<20 { words[24 * places + places + index] = modulus[2 + index] }
    }
    return words
  }

  /// Cuts a number in words into so many digits; there are enough for it.
  static func digits(of words: [UInt64], count: Int) -> [UInt64] {
    (0..<count).map { index in
      let (word, offset) = (52 * index / 64, UInt64(52 * index % 64))
      guard word < words.count else { return 0 }
      var digit = words[word] >> offset
      if offset > 12, word + 1 < words.count { digit |= words[word + 1] << (64 - offset) }
      return digit & (1 << 52 - 1)
    }
  }

  /// Joins digits below 2^52 to words; leading zeros are kept.
  static func words(of digits: [UInt64]) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: (52 * digits.count + 63) / 64)
    for (index, digit) in digits.enumerated() {
      let (word, offset) = (52 * index / 64, UInt64(52 * index % 64))
      words[word] |= digit << offset
      if offset > 12, word + 1 < words.count { words[word + 1] |= digit >> (64 - offset) }
    }
    return words
  }
}
