/// A point of a curve other than infinity by its coordinates, as tables hold it.
struct FinitePoint<Curve: WeierstrassCurve>: BitwiseCopyable, Sendable {
  typealias Coordinate = Curve.Coordinate

  var x: Coordinate
  var y: Coordinate

  /// Takes the coordinates.
  @inline(__always)
  init(x: Coordinate, y: Coordinate) {
    self.x = x
    self.y = y
  }

  /// Returns the coordinates of points other than infinity, with one inversion for all of them
  /// (Montgomery's trick).
  static func normalizing(_ points: [JacobianPoint<Curve>]) -> [FinitePoint] {
    var products = [Coordinate.one]  // products[i] = Z_0 Z_1 … Z_(i - 1)
    products.reserveCapacity(points.count + 1)
    for point in points { products.append(products[products.count - 1] * point.z) }
    var inverse = products[points.count].inverse
    var affine = [FinitePoint](
      repeating: FinitePoint(x: .zero, y: .zero), count: points.count)
    for index in points.indices.reversed() {
      let point = points[index]
      let zInverse = inverse * products[index]
      inverse = inverse * point.z
      let square = zInverse.squared
      affine[index] = FinitePoint(x: point.x * square, y: point.y * (square * zInverse))
    }
    return affine
  }

  /// Returns the multiples P, 2 P, … of a point, at least two.
  func multiples(count: Int) -> [JacobianPoint<Curve>] {
    var multiples = [JacobianPoint(self)]
    multiples.reserveCapacity(count)
    for index in 2...count {
      if index.isMultiple(of: 2) {
        var multiple = multiples[index / 2 - 1]
        multiple.double()
        multiples.append(multiple)
      } else {
        // (index - 1) P + P: neither is the other nor its opposite, as n is larger.
        multiples.append(multiples[index - 2].adding(self))
      }
    }
    return multiples
  }
}
