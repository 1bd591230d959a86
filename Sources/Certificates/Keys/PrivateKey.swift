import Arithmetic
import Bytes
import Hashing
import PublicKey

/// A private key of an algorithm that is known here.
///
/// It cannot be copied or printed, and its secret numbers are overwritten when it is let go.
public enum PrivateKey: ~Copyable, Sendable {
  /// RSA.
  case rsa(RSA.PrivateKey)
  /// A number on P-256.
  case p256(ECPrivateKey<P256>)
  /// A number on P-384.
  case p384(ECPrivateKey<P384>)

  /// The public half.
  public var publicKey: SubjectPublicKeyInfo.Key {
    switch self {
    case .rsa(let key): .rsa(key.publicKey)
    case .p256(let key): .p256(key.publicKey)
    case .p384(let key): .p384(key.publicKey)
    }
  }

  /// The algorithm for signatures where nobody asked for another: RSASSA-PKCS1-v1_5, or ECDSA, with
  /// SHA-256; on P-384 with SHA-384 (RFC 5480, section 4).
  public var signatureAlgorithm: SignatureAlgorithm { publicKey.signatureAlgorithm }

  /// Signs a message.
  ///
  /// The generator gives the salt of PSS, and what is mixed into the nonce of ECDSA.
  ///
  /// - Throws: `CertificateError.wrongKey` for an algorithm of other keys, `.refusedAlgorithm` for
  ///   SHA-1, `.key` when the modulus is too short for the scheme.
  public func sign(
    _ message: [UInt8], algorithm: SignatureAlgorithm,
    using generator: inout some RandomByteGenerator
  ) throws(CertificateError) -> [UInt8] {
    guard algorithm.isForNewSignatures else { throw .refusedAlgorithm(algorithm) }
    do throws(PublicKeyError) {
      switch self {
      case .rsa(let key):
        switch algorithm {
        case .pkcs1v15(let hash):
          return try PKCS1v15.sign(message: message, key: key, hash: hash.type)
        case .pss(let parameters):
          let salt = generator.generate(parameters.saltLength)
          return try parameters.sign(message, key: key, salt: salt)
        case .ecdsa: break
        }
      case .p256(let key):
        guard case .ecdsa(let hash) = algorithm else { break }
        return try ecdsa(message, key: key, hash: hash.type, nonce: .hedged(using: &generator))
      case .p384(let key):
        guard case .ecdsa(let hash) = algorithm else { break }
        return try ecdsa(message, key: key, hash: hash.type, nonce: .hedged(using: &generator))
      }
    } catch {
      throw .key(error)
    }
    throw .wrongKey(algorithm: algorithm)
  }

  private func ecdsa<Curve: WeierstrassCurve, H: DigestInfoHash>(
    _ message: [UInt8], key: borrowing ECPrivateKey<Curve>, hash: H.Type, nonce: ECDSA.Nonce
  ) throws(PublicKeyError) -> [UInt8] {
    try ECDSA.sign(message: message, key: key, hash: hash, nonce: nonce).der
  }
}
