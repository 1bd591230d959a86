import Hashing
import PublicKey
import Terms

extension SessionKeysLab {
  /// How large the numbers of a run are.
  struct Sizes: Sendable {
    /// The width of the modulus of a signature key that is made here, in bits.
    let signature: Int
    /// The width of the modulus of an encryption key, in bits.
    let encryption: Int
    /// The octets of an AES key.
    let encryptionKey: Int
    /// The octets of a key for codes in `original`.
    let macKey: Int
    /// How often PBKDF2 repeats.
    let iterations: Int

    /// The octets of the secret that everything is derived from.
    static let secret = 32
    /// The octets of a PSS salt: as many as the hash has (RFC 8017, section 9.1).
    static let pssSalt = 32

    init(_ size: Size) {
      switch size {
      case .real:
        (signature, encryption) = (2048, 2048)
        (encryptionKey, macKey, iterations) = (32, 32, 100_000)
      case .toy:
        (encryptionKey, macKey, iterations) = (16, 16, 2)
        signature = Self.even(PSS<SHA256>.minimumModulusBitWidth(saltLength: Self.pssSalt))
        encryption = Self.even(
          OAEP<SHA256, SHA256>.minimumModulusBitWidth(messageLength: encryptionKey + macKey))
      }
    }

    /// The octets that are sealed in `original`: both keys.
    var sessionKeys: Int { encryptionKey + macKey }

    /// Why a signature key is no smaller in a toy; empty in a real run.
    func signatureReason(_ size: Size) -> String {
      size == .real
        ? ""
        : " No smaller modulus will do: PSS with SHA-256 and a salt of \(Self.pssSalt) bytes needs"
          + " \(PSS<SHA256>.minimumModulusBitWidth(saltLength: Self.pssSalt)) bits."
    }

    /// Why an encryption key is no smaller in a toy; empty in a real run.
    func encryptionReason(_ size: Size) -> String {
      let width = OAEP<SHA256, SHA256>.minimumModulusBitWidth(messageLength: sessionKeys)
      return size == .real
        ? ""
        : " No smaller modulus will do: OAEP with SHA-256 around \(sessionKeys) bytes needs"
          + " \(width) bits, \(encryption) with two primes of one width."
    }

    /// The next even width: the primes of a modulus have half of it each.
    private static func even(_ width: Int) -> Int { width + width % 2 }
  }
}
