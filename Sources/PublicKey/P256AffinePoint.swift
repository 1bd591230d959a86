/// A point of P-256 other than infinity by its coordinates, as tables hold it.
struct P256AffinePoint: BitwiseCopyable, Sendable {
  var x: P256Coordinate
  var y: P256Coordinate

  /// Returns the coordinates of points other than infinity, with one inversion for all of them
  /// (Montgomery's trick).
  static func normalizing(_ points: [P256JacobianPoint]) -> [P256AffinePoint] {
    var products = [P256Coordinate.one]  // products[i] = Z_0 Z_1 … Z_(i - 1)
    products.reserveCapacity(points.count + 1)
    for point in points { products.append(products[products.count - 1] * point.z) }
    var inverse = products[points.count].inverse
    var affine = [P256AffinePoint](
      repeating: P256AffinePoint(x: .zero, y: .zero), count: points.count)
    for index in points.indices.reversed() {
      let point = points[index]
      let zInverse = inverse * products[index]
      inverse = inverse * point.z
      let square = zInverse.squared
      affine[index] = P256AffinePoint(x: point.x * square, y: point.y * (square * zInverse))
    }
    return affine
  }

  /// Returns the multiples P, 2 P, … of a point, at least two.
  func multiples(count: Int) -> [P256JacobianPoint] {
    var multiples = [P256JacobianPoint(self)]
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

  /// Returns the opposite point for a mask of ones, and the point itself for zeros.
  @inline(__always)
  func opposite(mask: UInt64) -> P256AffinePoint {
    P256AffinePoint(x: x, y: .select(mask: mask, .zero - y, y))
  }

  /// The words of x and then of y.
  var words: SIMD8<UInt64> { SIMD8(x.w0, x.w1, x.w2, x.w3, y.w0, y.w1, y.w2, y.w3) }

  /// Takes the words of x and then of y.
  @inline(__always)
  init(words: SIMD8<UInt64>) {
    x = P256Coordinate(montgomeryForm: words[0], words[1], words[2], words[3])
    y = P256Coordinate(montgomeryForm: words[4], words[5], words[6], words[7])
  }

  /// Takes the coordinates.
  @inline(__always)
  init(x: P256Coordinate, y: P256Coordinate) {
    self.x = x
    self.y = y
  }

  /// Returns the point of a digit's magnitude, 1 for the first of `count` points, reading all of
  /// them; (0, 0) for 0.
  @inline(__always)
  static func gather(
    _ magnitude: UInt64, from points: Span<SIMD8<UInt64>>, at start: Int, count: Int
  ) -> P256AffinePoint {
    var found = SIMD8<UInt64>(repeating: 0)
    for index in 0..<count {
      // Ones when the magnitude is index + 1: then alone is 0 - 1 negative.
      let difference = Int64(bitPattern: magnitude ^ UInt64(index + 1))
      found |= points[start + index] & SIMD8(repeating: UInt64(bitPattern: (difference &- 1) >> 63))
    }
    return P256AffinePoint(words: found)
  }
}
