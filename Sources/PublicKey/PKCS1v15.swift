import Arithmetic
import Bytes
import Hashing

/// The padding of PKCS #1 version 1.5: signatures (RFC 8017, section 8.2) and encryption (section
/// 7.2).
public enum PKCS1v15 {
  /// EMSA-PKCS1-v1_5-ENCODE (RFC 8017, section 9.2): the `length` bytes that are signed,
  /// 00 01 FF … FF 00 || DigestInfo.
  ///
  /// - Throws: `PublicKeyError.encodingTooShort` when fewer than eight FF would be left.
  public static func encode<H: DigestInfoHash>(
    message: [UInt8], hash: H.Type, length emLen: Int
  ) throws(PublicKeyError) -> [UInt8] {
    var observer = Unobserved<RSAStep>()
    return try encode(message: message, hash: hash, length: emLen, observer: &observer)
  }

  /// EMSA-PKCS1-v1_5-ENCODE, step by step.
  ///
  /// - Throws: `PublicKeyError.encodingTooShort` when fewer than eight FF would be left.
  public static func encode<H: DigestInfoHash>(
    message: [UInt8], hash: H.Type, length emLen: Int, observer: inout some Observer<RSAStep>
  ) throws(PublicKeyError) -> [UInt8] {
    let digest = H.hash(message)  // step 1
    observer.observe(.octets(.digest, digest))
    let digestInfo = H.digestInfoPrefix + digest  // step 2
    observer.observe(.octets(.digestInfo, digestInfo))
    guard emLen >= digestInfo.count + 11 else {  // step 3
      throw .encodingTooShort(length: emLen, minimum: digestInfo.count + 11)
    }
    let paddingString = [UInt8](repeating: 0xff, count: emLen - digestInfo.count - 3)  // step 4
    observer.observe(.octets(.ps, paddingString))
    let encodedMessage = [0x00, 0x01] + paddingString + [0x00] + digestInfo  // step 5
    observer.observe(.octets(.em, encodedMessage))
    return encodedMessage
  }

  /// Signs a message: RSASSA-PKCS1-V1_5-SIGN (RFC 8017, section 8.2.1).
  ///
  /// - Throws: `PublicKeyError.encodingTooShort` for a modulus too small for the hash; what
  ///   `rsasp1` throws.
  public static func sign<H: DigestInfoHash>(
    message: [UInt8], key: borrowing RSA.PrivateKey, hash: H.Type
  ) throws(PublicKeyError) -> [UInt8] {
    let k = key.publicKey.modulusLength
    let encoded = try encode(message: message, hash: hash, length: k)
    return try key.rsasp1(Natural(bigEndian: encoded)).octets(k)
  }

  /// True when a signature is valid: RSASSA-PKCS1-V1_5-VERIFY (RFC 8017, section 8.2.2).
  ///
  /// The encoding is made once more and compared as a whole. Taking it apart instead is how
  /// signatures for an exponent of 3 come to be forged (D. Bleichenbacher, CRYPTO 2006 rump
  /// session).
  public static func verify<H: DigestInfoHash>(
    signature: [UInt8], message: [UInt8], key: RSA.PublicKey, hash: H.Type
  ) -> Bool {
    guard
      signature.count == key.modulusLength,
      let encoded = try? key.rsavp1(Natural(bigEndian: signature)).octets(key.modulusLength),
      let expected = try? encode(message: message, hash: hash, length: key.modulusLength)
    else { return false }
    return encoded == expected
  }
}
