import Bytes

/// A point of a curve in projective coordinates: (X : Y : Z) is (X/Z, Y/Z), and (0 : 1 : 0) the
/// point at infinity.
///
/// The formulas are those of J. Renes, C. Costello and L. Batina, "Complete addition formulas for
/// prime order elliptic curves", EUROCRYPT 2016, for a = -3: they have no exceptions, so that no
/// branch tells whether two points are equal, opposite or infinite. Constant time throughout.
public struct ProjectivePoint<Curve: WeierstrassCurve>: Sendable {
  typealias Coordinate = Curve.Coordinate

  private(set) var x: Coordinate
  private(set) var y: Coordinate
  private(set) var z: Coordinate

  private init(_ x: Coordinate, _ y: Coordinate, _ z: Coordinate) {
    self.x = x
    self.y = y
    self.z = z
  }

  /// Creates a point from affine coordinates, which must satisfy the equation of the curve.
  init(x: Coordinate, y: Coordinate) {
    self.init(x, y, .one)
  }

  /// The neutral element.
  static var infinity: ProjectivePoint { ProjectivePoint(.zero, .one, .zero) }

  /// The base point G.
  static var base: ProjectivePoint { ProjectivePoint(x: Curve.baseX, y: Curve.baseY) }

  /// True for the point at infinity.
  var isInfinity: Choice { z.isZero }

  /// The affine coordinates, or nil for the point at infinity, which must not be secret.
  var affine: (x: Coordinate, y: Coordinate)? {
    guard !isInfinity.declassified else { return nil }
    let inverse = z.inverse(modulo: Curve.primeOctets)
    return (x * inverse, y * inverse)
  }

  /// Returns the sum of two points (Algorithm 4 of the paper: 12 products and 2 with b).
  static func + (p: ProjectivePoint, q: ProjectivePoint) -> ProjectivePoint {
    let xx = p.x * q.x
    let yy = p.y * q.y
    let zz = p.z * q.z
    let xy = (p.x + p.y) * (q.x + q.y) - xx - yy  // X1 Y2 + X2 Y1
    let yz = (p.y + p.z) * (q.y + q.z) - yy - zz  // Y1 Z2 + Y2 Z1
    let xz = (p.x + p.z) * (q.x + q.z) - xx - zz  // X1 Z2 + X2 Z1
    let t = triple(Curve.b * zz - xz)  // 3 b Z1 Z2 + a (X1 Z2 + X2 Z1)
    let u = triple(Curve.b * xz - xx - triple(zz))  // a X1 X2 + 3 b (…) - a^2 Z1 Z2
    let v = triple(xx - zz)  // 3 X1 X2 + a Z1 Z2
    let minus = yy - t
    let plus = yy + t
    return ProjectivePoint(xy * minus - yz * u, plus * minus + v * u, yz * plus + xy * v)
  }

  /// The sum of the point and itself (Algorithm 6: 8 products, 3 squares and 2 products with b).
  var doubled: ProjectivePoint {
    let xx = x.squared
    let yy = y.squared
    let zz = z.squared
    let xy = double(x * y)
    let yz = double(y * z)
    let xz = double(x * z)
    let t = triple(Curve.b * zz - xz)
    let u = triple(Curve.b * xz - xx - triple(zz))
    let v = triple(xx - zz)
    let minus = yy - t
    let plus = yy + t
    // With the curve's equation, yz plus + xy v = 8 Y^3 Z.
    return ProjectivePoint(xy * minus - yz * u, plus * minus + v * u, double(double(yz * yy)))
  }

  /// The opposite point.
  var negated: ProjectivePoint { ProjectivePoint(x, .zero - y, z) }

  /// Returns `first` when true and `second` when false, reading both.
  static func select(
    _ choice: Choice, _ first: ProjectivePoint, _ second: ProjectivePoint
  ) -> ProjectivePoint {
    ProjectivePoint(
      .select(choice, first.x, second.x), .select(choice, first.y, second.y),
      .select(choice, first.z, second.z))
  }

  /// Returns one of 16 points, reading all of them from a public index on.
  static func gather(
    _ digit: UInt8, from points: [ProjectivePoint], at start: Int
  ) -> ProjectivePoint {
    var point = points[start]
    for index in 1..<16 {
      point = .select(Choice(UInt64(digit), equals: UInt64(index)), points[start + index], point)
    }
    return point
  }
}

@inline(__always)
private func double<Element: PrimeFieldElement>(_ element: Element) -> Element {
  element + element
}

@inline(__always)
private func triple<Element: PrimeFieldElement>(_ element: Element) -> Element {
  element + element + element
}
