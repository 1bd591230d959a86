extension P256 {
  /// Returns u G + v Q in a time that shows u and v.
  public static func sumOfMultiplesVariableTime(
    _ u: Scalar, _ v: Scalar, of key: ECPublicKey<P256>
  ) -> ProjectivePoint<P256> {
    interleavedSumVariableTime(u, oddMultiplesOfBase, v, of: key)
  }

  private static let oddMultiplesOfBase = OddMultiples(
    of: FinitePoint<P256>(x: baseX, y: baseY), width: 8)
}
