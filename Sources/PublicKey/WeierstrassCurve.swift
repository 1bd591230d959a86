/// A curve y^2 = x^3 - 3 x + b over a prime field, with a base point G of prime order n and
/// cofactor 1 (SP 800-186, section 3.2.1).
///
/// All points of such a curve are multiples of G, so that a point on the curve other than infinity
/// is a valid public key, and the complete addition formulas hold for every pair of points.
public protocol WeierstrassCurve: Sendable {
  /// Numbers modulo the prime p, which must be 3 modulo 4.
  associatedtype Coordinate: PrimeFieldElement
  /// Numbers modulo the order n.
  associatedtype Scalar: PrimeFieldElement

  /// The name that SP 800-186 gives the curve, such as "P-256".
  static var name: String { get }
  /// The coefficient b.
  static var b: Coordinate { get }
  /// The x-coordinate of the base point G.
  static var baseX: Coordinate { get }
  /// The y-coordinate of the base point G.
  static var baseY: Coordinate { get }
  /// The prime p in big-endian octets.
  static var primeOctets: [UInt8] { get }
  /// The order n of the base point in big-endian octets.
  static var orderOctets: [UInt8] { get }
  /// The multiples of the base point, computed once.
  static var baseMultiples: BaseMultiples<Self> { get }
}

extension WeierstrassCurve {
  /// True when y^2 = x^3 - 3 x + b.
  static func isOnCurve(_ x: Coordinate, _ y: Coordinate) -> Bool {
    Coordinate.areEqual(y.squared, ySquared(x)).declassified
  }

  /// x^3 - 3 x + b.
  static func ySquared(_ x: Coordinate) -> Coordinate {
    (x.squared - three) * x + b
  }

  /// 3.
  static var three: Coordinate { Coordinate.one + Coordinate.one + Coordinate.one }
}
