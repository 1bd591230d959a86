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
    guard publicKey.modulo.isReduced(c) else { throw .representativeOutOfRange }
    let pair = try numbers.blinding.next(modulo: publicKey.modulo) { () throws(PublicKeyError) in
      var system = SystemRandom()
      return try blindingPair(using: &system)
    }
    return try rsadp(c, blindedBy: pair)
  }

  /// RSASP1 (RFC 8017, section 5.2.1): s = m^d mod n.
  ///
  /// Timing and errors are those of `rsadp`.
  public func rsasp1(_ m: Natural) throws(PublicKeyError) -> Natural {
    try rsadp(m)
  }

  /// RSADP, blinded with a number of a generator; the result is the same for every generator.
  ///
  /// - Throws: What `rsadp` throws, and `PublicKeyError.randomness` when the generator gives no
  ///   number that has an inverse.
  public func rsadp(
    _ c: Natural, blinding: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> Natural {
    guard publicKey.modulo.isReduced(c) else { throw .representativeOutOfRange }
    return try rsadp(c, blindedBy: blindingPair(using: &blinding))
  }

  /// RSADP or RSASP1, step by step, and not blinded: whoever watches sees all secrets.
  ///
  /// - Throws: What `rsadp` throws.
  public func rsadp(
    _ c: Natural, observer: inout some Observer<RSAStep>
  ) throws(PublicKeyError) -> Natural {
    guard publicKey.modulo.isReduced(c) else { throw .representativeOutOfRange }
    let one = publicKey.modulo.form(of: .one)
    return try rsadp(
      c, blindedBy: BlindingPair(factor: one, inverse: one), observer: &observer)
  }

  /// RSADP on c s in place of c, so that the computation that could leak works on a number that
  /// nobody knows (`BlindingPair`).
  func rsadp(_ c: Natural, blindedBy pair: BlindingPair) throws(PublicKeyError) -> Natural {
    var observer = Unobserved<RSAStep>()
    return try rsadp(c, blindedBy: pair, observer: &observer)
  }

  private func rsadp(
    _ c: Natural, blindedBy pair: BlindingPair, observer: inout some Observer<RSAStep>
  ) throws(PublicKeyError) -> Natural {
    let modulo = publicKey.modulo
    let blinded = modulo.multiply(c, form: pair.factor)
    observer.observe(.number(.base, blinded))
    let power = chineseRemainderPower(blinded, numbers.dP, numbers.dQ, observer: &observer)
    // A fault in one of the two halves would give a result that is right modulo one prime only,
    // and so the primes (Boneh, DeMillo and Lipton, EUROCRYPT 1997).
    let check = modulo.powerVariableTime(power, publicKey.exponent)
    observer.observe(.number(.check, check))
    guard Natural.areEqual(check, blinded).declassified else {
      throw .inconsistentPrivateKey
    }
    return modulo.multiply(power, form: pair.inverse)
  }

  /// RFC 8017, section 5.1.2, step 2.b: a power modulo n from those modulo p and q.
  private func chineseRemainderPower(
    _ c: Natural, _ dP: Natural, _ dQ: Natural, observer: inout some Observer<RSAStep>
  ) -> Natural {
    let (p, q) = (numbers.moduloP, numbers.moduloQ)
    let (m1, m2) = Montgomery.powers(of: c, p, dP, q, dQ)  // c^dP mod p, c^dQ mod q
    let h = p.multiplyDifference(m1, m2, form: numbers.qInvForm)  // (m1 - m2) qInv mod p
    let m = m2 + q.modulus * h  // m2 + q h
    observer.observe(.number(.m1, m1))
    observer.observe(.number(.m2, m2))
    observer.observe(.number(.h, h))
    observer.observe(.number(.result, m))
    return m
  }

  /// A random number s, and s^-d modulo n.
  ///
  /// No inverse is computed, which would take long or would need a second random number to be safe:
  /// s^(p - 1) = 1 (mod p), so that s^-dP = s^(p - 1 - dP), and the same modulo q.
  func blindingPair(
    using generator: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> BlindingPair {
    let modulo = publicKey.modulo
    let minusP = numbers.moduloP.modulus - .one - numbers.dP
    let minusQ = numbers.moduloQ.modulus - .one - numbers.dQ
    // A draw fails for toys, where s may have a factor of n; elsewhere only by a fault.
    let isToy = modulo.modulus.bitWidth < RSA.Sizes.standard.bitWidths.lowerBound
    for _ in 0..<(isToy ? 1000 : 1) {
      let s = Natural.randomNonzero(below: modulo.modulus, using: &generator)
      var observer = Unobserved<RSAStep>()
      let inverse = chineseRemainderPower(s, minusP, minusQ, observer: &observer)
      let e = publicKey.exponent
      // (s^-d)^e s = 1, or the pair is not one.
      let check = modulo.multiply(modulo.powerVariableTime(inverse, e), s)
      if Natural.areEqual(check, .one).declassified {
        return BlindingPair(factor: modulo.form(of: s), inverse: modulo.form(of: inverse))
      }
    }
    throw isToy ? .randomness : .inconsistentPrivateKey
  }
}
