import Bytes
import Terms

extension CertifiedPeers {
  /// A user's own key pair and certificate.
  struct Identity: Sendable {
    let key: RSAKeyTerms
    let certificate: Term
  }
}

extension CertifiedPeers.Handshake {
  typealias Layouts = CertifiedPeers.Layouts
  typealias VerifiedCertificate = CertifiedPeers.VerifiedCertificate

  /// A fresh key pair on P-256, for one handshake.
  struct Ephemeral: Sendable {
    let secret: Term
    let point: Term
  }

  /// What the first message of the other user brought, before its certificate was judged.
  struct Introduced: Sendable {
    let certificate: CertifiedPeers.ReadCertificate
    /// The nonce of the second user; nil at the second user.
    let nonce: Term?
    let own: Ephemeral?
    let peerPoint: Term?
  }

  /// What both sides have exchanged when the nonce is on its way.
  struct Exchanged: Sendable {
    let peer: VerifiedCertificate
    let nonce: Term
    let own: Ephemeral?
    let peerPoint: Term?
  }

  /// The keys, and what the finished codes cover.
  struct Agreement: Sendable {
    let keys: SessionKeys
    let transcriptHash: Term
  }

  /// A nonce that came back from who can read what was sealed for somebody.
  struct VerifiedNonce: Sendable {
    /// Compares a nonce with the one that was sent; nil if they differ.
    init?(_ opened: Term, sent: Term) {
      guard Choice(opened.bytes, equals: sent.bytes).declassified else { return nil }
    }
  }
}
