import Arithmetic
import Bytes

extension RSA.PrivateKey {
  /// RSADP (RFC 8017, section 5.1.2): m = c^d mod n.
  ///
  /// Constant time in the key and the ciphertext representative, blinded with random numbers of
  /// the operating system, which never show in the result.
  ///
  /// - Throws: `PublicKeyError.representativeOutOfRange` unless 0 <= c < n;
  ///   `.inconsistentPrivateKey` when the result does not encrypt to c, because of a fault or of
  ///   factors that are not prime: releasing it could give the key away.
  public func rsadp(_ c: Natural) throws(PublicKeyError) -> Natural {
    var blinding = SystemRandom()
    return try rsadp(c, blinding: &blinding)
  }

  /// RSASP1 (RFC 8017, section 5.2.1): s = m^d mod n.
  ///
  /// Timing and errors are those of `rsadp`.
  public func rsasp1(_ m: Natural) throws(PublicKeyError) -> Natural {
    try rsadp(m)
  }

  /// RSADP, blinded with the numbers of a generator; the result is the same for every generator.
  ///
  /// Blinding (P. Kocher, "Timing attacks on implementations of Diffie-Hellman, RSA, DSS, and
  /// other systems", CRYPTO 1996): instead of c, c r^e is decrypted for a random r, which gives
  /// m r; so the computation that could leak works on a number that nobody knows.
  ///
  /// - Throws: What `rsadp` throws, and `PublicKeyError.randomness` when the generator gives no
  ///   number that has an inverse.
  public func rsadp(
    _ c: Natural, blinding: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> Natural {
    let modulo = publicKey.modulo
    guard modulo.isReduced(c) else { throw .representativeOutOfRange }
    let (r, inverse) = try blindingFactor(using: &blinding)
    let blinded = modulo.multiply(c, modulo.powerVariableTime(r, publicKey.exponent))
    let power = chineseRemainderPower(blinded)
    // A fault in one of the two halves would give a result that is right modulo one prime only,
    // and so the primes (Boneh, DeMillo and Lipton, EUROCRYPT 1997).
    guard modulo.powerVariableTime(power, publicKey.exponent) == blinded else {
      throw .inconsistentPrivateKey
    }
    return modulo.multiply(power, inverse)
  }

  /// RFC 8017, section 5.1.2, step 2.b: c^d mod n from its remainders modulo p and q.
  private func chineseRemainderPower(_ c: Natural) -> Natural {
    let (p, q) = (numbers.moduloP, numbers.moduloQ)
    let m1 = p.power(c, numbers.dP, exponentBitWidth: p.modulus.bitWidth)  // c^dP mod p
    let m2 = q.power(c, numbers.dQ, exponentBitWidth: q.modulus.bitWidth)  // c^dQ mod q
    let h = p.multiply(p.subtract(m1, m2), numbers.qInv)  // (m1 - m2) qInv mod p
    return m2 + q.modulus * h  // m2 + q h
  }

  /// A random r and its inverse modulo n.
  ///
  /// The inverse is computed in variable time, of r s for a second random s: that product tells
  /// nothing about r, and (r s)^-1 s = r^-1.
  private func blindingFactor(
    using generator: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> (r: Natural, inverse: Natural) {
    let modulo = publicKey.modulo
    // A few draws fail for toys only, where r may have a factor of n.
    for _ in 0..<1000 {
      let r = Natural.randomNonzero(below: modulo.modulus, using: &generator)
      let s = Natural.randomNonzero(below: modulo.modulus, using: &generator)
      let product = modulo.multiply(r, s)
      if let inverse = Natural.inverseVariableTime(of: product, modulo: modulo.modulus) {
        return (r, modulo.multiply(inverse, s))
      }
    }
    throw .randomness
  }
}
