/// A sum of points of P-256 that grows by the digits of a scalar, in constant time.
///
/// A digit that is 0 adds nothing, and the first other digit gives the sum its point. Whoever adds
/// must know that no other exception occurs.
struct P256DigitSum {
  /// The sum so far.
  private(set) var point: JacobianPoint<P256>
  /// Ones as long as the sum is infinity.
  private var isInfinity: UInt64

  /// Begins with the point of a digit's magnitude, or its opposite for a negative digit.
  @inline(__always)
  init(_ multiple: FinitePoint<P256>, _ digit: BoothDigits.Digit) {
    isInfinity = digit.isZero
    point = .select(
      mask: isInfinity, .infinity, JacobianPoint<P256>(multiple.opposite(mask: digit.isNegative)))
  }

  /// Doubles the sum some times.
  @inline(__always)
  mutating func double(times count: Int) {
    for _ in 0..<count { point.double() }
  }

  /// Adds the point of a digit's magnitude, or its opposite for a negative digit.
  @inline(__always)
  mutating func add(_ multiple: FinitePoint<P256>, _ digit: BoothDigits.Digit) {
    let addend = multiple.opposite(mask: digit.isNegative)
    let sum = JacobianPoint<P256>.select(
      mask: isInfinity, JacobianPoint<P256>(addend), point.adding(addend))
    point = .select(mask: digit.isZero, point, sum)
    isInfinity &= digit.isZero
  }
}
