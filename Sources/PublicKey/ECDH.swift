import Arithmetic
import Bytes

/// The Diffie-Hellman primitive on curves with cofactor 1.
public enum ECDH {
  /// What an observer sees, by the names of SP 800-56A revision 3.
  public enum Step: Sendable, Equatable {
    /// Our private key d.
    case privateKey(Natural)
    /// The other's public key Q.
    case publicKey(AffinePoint)
    /// y^2 and x^3 + a x + b of the other's public key, modulo p: they are equal on the curve
    /// (section 5.6.2.3.3, step 3).
    case equation(left: Natural, right: Natural)
    /// The point d Q.
    case product(AffinePoint)
    /// The x-coordinate of that point in octets, which is Z.
    case sharedSecret([UInt8])
  }

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
    var observer = Unobserved<Step>()
    return try sharedSecret(privateKey: privateKey, publicKey: publicKey, observer: &observer)
  }

  /// Returns the shared secret before an observer, who sees all of it.
  ///
  /// - Throws: `PublicKeyError.pointAtInfinity`, which no valid public key gives.
  public static func sharedSecret<Curve: WeierstrassCurve, O: Observer<Step>>(
    privateKey: borrowing ECPrivateKey<Curve>, publicKey: ECPublicKey<Curve>, observer: inout O
  ) throws(PublicKeyError) -> [UInt8] {
    let d = privateKey.scalar
    if O.isWatching {
      observer.observe(.privateKey(d.natural))
      observer.observe(.publicKey(publicKey.affinePoint))
      observer.observe(
        .equation(
          left: publicKey.y.squared.natural, right: Curve.ySquared(publicKey.x).natural))
    }
    let product = Curve.multiple(d, of: publicKey)
    if O.isWatching { observer.observe(.product(product.affinePoint)) }
    guard let (x, _) = product.affine else { throw .pointAtInfinity }
    let sharedSecret = x.octets
    observer.observe(.sharedSecret(sharedSecret))
    return sharedSecret
  }
}
