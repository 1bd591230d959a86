extension P256 {
  /// Returns k G, in constant time.
  public static func multipleOfBase(_ k: Scalar) -> ProjectivePoint<P256> {
    P256BaseMultiples.shared.multiple(P256Words(k.number)).projective
  }

  /// Returns k Q, in constant time: the digits of k from the left, each five doublings and one
  /// addition of a multiple from Q to 16 Q.
  ///
  /// Why no addition meets an exception: before the digit d of a place, the point is 32 s Q, where
  /// 32 s + d is k without its lowest bits, rounded. For s = 0 the point is infinity, which is
  /// taken care of, as is d = 0. Else 32 s is at least 32 and |d| at most 16, so that 32 s and ±d
  /// are different integers; and so they are modulo n above the lowest place, where 32 s + |d| is
  /// less than n. At the lowest place 32 s + d = k is not 0 modulo n, and 32 s - d = k - 2 d would
  /// be a multiple of n only if 32 s = n + d: but n + d is a multiple of 32 for d = 15 alone, and
  /// then 32 s > n > k = 32 s + 15, which is not so.
  public static func multiple(_ k: Scalar, of key: ECPublicKey<P256>) -> ProjectivePoint<P256> {
    let width = 5
    let magnitudes = 16
    let digits = BoothDigits(of: P256Words(k.number), width: width)
    let multiples = FinitePoint<P256>.normalizing(
      FinitePoint<P256>(x: key.x, y: key.y).multiples(count: magnitudes)
    ).map(\.words)
    func multiple(_ digit: BoothDigits.Digit) -> FinitePoint<P256> {
      .gather(digit.magnitude, from: multiples.span, at: 0, count: magnitudes)
    }
    let highest = BoothDigits.count(width: width) - 1
    var sum = P256DigitSum(multiple(digits[highest]), digits[highest])
    for place in (0..<highest).reversed() {
      sum.double(times: width)
      let digit = digits[place]
      sum.add(multiple(digit), digit)
    }
    return sum.point.projective
  }
}
