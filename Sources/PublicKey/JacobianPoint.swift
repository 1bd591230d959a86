/// A point of a curve with a = -3 in Jacobian coordinates: (X : Y : Z) is (X/Z^2, Y/Z^3), and
/// Z = 0 infinity.
///
/// Doubling costs 4 products and 4 squares, where the complete formulas cost 8, 3 and more. The
/// price is that addition has exceptions: each use says why they cannot occur.
struct JacobianPoint<Curve: WeierstrassCurve>: BitwiseCopyable, Sendable {
  typealias Coordinate = Curve.Coordinate

  var x: Coordinate
  var y: Coordinate
  var z: Coordinate

  @inline(__always)
  init(_ x: Coordinate, _ y: Coordinate, _ z: Coordinate) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The neutral element.
  static var infinity: JacobianPoint { JacobianPoint(.one, .one, .zero) }

  /// Creates a point from its coordinates.
  init(_ point: FinitePoint<Curve>) {
    self.init(point.x, point.y, .one)
  }

  /// The same point as (X : Y : Z) for (X/Z, Y/Z).
  var projective: ProjectivePoint<Curve> {
    // (X/Z^2, Y/Z^3) = (X Z/Z^3, Y/Z^3); with Z = 0 it is (0 : Y : 0), infinity for any Y but 0.
    ProjectivePoint(x: x * z, y: y, z: z.squared * z)
  }

  /// The point is replaced by the sum with itself, which holds for every point: no point has order
  /// 2, and Z = 0 gives Z = 0 (4 products, 4 squares).
  ///
  /// With M = (3 X^2 + a Z^4)/2 = 3/2 (X - Z^2)(X + Z^2), as a = -3, and S = X Y^2:
  ///
  ///     X' = M^2 - 2 S     Y' = M (S - X') - Y^4     Z' = Y Z
  ///
  /// These are the usual numbers over 4, 8 and 2, which is the same point and saves additions.
  @inline(__always)
  mutating func double() {
    let zz = z.squared
    let yy = y.squared
    let product = (x - zz) * (x + zz)
    z = y * z
    let s = x * yy
    let m = product + product.half
    x = m.squared - s - s
    y = m * (s - x) - yy.squared
  }

  /// Returns the sum with an affine point, which must be neither the point itself nor infinity, to
  /// which this point must not be equal either (8 products, 3 squares).
  ///
  /// The opposite point gives Z = 0, which is right.
  @inline(__always)
  func adding(_ other: FinitePoint<Curve>) -> JacobianPoint {
    let zz = z.squared
    let h = other.x * zz - x
    let r = other.y * (zz * z) - y
    let hh = h.squared
    let hhh = hh * h
    let v = x * hh
    let newX = r.squared - hhh - v - v
    return JacobianPoint(newX, r * (v - newX) - y * hhh, z * h)
  }

  /// Returns the sum with any affine point; the time shows exceptions.
  func addingVariableTime(_ other: FinitePoint<Curve>) -> JacobianPoint {
    if z.isZero.declassified { return JacobianPoint(other) }
    let sum = adding(other)
    // Z = 0 comes out for the opposite point, which is right, and for the point itself.
    guard sum.z.isZero.declassified, (other.y * (z * z.squared) - y).isZero.declassified else {
      return sum
    }
    var doubled = self
    doubled.double()
    return doubled
  }
}
