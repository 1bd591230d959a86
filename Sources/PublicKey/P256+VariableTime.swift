extension P256 {
  /// Returns u G + v Q in a time that shows u and v: to verify signatures with, where nothing is
  /// secret.
  ///
  /// v Q takes 256 doublings and an addition for about every sixth, by the non-adjacent form of
  /// width 5 (D. Hankerson, A. Menezes and S. Vanstone, "Guide to Elliptic Curve Cryptography",
  /// algorithms 3.35 and 3.36). u G is added without a doubling.
  public static func sumOfMultiplesVariableTime(
    _ u: Scalar, _ v: Scalar, of key: ECPublicKey<P256>
  ) -> ProjectivePoint<P256> {
    // Q, 2 Q, … of which the odd ones are looked up.
    let multiples = P256AffinePoint.normalizing(
      P256AffinePoint(x: key.x, y: key.y).multiples(count: 15))
    var result = P256JacobianPoint.infinity
    for digit in nonAdjacentForm(P256Words(v.number)).reversed() {
      result.double()
      guard digit != 0 else { continue }
      var addend = multiples[Int(digit.magnitude) - 1]
      if digit < 0 { addend.y = .zero - addend.y }
      result = result.addingVariableTime(addend)
    }
    return P256BaseMultiples.shared.multipleVariableTime(P256Words(u.number), plus: result)
      .projective
  }

  /// The digits of a number in base 2, the least significant first: each 0, or odd and from -15 to
  /// 15, with at least four zeros after one that is not 0.
  private static func nonAdjacentForm(_ words: P256Words) -> [Int8] {
    var digits = [Int8](repeating: 0, count: 257)
    var (place, carry) = (0, UInt64(0))
    while place < 257 {
      let window = words.bits(from: place)
      guard (window & 1) ^ carry == 1 else {
        place += 1
        continue
      }
      let value = Int8((window & 31) + carry)
      carry = value > 15 ? 1 : 0
      digits[place] = value > 15 ? value - 32 : value
      place += 5
    }
    return digits
  }
}
