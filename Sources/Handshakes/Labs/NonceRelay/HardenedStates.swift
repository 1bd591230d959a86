import Bytes
import Hashing
import PublicKey
import Terms

extension NonceRelay.HardenedHandshake {
  /// The widths of the moduli in bits.
  struct Widths: Sendable {
    let signature: Int
    let encryption: Int
    /// The octets of a contribution.
    let contribution: Int

    init(_ size: Size) {
      switch size {
      case .real: (signature, encryption, contribution) = (2048, 2048, 32)
      case .toy:
        contribution = 16
        signature = Self.even(PSS<SHA256>.minimumModulusBitWidth(saltLength: 32))
        encryption = Self.even(
          OAEP<SHA256, SHA256>.minimumModulusBitWidth(messageLength: contribution))
      }
    }

    /// The next even width: the primes of a modulus have half of it each.
    private static func even(_ width: Int) -> Int { width + width % 2 }

    /// Why a toy is not smaller.
    var reason: String {
      "No smaller modulus will do: PSS with SHA-256 and a salt of 32 bytes needs \(signature) bits,"
        + " OAEP with SHA-256 around \(contribution) bytes needs \(encryption)."
    }
  }

  /// The key pairs of this side.
  struct OwnKeys: Sendable {
    let signing: RSAKeyTerms
    let encryption: RSAKeyTerms
    let fingerprint: Fingerprint
  }

  /// The public keys that arrived.
  struct PeerKeys: Sendable {
    let signing: RSAPublicKeyTerms
    let encryption: RSAPublicKeyTerms
    let fingerprint: Fingerprint
  }

  /// All keys, and whether it is known whose they are.
  struct Keys: Sendable {
    let own: OwnKeys
    let peer: PeerKeys
    var identity = Identity.unverified
  }

  /// Whether the peer's fingerprint was compared.
  enum Identity: Sendable {
    case unverified
    case compared(ComparedFingerprint)
  }

  /// The nonces of both sides.
  struct Nonces: Sendable {
    let own: Term
    let peer: Term
  }

  /// Everything that the signatures cover.
  struct Exchanged: Sendable {
    let keys: Keys
    let nonces: Nonces
    /// The contributions of the first and the second of the pair.
    let contributions: [Term]
    /// The hash of all messages before the signatures.
    let transcriptHash: Term
  }

  /// A handshake whose other side has signed it, and the keys that follow.
  struct Signed: Sendable {
    let keys: SessionKeys
    let identity: Identity

    /// Nobody gets here without a verified signature.
    init(_ exchanged: Exchanged, keys: SessionKeys, by signature: VerifiedSignature) {
      self.keys = keys
      identity = exchanged.keys.identity
    }
  }

  /// A fingerprint that is the one expected.
  struct ComparedFingerprint: Sendable {
    /// Compares two fingerprints; nil if they differ.
    init?(_ received: Term, _ expected: Term) {
      guard Choice(received.bytes, equals: expected.bytes).declassified else { return nil }
    }
  }
}
