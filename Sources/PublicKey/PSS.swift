import Arithmetic
import Bytes
import Hashing

/// RSASSA-PSS (RFC 8017, section 8.1; FIPS 186-5, section 5.4): signatures with RSA, MGF1 with the
/// same hash function unless another one is named, and the trailer 0xbc.
public enum PSS<H: HashFunction> {
  /// The width in bits of the smallest modulus for a salt of so many bytes: `emBits` is at least
  /// 8 hLen + 8 sLen + 9 (RFC 8017, section 9.1), and the modulus has one bit more.
  public static func minimumModulusBitWidth(saltLength: Int = H.digestLength) -> Int {
    8 * H.digestLength + 8 * saltLength + 10
  }

  /// Signs a message (RSASSA-PSS-SIGN, section 8.1.1) with a random salt, of hLen bytes as a rule.
  ///
  /// - Throws: `PublicKeyError.encodingTooShort` for a modulus too small for hash and salt; what
  ///   `rsasp1` throws.
  public static func sign(
    message: [UInt8], key: borrowing RSA.PrivateKey, salt: [UInt8]
  ) throws(PublicKeyError) -> [UInt8] {
    let encoded = try encode(
      message: message, salt: salt, encodedBitWidth: key.publicKey.modulusBitWidth - 1)
    return try key.rsasp1(Natural(bigEndian: encoded)).octets(key.publicKey.modulusLength)
  }

  /// Signs a message with a salt of hLen bytes from a generator.
  ///
  /// - Throws: What the signature with a given salt throws.
  public static func sign(
    message: [UInt8], key: borrowing RSA.PrivateKey,
    using generator: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> [UInt8] {
    try sign(message: message, key: key, salt: generator.generate(H.digestLength))
  }

  /// True when a signature with a salt of so many bytes is valid (RSASSA-PSS-VERIFY, section
  /// 8.1.2).
  ///
  /// Nothing here is secret.
  public static func verify(
    signature: [UInt8], message: [UInt8], key: RSA.PublicKey, saltLength: Int = H.digestLength
  ) -> Bool {
    verify(
      signature: signature, message: message, key: key, saltLength: saltLength, maskHash: H.self)
  }
}
