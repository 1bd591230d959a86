import Bytes
import Hashing

extension PSS {
  /// EMSA-PSS-ENCODE (RFC 8017, section 9.1.1): the emLen = ⌈emBits / 8⌉ bytes that are signed,
  /// `encodedBitWidth` being emBits.
  ///
  ///     H  = Hash(00 00 00 00 00 00 00 00 || Hash(M) || salt)
  ///     EM = (00 … 00 01 || salt) ⊕ MGF(H) || H || 0xbc
  ///
  /// - Throws: `PublicKeyError.encodingTooShort` when hash and salt do not fit.
  public static func encode(
    message: [UInt8], salt: [UInt8], encodedBitWidth emBits: Int
  ) throws(PublicKeyError) -> [UInt8] {
    var observer = Unobserved<RSAStep>()
    return try encode(
      message: message, salt: salt, encodedBitWidth: emBits, maskHash: H.self, observer: &observer)
  }

  /// EMSA-PSS-ENCODE with another hash function for MGF1, step by step.
  ///
  /// - Throws: `PublicKeyError.encodingTooShort` when hash and salt do not fit.
  public static func encode<MGFHash: HashFunction>(
    message: [UInt8], salt: [UInt8], encodedBitWidth emBits: Int, maskHash: MGFHash.Type,
    observer: inout some Observer<RSAStep>
  ) throws(PublicKeyError) -> [UInt8] {
    let emLen = (emBits + 7) / 8
    let minimum = H.digestLength + salt.count + 2
    guard emLen >= minimum else {  // step 3
      throw .encodingTooShort(length: emLen, minimum: minimum)
    }
    let mHash = H.hash(message)  // step 2
    observer.observe(.octets(.mHash, mHash))
    observer.observe(.octets(.salt, salt))  // step 4
    let saltedMessage = saltedMessage(digest: mHash, salt: salt)  // step 5
    observer.observe(.octets(.mPrime, saltedMessage))
    let digest = H.hash(saltedMessage)  // step 6
    observer.observe(.octets(.digest, digest))
    let paddingString = [UInt8](repeating: 0, count: emLen - minimum)  // step 7
    observer.observe(.octets(.ps, paddingString))
    let dataBlock = paddingString + [0x01] + salt  // step 8
    observer.observe(.octets(.db, dataBlock))
    let dbMask = MGF1<MGFHash>.mask(seed: digest, length: dataBlock.count)  // step 9
    observer.observe(.octets(.dbMask, dbMask))
    var maskedDB = xor(dataBlock, dbMask)  // step 10
    maskedDB[0] &= firstOctetMask(emBits)  // step 11
    observer.observe(.octets(.maskedDB, maskedDB))
    let encodedMessage = maskedDB + digest + [0xbc]  // step 12
    observer.observe(.octets(.em, encodedMessage))
    return encodedMessage
  }

  /// EMSA-PSS-VERIFY (RFC 8017, section 9.1.2): true when the emLen bytes are an encoding of the
  /// message with a salt of `saltLength` bytes, which may be any number that a peer sends.
  public static func verifyEncoding(
    _ encodedMessage: [UInt8], message: [UInt8], encodedBitWidth emBits: Int, saltLength: Int
  ) -> Bool {
    var observer = Unobserved<RSAStep>()
    return verifyEncoding(
      encodedMessage, message: message, encodedBitWidth: emBits, saltLength: saltLength,
      maskHash: H.self, observer: &observer)
  }

  /// EMSA-PSS-VERIFY with another hash function for MGF1, step by step.
  public static func verifyEncoding<MGFHash: HashFunction>(
    _ encodedMessage: [UInt8], message: [UInt8], encodedBitWidth emBits: Int, saltLength: Int,
    maskHash: MGFHash.Type, observer: inout some Observer<RSAStep>
  ) -> Bool {
    let emLen = (emBits + 7) / 8
    let hLen = H.digestLength
    guard
      encodedMessage.count == emLen,
      saltLength >= 0, saltLength <= emLen - hLen - 2,  // step 3
      encodedMessage[emLen - 1] == 0xbc  // step 4
    else { return false }
    let mHash = H.hash(message)  // step 2
    observer.observe(.octets(.mHash, mHash))
    let maskedDB = Array(encodedMessage[..<(emLen - hLen - 1)])  // step 5
    observer.observe(.octets(.maskedDB, maskedDB))
    let digest = Array(encodedMessage[(emLen - hLen - 1)..<(emLen - 1)])
    observer.observe(.octets(.digest, digest))
    guard maskedDB[0] & ~firstOctetMask(emBits) == 0 else { return false }  // step 6
    let dbMask = MGF1<MGFHash>.mask(seed: digest, length: maskedDB.count)  // step 7
    observer.observe(.octets(.dbMask, dbMask))
    var dataBlock = xor(maskedDB, dbMask)  // step 8
    dataBlock[0] &= firstOctetMask(emBits)  // step 9
    observer.observe(.octets(.db, dataBlock))
    let separator = dataBlock.count - saltLength - 1
    guard dataBlock[..<separator].allSatisfy({ $0 == 0 }), dataBlock[separator] == 0x01 else {
      return false  // step 10
    }
    let salt = Array(dataBlock[(separator + 1)...])  // step 11
    observer.observe(.octets(.salt, salt))
    let saltedMessage = saltedMessage(digest: mHash, salt: salt)  // step 12
    observer.observe(.octets(.mPrime, saltedMessage))
    let expected = H.hash(saltedMessage)  // step 13
    observer.observe(.octets(.digestAgain, expected))
    return digest == expected  // step 14
  }

  /// M': eight zeros, the digest of the message, and the salt.
  private static func saltedMessage(digest: [UInt8], salt: [UInt8]) -> [UInt8] {
    [UInt8](repeating: 0, count: 8) + digest + salt
  }

  /// The bits of the first octet that belong to emBits, the others being 0.
  private static func firstOctetMask(_ emBits: Int) -> UInt8 {
    0xff >> UInt8((8 - emBits % 8) % 8)
  }
}
