/// The digits of a scalar of P-256 in base 2^width, from -2^(width - 1) to 2^(width - 1): Booth's
/// recoding.
///
/// With signs, a table of multiples needs half the points, as -P is P with another y. The digit at
/// a place depends on its own bits and the highest bit below, so that no carry runs through the
/// scalar. The time does not depend on the scalar.
struct BoothDigits {
  private let words: P256Words
  private let width: Int

  /// Prepares the digits of a number below 2^256.
  @inline(__always)
  init(of words: P256Words, width: Int) {
    self.words = words
    self.width = width
  }

  /// How many digits there are: one bit more than the number has, as the highest may be a carry.
  static func count(width: Int) -> Int { 256 / width + 1 }

  /// A digit.
  struct Digit {
    /// The absolute value.
    let magnitude: UInt64
    /// Ones when the digit is negative.
    let isNegative: UInt64

    /// Ones when the digit is 0.
    @inline(__always)
    var isZero: UInt64 { (magnitude &- 1) >> 63 &* .max }
  }

  /// Returns the digit of a public place.
  @inline(__always)
  subscript(place: Int) -> Digit {
    let position = place * width - 1  // of the highest bit below
    let mask = UInt64(1) << UInt64(width + 1) &- 1
    let bits = (position < 0 ? words.w0 << 1 : words.bits(from: position)) & mask
    // Below 2^width the digit is bits/2, rounded up; else it is that less 2^width.
    let isNegative = 0 &- (bits >> UInt64(width))
    let positive = bits ^ (isNegative & mask)  // bits, or 2^(width + 1) - 1 - bits
    return Digit(magnitude: (positive >> 1) &+ (positive & 1), isNegative: isNegative)
  }
}
