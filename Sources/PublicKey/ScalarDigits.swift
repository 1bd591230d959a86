import Bytes

/// The digits of a scalar in base 2^width, as many as the order has.
struct ScalarDigits {
  /// The digits, the most significant first.
  private(set) var mostSignificantFirst: [UInt64] = []

  /// Splits a scalar, in time that depends on the width of the order alone.
  init<Scalar: PrimeFieldElement>(of scalar: Scalar, width: Int) {
    var octets = scalar.octets
    defer { Bytes.wipe(&octets) }
    let count = (Scalar.bitWidth + width - 1) / width
    mostSignificantFirst.reserveCapacity(count)
    for index in (0..<count).reversed() {
      var digit: UInt64 = 0
      for bit in (index * width..<(index + 1) * width).reversed() {
        let octet = bit < 8 * octets.count ? octets[octets.count - 1 - bit / 8] : 0
        digit = digit << 1 | UInt64(octet >> UInt8(bit % 8) & 1)
      }
      mostSignificantFirst.append(digit)
    }
  }

  /// Overwrites the digits.
  mutating func wipe() {
    Bytes.wipe(&mostSignificantFirst)
  }
}
