import Bytes

/// The probabilistic primality test of Miller and Rabin.
public enum MillerRabin {
  /// True when a number is probably prime: the loop of FIPS 186-5, appendix B.3.1, over random
  /// bases.
  ///
  /// `w` must be odd and at least 5. An odd composite passes a round for less than one base in
  /// four. The time depends on how many bases passed, which is what the result says.
  public static func isProbablePrime(
    _ w: Natural, rounds: Int, using bases: inout some RandomByteGenerator
  ) -> Bool {
    for _ in 0..<rounds {  // step 4
      var b: Natural
      repeat {
        b = Natural.random(bitWidth: w.bitWidth, using: &bases)  // 4.1
      } while b <= .one || b >= w - .one  // 4.2
      guard isStrongProbablePrime(w, base: b) else { return false }
    }
    return true
  }

  /// True when a number passes the test for one base: FIPS 186-5, appendix B.3.1, steps 4.3 to
  /// 4.5.
  ///
  /// `w` must be odd and at least 3, and the base from 1 to `w` - 1. Constant time in the base,
  /// and in `w` save for the power of two in `w` - 1 and the outcome.
  public static func isStrongProbablePrime(_ w: Natural, base b: Natural) -> Bool {
    precondition(b >= .one && b < w, "a base is from 1 to w - 1")
    guard let modulo = try? Montgomery(modulus: w) else {
      preconditionFailure("only odd numbers from 3 on are tested")
    }
    let wMinusOne = w - .one
    let a = wMinusOne.trailingZeroBitCount  // step 1
    let m = wMinusOne >> a  // step 2
    var z = modulo.power(b, m, exponentBitWidth: w.bitWidth)  // 4.3
    if z == .one || z == wMinusOne { return true }  // 4.4
    for _ in 1..<max(1, a) {  // 4.5
      z = modulo.multiply(z, z)
      if z == wMinusOne { return true }
      if z == .one { return false }
    }
    return false  // 4.6
  }

  /// The rounds with random bases after which a *random* odd number of a given width is composite
  /// with a probability of at most 2^-128.
  ///
  /// From the bound of FIPS 186-5, appendix C, by Damgård, Landrock and Pomerance. For a number
  /// that somebody else chose the bound does not hold: 64 rounds make it 4^-64.
  public static func rounds(bitWidth: Int) -> Int {
    switch bitWidth {
    case 2048...: 3
    case 1536...: 4
    case 1024...: 6
    case 768...: 8
    case 512...: 12
    case 384...: 16
    case 256...: 27
    default: 64
    }
  }
}
