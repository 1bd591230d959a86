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
    let emLen = (emBits + 7) / 8
    let minimum = H.digestLength + salt.count + 2
    guard emLen >= minimum else {  // step 3
      throw .encodingTooShort(length: emLen, minimum: minimum)
    }
    let digest = saltedDigest(message: message, salt: salt)  // steps 2, 5 and 6
    let paddingString = [UInt8](repeating: 0, count: emLen - minimum)  // step 7
    let dataBlock = paddingString + [0x01] + salt  // step 8
    let dbMask = MGF1<H>.mask(seed: digest, length: dataBlock.count)  // step 9
    var maskedDB = xor(dataBlock, dbMask)  // step 10
    maskedDB[0] &= firstOctetMask(emBits)  // step 11
    return maskedDB + digest + [0xbc]  // step 12
  }

  /// EMSA-PSS-VERIFY (RFC 8017, section 9.1.2): true when the emLen bytes are an encoding of the
  /// message with a salt of `saltLength` bytes, which may be any number that a peer sends.
  public static func verifyEncoding(
    _ encodedMessage: [UInt8], message: [UInt8], encodedBitWidth emBits: Int, saltLength: Int
  ) -> Bool {
    let emLen = (emBits + 7) / 8
    let hLen = H.digestLength
    guard
      encodedMessage.count == emLen,
      saltLength >= 0, saltLength <= emLen - hLen - 2,  // step 3
      encodedMessage[emLen - 1] == 0xbc  // step 4
    else { return false }
    let maskedDB = Array(encodedMessage[..<(emLen - hLen - 1)])  // step 5
    let digest = Array(encodedMessage[(emLen - hLen - 1)..<(emLen - 1)])
    guard maskedDB[0] & ~firstOctetMask(emBits) == 0 else { return false }  // step 6
    var dataBlock = xor(maskedDB, MGF1<H>.mask(seed: digest, length: maskedDB.count))  // 7, 8
    dataBlock[0] &= firstOctetMask(emBits)  // step 9
    let separator = dataBlock.count - saltLength - 1
    guard dataBlock[..<separator].allSatisfy({ $0 == 0 }), dataBlock[separator] == 0x01 else {
      return false  // step 10
    }
    let salt = Array(dataBlock[(separator + 1)...])  // step 11
    return digest == saltedDigest(message: message, salt: salt)  // steps 12 to 14
  }

  /// Hash(M'), where M' is eight zeros, the digest of the message, and the salt.
  static func saltedDigest(message: [UInt8], salt: [UInt8]) -> [UInt8] {
    H.hash([UInt8](repeating: 0, count: 8) + H.hash(message) + salt)
  }

  /// The bits of the first octet that belong to emBits, the others being 0.
  private static func firstOctetMask(_ emBits: Int) -> UInt8 {
    0xff >> UInt8((8 - emBits % 8) % 8)
  }
}
