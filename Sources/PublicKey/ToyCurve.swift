/// A curve y^2 = x^3 + a x + b over a prime so small that all its points fit a page.
///
/// It runs through the very code of the large curves, and protects nothing. The parameters are
/// those of the curve and the base point; a is 0, positive, or a negative number above -p. The
/// order must be an odd prime: then every point but infinity generates the whole group, and the
/// complete addition formulas hold (see ``ProjectivePoint``).
public enum ToyCurve<
  let p: Int, let coefficientA: Int, let coefficientB: Int, let gx: Int, let gy: Int, let order: Int
>: WeierstrassCurve {
  /// A number modulo p.
  public typealias Coordinate = MontgomeryElement<1, SmallPrime<p>>
  /// A number modulo n.
  public typealias Scalar = MontgomeryElement<1, SmallPrime<order>>

  /// The name, which tells p: "toy-17".
  public static var name: String { "toy-\(p)" }
  /// The coefficient a.
  public static var a: Coordinate { coordinate((coefficientA + p) % p) }
  /// The coefficient b.
  public static var b: Coordinate { coordinate((coefficientB + p) % p) }
  /// The x-coordinate of the base point.
  public static var baseX: Coordinate { coordinate(gx) }
  /// The y-coordinate of the base point.
  public static var baseY: Coordinate { coordinate(gy) }

  /// One bit: double and add.
  public static var windowWidth: Int { 1 }

  private static func coordinate(_ number: Int) -> Coordinate {
    Coordinate(reducing: [UInt8(number >> 8), UInt8(number & 0xff)])
  }
}

/// A prime of one word.
public enum SmallPrime<let value: Int>: FieldPrime {
  /// The prime.
  public static var modulus: InlineArray<1, UInt64> { [UInt64(value)] }
  /// 2^128 modulo the prime.
  public static var rSquared: InlineArray<1, UInt64> {
    let r = UInt64.max % UInt64(value) + 1
    return [r * r % UInt64(value)]
  }
  /// -1 divided by the prime, modulo 2^64.
  public static var minusInverse: UInt64 {
    // An odd number is its own inverse modulo 8, and each step doubles the bits that are right.
    var inverse = UInt64(value)
    for _ in 0..<5 { inverse &*= 2 &- UInt64(value) &* inverse }
    return 0 &- inverse
  }
  /// The width in bits.
  public static var bitWidth: Int { Int.bitWidth - value.leadingZeroBitCount }
}
