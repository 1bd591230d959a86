import Arithmetic

/// The terms of an RSA key pair (RFC 8017, section 3), all minimal big-endian numbers.
public struct RSAKeyTerms: Sendable {
  /// The modulus and the public exponent.
  public let publicKey: RSAPublicKeyTerms
  /// The private exponent.
  public let d: Term
  /// The first prime.
  public let p: Term
  /// The second prime.
  public let q: Term

  /// Puts the parts of a key pair together.
  public init(publicKey: RSAPublicKeyTerms, d: Term, p: Term, q: Term) {
    self.publicKey = publicKey
    self.d = d
    self.p = p
    self.q = q
  }
}

/// The terms of an RSA public key.
public struct RSAPublicKeyTerms: Sendable {
  /// The modulus.
  public let n: Term
  /// The public exponent.
  public let e: Term

  /// Puts modulus and exponent together.
  public init(n: Term, e: Term) {
    self.n = n
    self.e = e
  }

  /// The length k of the modulus in bytes.
  public var length: Int { (Natural(bigEndian: n.bytes).bitWidth + 7) / 8 }
}

extension Knowledge {
  /// Whether the holder can undo an RSA public-key operation: with the primes, or with any
  /// exponent that inverts e.
  func canInvertRSA(_ key: RSAPublicKeyTerms) -> Bool {
    let modulus = form(of: key.n)
    guard let primes = forms.operands(of: modulus, if: Modulus.name) else { return false }
    if primes.allSatisfy(knows) { return true }
    return forms.privateExponents(e: form(of: key.e), primes: primes).contains(where: knows)
  }
}

extension FormTable {
  /// Whether d inverts e for the modulus n.
  func arePair(d: Form, e: Form, n: Form) -> Bool {
    guard let primes = operands(of: n, if: Modulus.name) else { return false }
    return privateExponents(e: e, primes: primes).contains(d)
  }

  /// The private exponents that a run could hold for a public one.
  fileprivate func privateExponents(e: Form, primes: [Form]) -> [Form] {
    var copy = self
    return [ExponentModulus.totient, .carmichael].map { kind in
      let group = copy.application(kind.rawValue, to: primes)
      return copy.application(PrivateExponent.name, to: [e, group])
    }
  }
}
