import Arithmetic

/// The points of a curve as values to look at; nothing here is for secrets.
extension WeierstrassCurve {
  /// The base point G.
  public static var basePoint: AffinePoint { ProjectivePoint<Self>.base.affinePoint }

  /// The prime p.
  public static var prime: Natural { Natural(bigEndian: primeOctets) }

  /// The coefficients a and b.
  public static var coefficients: (a: Natural, b: Natural) { (a.natural, b.natural) }

  /// The order n, which is the number of points with infinity.
  public static var orderOfBase: Natural { Natural(bigEndian: orderOctets) }

  /// Every point: infinity, and then by x and y.
  ///
  /// The curve must have a prime of at most 16 bits.
  public static var points: [AffinePoint] {
    precondition(Coordinate.bitWidth <= 16, "a curve with too many points to list")
    var (points, x) = ([AffinePoint.infinity], Coordinate.zero)
    repeat {
      // y and -y; 0 would be a point of order 2, which an odd order rules out.
      if let y = ySquared(x).squareRootVariableTime {
        let pair = [y, .zero - y].map { ProjectivePoint<Self>(x: x, y: $0).affinePoint }
        points += isInOrder(pair[0], pair[1]) ? pair : pair.reversed()
      }
      x = x + .one
    } while !x.isZero.declassified
    return points
  }

  /// The multiples 0 G, 1 G, … (n - 1) G, which are all points of the curve.
  ///
  /// The curve must have a prime of at most 16 bits.
  public static var multiplesOfBase: [AffinePoint] {
    precondition(Coordinate.bitWidth <= 16, "a curve with too many points to list")
    var (multiples, multiple) = ([AffinePoint.infinity], ProjectivePoint<Self>.base)
    while !multiple.isInfinity.declassified {
      multiples.append(multiple.affinePoint)
      multiple = multiple + .base
    }
    return multiples
  }

  /// Returns the least number m above 0 with m P = infinity.
  ///
  /// It divides n (Lagrange), a prime, and so is 1 or n.
  ///
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  public static func order(of point: AffinePoint) throws(PublicKeyError) -> Natural {
    try ProjectivePoint<Self>(point).isInfinity.declassified ? 1 : orderOfBase
  }

  /// Returns P + Q.
  ///
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  public static func sum(
    _ p: AffinePoint, _ q: AffinePoint
  ) throws(PublicKeyError) -> AffinePoint {
    (try ProjectivePoint<Self>(p) + ProjectivePoint(q)).affinePoint
  }

  /// The equation for people: "y^2 = x^3 + 2 x + 2 modulo 17"; large numbers stay letters.
  public static var equation: String {
    let isToy = Coordinate.bitWidth <= 64
    let (a, b) = (Natural(bigEndian: self.a.octets), Natural(bigEndian: self.b.octets))
    // The nearest of a and a - p to 0, as -3 is easier to read than p - 3.
    let (sign, size) = prime - a < a ? ("-", prime - a) : ("+", a)
    let factor = size == 1 ? "" : "\(size) "
    let linear = size.isZero ? "" : " \(sign) \(factor)x"
    let constant = isToy ? "\(b)" : "b"
    return "y^2 = x^3\(linear) + \(constant) modulo \(isToy ? "\(prime)" : "p")"
  }

  private static func isInOrder(_ p: AffinePoint, _ q: AffinePoint) -> Bool {
    guard case .coordinates(_, let y) = p, case .coordinates(_, let other) = q else { return true }
    return y < other
  }
}
