/// Choices among points without a branch, for the multiplications with secret scalars.
extension FinitePoint<P256> {
  /// Returns the opposite point for a mask of ones, and the point itself for zeros.
  @inline(__always)
  func opposite(mask: UInt64) -> FinitePoint {
    FinitePoint(x: x, y: .select(mask: mask, .zero - y, y))
  }

  /// The words of x and then of y.
  var words: SIMD8<UInt64> { SIMD8(x.w0, x.w1, x.w2, x.w3, y.w0, y.w1, y.w2, y.w3) }

  /// Takes the words of x and then of y.
  @inline(__always)
  init(words: SIMD8<UInt64>) {
    x = P256Coordinate(montgomeryForm: words[0], words[1], words[2], words[3])
    y = P256Coordinate(montgomeryForm: words[4], words[5], words[6], words[7])
  }

  /// Returns the point of a digit's magnitude, 1 for the first of `count` points, reading all of
  /// them; (0, 0) for 0.
  @inline(__always)
  static func gather(
    _ magnitude: UInt64, from points: Span<SIMD8<UInt64>>, at start: Int, count: Int
  ) -> FinitePoint {
    var found = SIMD8<UInt64>(repeating: 0)
    for index in 0..<count {
      // Ones when the magnitude is index + 1: then alone is 0 - 1 negative.
      let difference = Int64(bitPattern: magnitude ^ UInt64(index + 1))
      found |= points[start + index] & SIMD8(repeating: UInt64(bitPattern: (difference &- 1) >> 63))
    }
    return FinitePoint(words: found)
  }
}

extension JacobianPoint<P256> {
  /// Returns `first` for a mask of ones and `second` for zeros, reading both.
  @inline(__always)
  static func select(
    mask: UInt64, _ first: JacobianPoint, _ second: JacobianPoint
  ) -> JacobianPoint {
    JacobianPoint(
      .select(mask: mask, first.x, second.x), .select(mask: mask, first.y, second.y),
      .select(mask: mask, first.z, second.z))
  }
}
