import Bytes

/// A point of a curve in projective coordinates: (X : Y : Z) is (X/Z, Y/Z), and (0 : 1 : 0) the
/// point at infinity.
///
/// The formulas are those of J. Renes, C. Costello and L. Batina, "Complete addition formulas for
/// prime order elliptic curves", EUROCRYPT 2016, for any a: they have no exceptions, so that no
/// branch tells whether two points are equal, opposite or infinite. Constant time throughout.
///
/// Why the order must be odd: the sum of P and Q comes out as (0 : 0 : 0), which is no point, only
/// when P - Q has order 2 (theorem 1 of the paper), and a group of odd order has no such element.
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

  /// Creates a point from coordinates that satisfy the equation of the curve.
  init(x: Coordinate, y: Coordinate, z: Coordinate = .one) {
    self.init(x, y, z)
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
    let inverse = z.inverse
    return (x * inverse, y * inverse)
  }

  /// Returns the sum of two points (Algorithm 1 of the paper: 12 products, 3 with a, 2 with b).
  static func + (p: ProjectivePoint, q: ProjectivePoint) -> ProjectivePoint {
    let xx = p.x * q.x
    let yy = p.y * q.y
    let zz = p.z * q.z
    let xy = (p.x + p.y) * (q.x + q.y) - xx - yy  // X1 Y2 + X2 Y1
    let yz = (p.y + p.z) * (q.y + q.z) - yy - zz  // Y1 Z2 + Y2 Z1
    let xz = (p.x + p.z) * (q.x + q.z) - xx - zz  // X1 Z2 + X2 Z1
    let azz = Curve.productWithA(zz)
    let t = Curve.productWithA(xz) + triple(Curve.b * zz)  // a (X1 Z2 + X2 Z1) + 3 b Z1 Z2
    let u = Curve.productWithA(xx - azz) + triple(Curve.b * xz)  // a X1 X2 - a^2 Z1 Z2 + 3 b (…)
    let v = triple(xx) + azz  // 3 X1 X2 + a Z1 Z2
    let minus = yy - t
    let plus = yy + t
    return ProjectivePoint(xy * minus - yz * u, plus * minus + v * u, yz * plus + xy * v)
  }

  /// The sum of the point and itself (Algorithm 3: 8 products, 3 squares, 3 with a, 2 with b).
  var doubled: ProjectivePoint {
    let xx = x.squared
    let yy = y.squared
    let zz = z.squared
    let xy = double(x * y)
    let yz = double(y * z)
    let xz = double(x * z)
    let azz = Curve.productWithA(zz)
    let t = Curve.productWithA(xz) + triple(Curve.b * zz)
    let u = Curve.productWithA(xx - azz) + triple(Curve.b * xz)
    let v = triple(xx) + azz
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

  /// Returns the point of an index, reading all points.
  static func gather(_ index: UInt64, from points: ArraySlice<ProjectivePoint>) -> ProjectivePoint {
    var found = infinity
    var position: UInt64 = 0
    for point in points {
      found = .select(Choice(position, equals: index), point, found)
      position += 1
    }
    return found
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
