import Arithmetic
import Bytes
import Hashing

/// RSAES-OAEP (RFC 8017, section 7.1): encryption with RSA, for a hash function of the label and
/// one of the mask.
///
/// The two are separate, as both pairs are around; the same for both is usual.
public enum OAEP<H: HashFunction, MGFHash: HashFunction> {
  /// The longest message in bytes for a modulus of k bytes: k - 2 hLen - 2, and negative when
  /// there is none.
  public static func maximumMessageLength(modulusLength k: Int) -> Int {
    k - 2 * H.digestLength - 2
  }

  /// The width in bits of the smallest modulus that takes a message of so many bytes.
  public static func minimumModulusBitWidth(messageLength: Int) -> Int {
    // The encoded message begins with an octet 0, so n needs one bit in its first octet.
    8 * (messageLength + 2 * H.digestLength + 1) + 1
  }

  /// Encrypts a message (RSAES-OAEP-ENCRYPT, section 7.1.1) with a seed of hLen random bytes.
  ///
  /// - Throws: `PublicKeyError.messageTooLong`.
  public static func encrypt(
    message: [UInt8], label: [UInt8] = [], key: RSA.PublicKey, seed: [UInt8]
  ) throws(PublicKeyError) -> [UInt8] {
    let encoded = try encode(message: message, label: label, seed: seed, length: key.modulusLength)
    return try key.rsaep(octets: encoded)
  }

  /// Encrypts a message with a seed from a generator.
  ///
  /// - Throws: `PublicKeyError.messageTooLong`.
  public static func encrypt(
    message: [UInt8], label: [UInt8] = [], key: RSA.PublicKey,
    using generator: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> [UInt8] {
    try encrypt(
      message: message, label: label, key: key, seed: generator.generate(H.digestLength))
  }

  /// Decrypts a ciphertext (RSAES-OAEP-DECRYPT, section 7.1.2).
  ///
  /// - Throws: `PublicKeyError.decryption`, whatever is wrong: telling an octet that is not 0 from
  ///   other errors would decrypt any ciphertext (J. Manger, CRYPTO 2001).
  public static func decrypt(
    ciphertext: [UInt8], label: [UInt8] = [], key: borrowing RSA.PrivateKey
  ) throws(PublicKeyError) -> [UInt8] {
    let k = key.publicKey.modulusLength
    guard ciphertext.count == k, k >= 2 * H.digestLength + 2 else { throw .decryption }
    var encoded: [UInt8]
    do throws(PublicKeyError) {
      encoded = try key.rsadp(octets: ciphertext)
    } catch {
      throw .decryption
    }
    defer { wipe(&encoded) }
    return try decode(encoded, label: label)
  }
}
