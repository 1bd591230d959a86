extension PrimeFieldElement {
  /// Returns the digits of the number in base 2, the least significant first: the non-adjacent form
  /// of a width from 2 to 8 bits.
  ///
  /// Each is 0, or odd and less than 2^(width - 1) in absolute value, with at least width - 1 zeros
  /// after one that is not 0 ("Guide to Elliptic Curve Cryptography", algorithm 3.35). The time
  /// shows the number.
  func nonAdjacentFormVariableTime(width: Int) -> [Int8] {
    let octets: [UInt8] = self.octets.reversed() + [0, 0]
    let (mask, half) = (1 << width - 1, 1 << (width - 1))
    var digits = [Int8](repeating: 0, count: Self.bitWidth + 1)
    var (place, carry) = (0, 0)
    while place <= Self.bitWidth {
      let bits = (Int(octets[place / 8]) | Int(octets[place / 8 + 1]) << 8) >> (place % 8)
      guard (bits & 1) ^ carry == 1 else {
        place += 1
        continue
      }
      let value = (bits & mask) + carry
      carry = value > half ? 1 : 0
      digits[place] = Int8(value - carry << width)
      place += width
    }
    return digits
  }
}
