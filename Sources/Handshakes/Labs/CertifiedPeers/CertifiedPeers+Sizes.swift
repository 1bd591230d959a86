import Hashing
import PublicKey

extension CertifiedPeers {
  /// How large the numbers of a run are.
  struct Sizes: Sendable {
    /// The bits of a user's modulus.
    let userModulus: Int
    /// The bits of the CA's modulus.
    let authorityModulus: Int
    /// The octets of a nonce, and of a master secret.
    let secret: Int
    /// How often PBKDF2 iterates, for session keys and for key files.
    let iterations: Int

    init(_ size: Size) {
      switch size {
      case .real:
        (userModulus, authorityModulus, secret, iterations) = (2048, 2048, 32, 100_000)
      case .toy:
        secret = 16
        iterations = 10
        userModulus = Self.even(
          max(
            OAEP<SHA256, SHA256>.minimumModulusBitWidth(messageLength: secret),
            PSS<SHA256>.minimumModulusBitWidth(saltLength: Self.saltLength)))
        authorityModulus = Self.even(8 * Self.shortestEncoding - 7)
      }
    }

    /// The octets of a PSS salt: as many as the hash has (RFC 8017, section 9.1).
    static let saltLength = 32
    /// EMSA-PKCS1-v1_5 with SHA-256: eleven octets around a DigestInfo of 51.
    private static let shortestEncoding = 62

    /// The next even width: the primes of a modulus have half of it each.
    private static func even(_ width: Int) -> Int { width + width % 2 }

    /// Why a user's toy is not smaller.
    var reasonForUsers: String {
      "No smaller toy will do: OAEP with SHA-256 around \(secret) bytes needs \(userModulus) bits."
    }
    /// Why the CA's toy is not smaller.
    var reasonForAuthority: String {
      "No smaller toy will do: a PKCS #1 signature with SHA-256 needs \(authorityModulus) bits."
    }
  }
}
