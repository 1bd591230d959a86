import Arithmetic
import PublicKey

extension RSAPublicKeyTerms {
  /// The key as the library takes it.
  ///
  /// - Throws: `PublicKeyError` if the numbers are no RSA key; the toy sizes of a lab are allowed.
  public func publicKey() throws(PublicKeyError) -> RSA.PublicKey {
    try RSA.PublicKey(
      modulus: Natural(bigEndian: n.bytes), exponent: Natural(bigEndian: e.bytes), sizes: .any)
  }
}

extension RSAKeyTerms {
  /// The key pair as the library takes it: it blinds, uses the Chinese remainder theorem, and
  /// verifies each result before it lets go of it.
  ///
  /// - Throws: `PublicKeyError` if the numbers do not belong together.
  public func privateKey() throws(PublicKeyError) -> RSA.PrivateKey {
    try RSA.PrivateKey(
      modulus: Natural(bigEndian: publicKey.n.bytes),
      publicExponent: Natural(bigEndian: publicKey.e.bytes),
      privateExponent: Natural(bigEndian: d.bytes), prime1: Natural(bigEndian: p.bytes),
      prime2: Natural(bigEndian: q.bytes), sizes: .any)
  }
}
