extension P256Coordinate {
  /// The inverse, in constant time; zero for zero.
  public var inverse: P256Coordinate {
    let inverse = DivisionSteps.inverse(
      of: P256Words(w0, w1, w2, w3), modulo: P256Words(P256.Prime.modulus),
      minusInverse: P256.Prime.minusInverse)
    // Of a R it is 1/(a R), to which R^3 gives the form R/a: the product takes one R away again.
    return P256Coordinate(montgomeryForm: inverse.w0, inverse.w1, inverse.w2, inverse.w3)
      * .rCubed
  }

  /// R^3 mod p, made of R^2 as words.
  private static var rCubed: P256Coordinate {
    let r = P256.Prime.rSquared
    return P256Coordinate(montgomeryForm: r[0], r[1], r[2], r[3]).squared
  }
}
