/// A curve y^2 = x^3 + a x + b over a prime field of characteristic above 3, with a base point G
/// of odd prime order n and cofactor 1 (SP 800-186, section 2.1.1).
///
/// All points of such a curve are multiples of G, so that a point on the curve other than infinity
/// is a valid public key. As n is odd, no point has order 2, and the complete addition formulas
/// hold for every pair of points.
public protocol WeierstrassCurve: Sendable {
  /// Numbers modulo the prime p.
  associatedtype Coordinate: PrimeFieldElement
  /// Numbers modulo the order n.
  associatedtype Scalar: PrimeFieldElement

  /// The name that SP 800-186 gives the curve, such as "P-256".
  static var name: String { get }
  /// The coefficient a.
  static var a: Coordinate { get }
  /// The coefficient b.
  static var b: Coordinate { get }
  /// The x-coordinate of the base point G.
  static var baseX: Coordinate { get }
  /// The y-coordinate of the base point G.
  static var baseY: Coordinate { get }

  /// Returns the product of a and a number, for which most curves have a shorter way.
  static func productWithA(_ number: Coordinate) -> Coordinate

  /// How many bits of a scalar one step of a multiplication takes: 4, or 1 for toys, whose tables
  /// would otherwise hold most of the curve.
  static var windowWidth: Int { get }

  /// Returns the multiple k G of the base point, in constant time.
  static func multipleOfBase(_ k: Scalar) -> ProjectivePoint<Self>
  /// Returns the multiple k Q of a valid public key, in constant time.
  static func multiple(_ k: Scalar, of key: ECPublicKey<Self>) -> ProjectivePoint<Self>
  /// Returns u G + v Q for a valid public key Q; the time may show all of it.
  static func sumOfMultiplesVariableTime(
    _ u: Scalar, _ v: Scalar, of key: ECPublicKey<Self>
  ) -> ProjectivePoint<Self>
}

extension WeierstrassCurve {
  /// The prime p in big-endian octets.
  public static var primeOctets: [UInt8] { Coordinate.modulusOctets }
  /// The order n of the base point in big-endian octets.
  public static var orderOctets: [UInt8] { Scalar.modulusOctets }

  /// The product as any other.
  public static func productWithA(_ number: Coordinate) -> Coordinate { a * number }

  /// Four bits in a step.
  public static var windowWidth: Int { 4 }

  /// The multiple as of any other point.
  public static func multipleOfBase(_ k: Scalar) -> ProjectivePoint<Self> {
    ProjectivePoint.base.multiplied(by: k)
  }

  /// The multiple by the complete formulas.
  public static func multiple(
    _ k: Scalar, of key: ECPublicKey<Self>
  ) -> ProjectivePoint<Self> {
    key.point.multiplied(by: k)
  }

  /// The sum of the two multiples.
  public static func sumOfMultiplesVariableTime(
    _ u: Scalar, _ v: Scalar, of key: ECPublicKey<Self>
  ) -> ProjectivePoint<Self> {
    multipleOfBase(u) + multiple(v, of: key)
  }

  /// True when y^2 = x^3 + a x + b.
  static func isOnCurve(_ x: Coordinate, _ y: Coordinate) -> Bool {
    Coordinate.areEqual(y.squared, ySquared(x)).declassified
  }

  /// x^3 + a x + b.
  static func ySquared(_ x: Coordinate) -> Coordinate {
    x.squared * x + productWithA(x) + b
  }
}
