extension P256 {
  /// Returns k G, in constant time.
  public static func multipleOfBase(_ k: Scalar) -> ProjectivePoint<P256> {
    P256BaseMultiples.shared.multiple(P256Words(k.number)).projective
  }

  /// Returns k P for a point other than infinity, in constant time: the digits of k from the left,
  /// each five doublings and one addition of a multiple from P to 16 P.
  ///
  /// Why no addition meets an exception: before the digit d of a place, the point is 32 s P, where
  /// 32 s + d is k without its lowest bits, rounded. For s = 0 the point is infinity, and selected
  /// away, as is d = 0. Else 32 s is at least 32 and |d| at most 16, so that 32 s and ±d are
  /// different integers; and so they are modulo n above the lowest place, where 32 s + |d| is less
  /// than n. At the lowest place 32 s + d = k is not 0 modulo n, and 32 s - d = k - 2 d would be a
  /// multiple of n only if 32 s = n + d: but n + d is a multiple of 32 for d = 15 alone, and then
  /// 32 s > n > k = 32 s + 15, which is not so.
  public static func multiple(
    _ k: Scalar, of point: ProjectivePoint<P256>
  ) -> ProjectivePoint<P256> {
    let width = 5
    let digits = BoothDigits(of: P256Words(k.number), width: width)
    let multiples = P256PointMultiples(of: P256JacobianPoint(point))
    var result = P256JacobianPoint.infinity
    var isInfinity = UInt64.max
    for place in (0..<BoothDigits.count(width: width)).reversed() {
      for _ in 0..<width { result.double() }
      let digit = digits[place]
      var addend = multiples.gather(digit.magnitude)
      addend.y = .select(mask: digit.isNegative, .zero - addend.y, addend.y)
      let sum = P256JacobianPoint.select(mask: isInfinity, addend, result.adding(addend))
      result = .select(mask: digit.isZero, result, sum)
      isInfinity &= digit.isZero
    }
    return result.projective
  }
}

/// The multiples P, 2 P, … 16 P of a point of P-256.
struct P256PointMultiples {
  /// The twelve words of each point, and four of nothing.
  private var points: [SIMD16<UInt64>] = []

  /// Computes the multiples of a point other than infinity.
  init(of point: P256JacobianPoint) {
    points.reserveCapacity(16)
    var multiples = [point]
    multiples.reserveCapacity(16)
    for index in 2...16 {
      // An odd multiple is (index - 1) P + P: neither is the other nor infinity, as n is larger.
      var multiple = multiples[index / 2 - 1]
      if index.isMultiple(of: 2) { multiple.double() } else { multiple = multiples[index - 2].adding(point) }
      multiples.append(multiple)
    }
    for point in multiples {
      var words = SIMD16<UInt64>(repeating: 0)
      (words[0], words[1], words[2], words[3]) = (point.x.w0, point.x.w1, point.x.w2, point.x.w3)
      (words[4], words[5], words[6], words[7]) = (point.y.w0, point.y.w1, point.y.w2, point.y.w3)
      (words[8], words[9], words[10], words[11]) = (point.z.w0, point.z.w1, point.z.w2, point.z.w3)
      points.append(words)
    }
  }

  /// Returns the multiple of a magnitude up to 16, reading all; zeros for 0.
  @inline(__always)
  func gather(_ magnitude: UInt64) -> P256JacobianPoint {
    var found = SIMD16<UInt64>(repeating: 0)
    let span = points.span
    for index in 0..<16 {
      let difference = magnitude ^ UInt64(index + 1)
      let mask = UInt64(bitPattern: Int64(bitPattern: difference &- 1) >> 63)
      found |= span[index] & SIMD16(repeating: mask)
    }
    return P256JacobianPoint(
      P256Coordinate(montgomeryForm: found[0], found[1], found[2], found[3]),
      P256Coordinate(montgomeryForm: found[4], found[5], found[6], found[7]),
      P256Coordinate(montgomeryForm: found[8], found[9], found[10], found[11]))
  }
}
