import Bytes

/// The Diffie-Hellman primitive on curves with cofactor 1.
public enum ECDH {
  /// Returns the shared secret Z of a private and another's public key (SP 800-56A revision 3,
  /// section 5.7.1.2): the x-coordinate of d Q, as long as the prime.
  ///
  /// Z is not uniformly random and must go through a key-derivation function. Constant time.
  ///
  /// - Throws: `PublicKeyError.pointAtInfinity`, which no valid public key gives.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  public static func sharedSecret<Curve: WeierstrassCurve>(
    privateKey: borrowing ECPrivateKey<Curve>, publicKey: ECPublicKey<Curve>
  ) throws(PublicKeyError) -> [UInt8] {
    let product = Curve.multiple(privateKey.scalar, of: publicKey.point)
    return try ECPublicKey(product).xOctets
  }
}
