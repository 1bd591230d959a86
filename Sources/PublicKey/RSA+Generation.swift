import Arithmetic
import Bytes

extension RSA {
  /// Generates a key pair from probable primes (FIPS 186-5, appendices A.1.1 and A.1.3).
  ///
  /// The primes depend on `generator` alone; the bases of the primality test come from the
  /// operating system and never show. Not constant time: the time says how many candidates were
  /// drawn. A width below 2048, which `sizes` must admit, is not FIPS 186-5.
  ///
  /// - Throws: `PublicKeyError.modulusWidth` for a width that is odd, below 8 or outside `sizes`;
  ///   `.unsuitableExponent` for one that is even or below 3; `.randomness` when the generator
  ///   gives no primes.
  public static func generate(
    bitWidth: Int, publicExponent e: Natural = 65537, sizes: Sizes = .standard,
    using generator: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> PrivateKey {
    var bases = SystemRandom()
    return try generate(
      bitWidth: bitWidth, publicExponent: e, sizes: sizes, using: &generator, bases: &bases)
  }

  /// Generates a key pair, with the bases of the primality test from a generator of their own.
  public static func generate(
    bitWidth: Int, publicExponent e: Natural, sizes: Sizes,
    using generator: inout some RandomByteGenerator, bases: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> PrivateKey {
    guard bitWidth.isMultiple(of: 2), bitWidth >= 8, sizes.bitWidths.contains(bitWidth) else {
      throw .modulusWidth(bitWidth)
    }
    guard !e.isEven, e >= 3 else { throw .unsuitableExponent }
    let p: Natural
    let q: Natural
    do throws(ArithmeticError) {
      p = try ProbablePrime.drawPrime(
        bitWidth: bitWidth / 2, publicExponent: e, distinctFrom: nil,
        using: &generator, bases: &bases)
      q = try ProbablePrime.drawPrime(
        bitWidth: bitWidth / 2, publicExponent: e, distinctFrom: p,
        using: &generator, bases: &bases)
    } catch {
      throw .randomness
    }
    return try PrivateKey(prime1: p, prime2: q, publicExponent: e, sizes: sizes)
  }
}
