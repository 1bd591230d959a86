import Arithmetic
import PublicKey

extension RSAPublicKeyTerms {
  /// The key as the library takes it.
  ///
  /// - Throws: `PublicKeyError` if the numbers are no RSA key; the sizes of a lab are allowed.
  public func publicKey() throws(PublicKeyError) -> RSA.PublicKey {
    try RSA.PublicKey(
      toyModulus: Natural(bigEndian: n.bytes), exponent: Natural(bigEndian: e.bytes))
  }
}
