import Hashing
import PublicKey
import Terms

/// A signature over the handshake that the peer's key verifies.
struct VerifiedSignature: Sendable {
  /// Verifies a signature of the peer; nil if it is not one.
  init?(_ signature: Term, over message: Term, key: RSAPublicKeyTerms, saltLength: Int) {
    guard let publicKey = try? key.publicKey(),
      PSS<SHA256>.verify(
        signature: signature.bytes, message: message.bytes, key: publicKey,
        saltLength: saltLength)
    else { return nil }
  }
}
