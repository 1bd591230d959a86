import Bytes

/// True when a number is prime, but for a chance of 4^-`rounds`: trial division, then the test of
/// Miller and Rabin (FIPS 186-5, appendix B.3.1) with random bases.
///
/// Below 2^26 trial division alone decides. The time shows the number when it is composite.
public func isProbablePrime(
  _ number: Natural, rounds: Int, using bases: inout some RandomByteGenerator
) -> Bool {
  guard number > .one else { return false }
  guard !number.isEven else { return number == 2 }
  guard !SmallPrimes.divideVariableTime(number) else { return false }
  return passes(number, rounds: rounds, using: &bases)
}

/// The rest of the test, for a number without small factors.
private func passes(
  _ number: Natural, rounds: Int, using bases: inout some RandomByteGenerator
) -> Bool {
  if number < Natural(SmallPrimes.bound * SmallPrimes.bound) { return true }
  return MillerRabin.isProbablePrime(number, rounds: rounds, using: &bases)
}

/// The prime factors of an RSA modulus.
public enum ProbablePrime {
  /// Draws one prime factor of an RSA modulus: FIPS 186-5, appendix A.1.3, step 4 when nothing
  /// was drawn before, step 5 for the second factor.
  ///
  /// The prime p has `bitWidth` bits and √2 2^(`bitWidth` - 1) <= p, so that the product of two
  /// has twice as many; gcd(p - 1, e) = 1; and |p - q| > 2^(`bitWidth` - 100) for the other factor
  /// q. The candidates are what `draws` gives, so the prime depends on nothing else; the bases of
  /// the primality test come from a generator of their own. The standard asks for at least 1024
  /// bits: anything smaller, from 3 bits on, is for toys.
  ///
  /// The time shows how many candidates failed, and where; not the prime that is returned.
  ///
  /// - Throws: `ArithmeticError.noPrimeFound` after 20 draws for each bit.
  public static func drawPrime(
    bitWidth: Int, publicExponent e: Natural, distinctFrom q: Natural?,
    using draws: inout some RandomByteGenerator, bases: inout some RandomByteGenerator
  ) throws(ArithmeticError) -> Natural {
    precondition(bitWidth >= 3 && !e.isEven, "a prime of 3 bits or more, an odd exponent")
    // The standard allows 10 nlen = 20 bitWidth candidates from step 4.7 or 5.8 on, which do not
    // count those that are too small or too close; a generator that is stuck must end as well.
    let limit = 20 * max(bitWidth, 64)
    var drawn = 0
    while drawn < 4 * limit {
      drawn += 1
      var p = Natural.random(bitWidth: bitWidth, using: &draws)  // 4.2
      if p.isEven { p += .one }  // 4.3
      guard isLargeEnough(p, bitWidth: bitWidth) else { continue }  // 4.4
      if let q, isTooClose(p, q, bitWidth: bitWidth) { continue }  // 5.5
      guard !SmallPrimes.divideVariableTime(p), Natural.gcd(p - .one, e) == .one else { continue }
      // 3, the smallest factor that can be asked for, is prime.
      if passes(p, rounds: MillerRabin.rounds(bitWidth: bitWidth), using: &bases) {
        return p  // 4.5.1
      }
    }
    throw .noPrimeFound(draws: drawn)
  }

  /// True when √2 2^(`bitWidth` - 1) <= p, which is so exactly when p p has all of its 2 `bitWidth`
  /// bits.
  private static func isLargeEnough(_ p: Natural, bitWidth: Int) -> Bool {
    guard p.bitWidth == bitWidth else { return false }
    // The square of the leading word decides, but for one candidate in 2^62.
    if bitWidth.isMultiple(of: 64), let top = p.words.last {
      // √2 2^63 lies between this number and the next one.
      let root: UInt64 = 0xb504_f333_f9de_6484
      if top != root { return top > root }
    }
    return (p * p).bitWidth == 2 * bitWidth
  }

  /// True when |p - q| <= 2^(`bitWidth` - 100), or when toys are equal.
  private static func isTooClose(_ p: Natural, _ q: Natural, bitWidth: Int) -> Bool {
    let difference = p > q ? p - q : q - p
    guard bitWidth >= 100 else { return difference.isZero }
    return difference <= Natural.one << (bitWidth - 100)
  }
}
