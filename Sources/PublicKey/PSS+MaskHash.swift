import Arithmetic
import Bytes
import Hashing

/// Signatures with one hash function for the message and another one for MGF1, as
/// RSASSA-PSS-params may name them (RFC 8017, section A.2.3).
extension PSS {
  /// Signs a message with a given salt, of any length that fits.
  ///
  /// - Throws: `PublicKeyError.encodingTooShort` for a modulus too small for hash and salt; what
  ///   `rsasp1` throws.
  public static func sign<MGFHash: HashFunction>(
    message: [UInt8], key: borrowing RSA.PrivateKey, salt: [UInt8], maskHash: MGFHash.Type
  ) throws(PublicKeyError) -> [UInt8] {
    var observer = Unobserved<RSAStep>()
    let encoded = try encode(
      message: message, salt: salt, encodedBitWidth: key.publicKey.modulusBitWidth - 1,
      maskHash: maskHash, observer: &observer)
    return try key.rsasp1(Natural(bigEndian: encoded)).octets(key.publicKey.modulusLength)
  }

  /// True when a signature with a salt of so many bytes is valid.
  ///
  /// Nothing here is secret.
  public static func verify<MGFHash: HashFunction>(
    signature: [UInt8], message: [UInt8], key: RSA.PublicKey, saltLength: Int,
    maskHash: MGFHash.Type
  ) -> Bool {
    var observer = Unobserved<RSAStep>()
    return verify(
      signature: signature, message: message, key: key, saltLength: saltLength,
      maskHash: maskHash, observer: &observer)
  }

  /// True when a signature is valid, step by step.
  public static func verify<MGFHash: HashFunction>(
    signature: [UInt8], message: [UInt8], key: RSA.PublicKey, saltLength: Int,
    maskHash: MGFHash.Type, observer: inout some Observer<RSAStep>
  ) -> Bool {
    let emBits = key.modulusBitWidth - 1
    guard signature.count == key.modulusLength else { return false }  // step 1
    let s = Natural(bigEndian: signature)  // step 2.a
    observer.observe(.number(.s, s))
    guard let m = try? key.rsavp1(s) else { return false }  // step 2.b
    observer.observe(.number(.m, m))
    guard let encoded = try? m.octets((emBits + 7) / 8) else { return false }  // step 2.c
    observer.observe(.octets(.em, encoded))
    return verifyEncoding(
      encoded, message: message, encodedBitWidth: emBits, saltLength: saltLength,
      maskHash: maskHash, observer: &observer)
  }
}
