/// A point of P-256 in Jacobian coordinates: (X : Y : Z) is (X/Z^2, Y/Z^3), and Z = 0 infinity.
///
/// Doubling costs 3 products and 5 squares, where the complete formulas cost 8, 3 and more. The
/// price is that addition has exceptions: each use says why they cannot occur.
struct P256JacobianPoint: BitwiseCopyable, Sendable {
  var x: P256Coordinate
  var y: P256Coordinate
  var z: P256Coordinate

  @inline(__always)
  init(_ x: P256Coordinate, _ y: P256Coordinate, _ z: P256Coordinate) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// The neutral element.
  static var infinity: P256JacobianPoint { P256JacobianPoint(.one, .one, .zero) }

  /// Creates a point from (X : Y : Z) as (X/Z, Y/Z); infinity stays infinity.
  init(_ point: ProjectivePoint<P256>) {
    // (X/Z, Y/Z) = (X Z/Z^2, Y Z^2/Z^3).
    self.init(point.x * point.z, point.y * point.z.squared, point.z)
  }

  /// The same point as (X : Y : Z) for (X/Z, Y/Z).
  var projective: ProjectivePoint<P256> {
    // (X/Z^2, Y/Z^3) = (X Z/Z^3, Y/Z^3); with Z = 0 it is (0 : Y : 0), infinity for any Y but 0.
    ProjectivePoint(x: x * z, y: y, z: z.squared * z)
  }

  /// The point is replaced by the sum with itself, which holds for every point: no point has order
  /// 2, and Z = 0 gives Z = 0 (Explicit-Formulas Database, dbl-2001-b: 3 products, 5 squares).
  @inline(__always)
  mutating func double() {
    let delta = z.squared
    let gamma = y.squared
    let beta = x * gamma
    let product = (x - delta) * (x + delta)
    let alpha = product + product + product  // 3 (X^2 - Z^4), as a = -3
    let twoBeta = beta + beta
    let fourBeta = twoBeta + twoBeta
    x = alpha.squared - (fourBeta + fourBeta)
    z = (y + z).squared - gamma - delta
    let twoGamma = gamma + gamma
    let fourGammaSquared = twoGamma.squared
    y = alpha * (fourBeta - x) - (fourGammaSquared + fourGammaSquared)
  }

  /// Returns the sum with an affine point, which must be neither the point itself nor infinity, to
  /// which this point must not be equal either (8 products, 3 squares).
  ///
  /// The opposite point gives Z = 0, which is right.
  @inline(__always)
  func adding(_ other: P256AffinePoint) -> P256JacobianPoint {
    let zz = z.squared
    let h = other.x * zz - x
    let r = other.y * (zz * z) - y
    let hh = h.squared
    let hhh = hh * h
    let v = x * hh
    let newX = r.squared - hhh - (v + v)
    return P256JacobianPoint(newX, r * (v - newX) - y * hhh, z * h)
  }

  /// Returns the sum with a point: neither may be infinity, nor both the same (12 products, 4
  /// squares).
  ///
  /// The opposite point gives Z = 0, which is right.
  @inline(__always)
  func adding(_ other: P256JacobianPoint) -> P256JacobianPoint {
    let zz = z.squared
    let otherZZ = other.z.squared
    let u = x * otherZZ
    let s = y * (otherZZ * other.z)
    let h = other.x * zz - u
    let r = other.y * (zz * z) - s
    let hh = h.squared
    let hhh = hh * h
    let v = u * hh
    let newX = r.squared - hhh - (v + v)
    return P256JacobianPoint(newX, r * (v - newX) - s * hhh, z * other.z * h)
  }

  /// Returns the sum with any affine point; the time shows exceptions.
  func addingVariableTime(_ other: P256AffinePoint) -> P256JacobianPoint {
    addingVariableTime(P256JacobianPoint(other.x, other.y, .one)) { adding(other) }
  }

  /// Returns the sum with any point; the time shows exceptions.
  func addingVariableTime(_ other: P256JacobianPoint) -> P256JacobianPoint {
    addingVariableTime(other) { adding(other) }
  }

  /// The sum as the formulas give it, unless this is infinity, or both the same, when it comes out
  /// with Z = 0 as that of opposite points does.
  @inline(__always)
  private func addingVariableTime(
    _ other: P256JacobianPoint, _ formula: () -> P256JacobianPoint
  ) -> P256JacobianPoint {
    if z.isZeroVariableTime { return other }
    let sum = formula()
    guard sum.z.isZeroVariableTime, !other.z.isZeroVariableTime else {
      return other.z.isZeroVariableTime ? self : sum
    }
    let isSame = (y * (other.z * other.z.squared) - other.y * (z * z.squared)).isZeroVariableTime
    var doubled = self
    doubled.double()
    return isSame ? doubled : sum
  }

  /// Returns `first` for a mask of ones and `second` for zeros, reading both.
  @inline(__always)
  static func select(
    mask: UInt64, _ first: P256JacobianPoint, _ second: P256JacobianPoint
  ) -> P256JacobianPoint {
    P256JacobianPoint(
      .select(mask: mask, first.x, second.x), .select(mask: mask, first.y, second.y),
      .select(mask: mask, first.z, second.z))
  }
}

/// A point of P-256 other than infinity by its coordinates.
struct P256AffinePoint: BitwiseCopyable, Sendable {
  var x: P256Coordinate
  var y: P256Coordinate
}
