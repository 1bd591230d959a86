import Arithmetic

extension RSA {
  /// An RSA private key (RFC 8017, section 3.2), in the form with two primes.
  ///
  /// It cannot be copied, and its numbers are overwritten when it is let go, as far as nobody was
  /// given them; intermediate results of a computation are not (docs/limits.md). Its operations are
  /// constant time, and so is making it from its primes; the time shows the power of two in p - 1
  /// and in q - 1.
  public struct PrivateKey: ~Copyable, Sendable {
    /// The public half.
    public let publicKey: PublicKey
    let numbers: PrivateNumbers

    /// Creates a key from numbers as they are, right or wrong.
    init(publicKey: PublicKey, numbers: PrivateNumbers) {
      self.publicKey = publicKey
      self.numbers = numbers
    }

    /// The private exponent d.
    public var privateExponent: Natural { numbers.d }
    /// The first prime factor p.
    public var prime1: Natural { numbers.moduloP.modulus }
    /// The second prime factor q.
    public var prime2: Natural { numbers.moduloQ.modulus }
    /// The first factor's exponent dP = e^-1 mod (p - 1).
    public var exponent1: Natural { numbers.dP }
    /// The second factor's exponent dQ = e^-1 mod (q - 1).
    public var exponent2: Natural { numbers.dQ }
    /// The CRT coefficient qInv = q^-1 mod p.
    public var coefficient: Natural { numbers.qInv }

    /// Creates a key from two primes and a public exponent, with d = e^-1 mod lcm(p - 1, q - 1)
    /// (FIPS 186-5, appendix A.1.1).
    ///
    /// Whether the factors are prime is not tested.
    ///
    /// - Throws: `PublicKeyError.inconsistentPrivateKey` for factors that are equal, even or below
    ///   3; `.unsuitableExponent` for an exponent that has no inverse; what the public key throws.
    public init(
      prime1 p: Natural, prime2 q: Natural, publicExponent e: Natural, sizes: Sizes = .standard
    ) throws(PublicKeyError) {
      guard !Natural.isLess(p, than: 3).declassified, !Natural.isLess(q, than: 3).declassified
      else { throw .inconsistentPrivateKey }
      guard e >= 3 else { throw .unsuitableExponent }
      let (p1, q1) = (p - .one, q - .one)
      let lambda = (p1 * q1).quotientAndRemainderInConstantTime(
        dividingBy: Natural.gcdInConstantTime(p1, q1)
      ).quotient
      guard let d = Natural.inverse(ofPublic: e, modulo: lambda) else { throw .unsuitableExponent }
      try self.init(
        modulus: p * q, publicExponent: e, privateExponent: d, prime1: p, prime2: q, sizes: sizes)
    }

    /// Creates a key from all that a key file holds of it (RFC 8017, section A.1.2); the rest is
    /// computed again.
    ///
    /// `d` may be any exponent with e d = 1 mod lcm(p - 1, q - 1), as keys are around whose d was
    /// computed modulo (p - 1)(q - 1).
    ///
    /// - Throws: `PublicKeyError.inconsistentPrivateKey` when n is not p q, e d is not 1 modulo
    ///   both p - 1 and q - 1, or the factors are not two odd numbers; what the public key throws.
    public init(
      modulus n: Natural, publicExponent e: Natural, privateExponent d: Natural,
      prime1 p: Natural, prime2 q: Natural, sizes: Sizes = .standard
    ) throws(PublicKeyError) {
      let publicKey = try PublicKey(modulus: n, exponent: e, sizes: sizes)
      guard Natural.areEqual(p * q, n).declassified, Natural.isLess(d, than: n).declassified
      else { throw .inconsistentPrivateKey }
      let numbers = try PrivateNumbers(e: e, d: d, p: p, q: q)
      self.publicKey = publicKey
      self.numbers = numbers
    }

    /// Creates a key from its first representation, (n, d), and e; the primes are computed
    /// (SP 800-56B revision 2, appendix C.1).
    ///
    /// - Throws: `PublicKeyError.inconsistentPrivateKey` when they do not factor n; what the
    ///   public key throws.
    public init(
      modulus n: Natural, publicExponent e: Natural, privateExponent d: Natural,
      sizes: Sizes = .standard
    ) throws(PublicKeyError) {
      let publicKey = try PublicKey(modulus: n, exponent: e, sizes: sizes)
      guard d > .one, d < n, let (p, q) = publicKey.factors(privateExponent: d) else {
        throw .inconsistentPrivateKey
      }
      try self.init(
        modulus: n, publicExponent: e, privateExponent: d, prime1: p, prime2: q, sizes: sizes)
    }
  }
}

extension RSA.PublicKey {
  /// Returns the prime factors of the modulus, from the private exponent: SP 800-56B revision 2,
  /// appendix C.1, with g = 2, 3, … in place of random numbers.
  ///
  /// Half of all g find the factors. The time shows how many did not, and the power of two in
  /// d e - 1.
  func factors(privateExponent d: Natural) -> (p: Natural, q: Natural)? {
    let k = d * exponent - .one  // step 1
    guard k.isEven, !k.isZero else { return nil }
    let t = k.trailingZeroBitCount
    let r = k >> t
    let minusOne = modulus - .one
    for g in 2..<102 as Range<UInt64> {  // step 3
      var x = modulo.power(Natural(g), r, exponentBitWidth: k.bitWidth)
      for _ in 0..<t where x != .one && x != minusOne {
        let y = modulo.multiply(x, x)
        if y == .one {
          // x x = 1, and x is neither 1 nor -1: x - 1 has exactly one of the factors.
          let p = Natural.gcd(x - .one, modulus)
          let q = modulus / p
          return p > q ? (p, q) : (q, p)
        }
        x = y
      }
    }
    return nil
  }
}
