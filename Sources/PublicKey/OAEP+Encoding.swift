import Bytes
import Hashing

extension OAEP {
  /// EME-OAEP encoding (RFC 8017, section 7.1.1, step 2): the `length` bytes, k in the standard,
  /// that are encrypted.
  ///
  ///     DB = lHash || PS || 0x01 || M
  ///     EM = 0x00 || seed ⊕ MGF(maskedDB) || DB ⊕ MGF(seed)
  ///
  /// The seed has hLen bytes.
  ///
  /// - Throws: `PublicKeyError.messageTooLong`.
  public static func encode(
    message: [UInt8], label: [UInt8] = [], seed: [UInt8], length k: Int
  ) throws(PublicKeyError) -> [UInt8] {
    precondition(seed.count == H.digestLength, "the seed is as long as a digest")
    let maximum = maximumMessageLength(modulusLength: k)
    guard message.count <= maximum else {
      throw .messageTooLong(length: message.count, maximum: maximum)
    }
    let paddingString = [UInt8](repeating: 0, count: maximum - message.count)
    let dataBlock = H.hash(label) + paddingString + [0x01] + message
    let dbMask = MGF1<MGFHash>.mask(seed: seed, length: dataBlock.count)
    let maskedDB = xor(dataBlock, dbMask)
    let seedMask = MGF1<MGFHash>.mask(seed: maskedDB, length: H.digestLength)
    let maskedSeed = xor(seed, seedMask)
    return [0x00] + maskedSeed + maskedDB
  }

  /// EME-OAEP decoding (RFC 8017, section 7.1.2, step 3), the inverse of `encode`.
  ///
  /// Up to the verdict the time depends on the lengths of the encoding and the label alone; then
  /// the length of the message shows.
  ///
  /// - Throws: `PublicKeyError.decryption`, whatever is wrong.
  public static func decode(
    _ encodedMessage: [UInt8], label: [UInt8] = []
  ) throws(PublicKeyError) -> [UInt8] {
    let hLen = H.digestLength
    guard encodedMessage.count >= 2 * hLen + 2 else { throw .decryption }
    let maskedSeed = Array(encodedMessage[1...hLen])
    let maskedDB = Array(encodedMessage[(hLen + 1)...])
    let seed = xor(maskedSeed, MGF1<MGFHash>.mask(seed: maskedDB, length: hLen))
    var dataBlock = xor(maskedDB, MGF1<MGFHash>.mask(seed: seed, length: maskedDB.count))
    defer { wipe(&dataBlock) }

    var isValid = Choice(isZero: UInt64(encodedMessage[0]))
    isValid = isValid & Choice(Array(dataBlock[..<hLen]), equals: H.hash(label))
    // PS is all zeros up to the first octet 0x01, wherever that is.
    var isFound = Choice.no
    var messageStart: UInt64 = 0
    for index in hLen..<dataBlock.count {
      let octet = UInt64(dataBlock[index])
      let isSeparator = !isFound & Choice(octet, equals: 1)
      isValid = isValid & (isFound | isSeparator | Choice(isZero: octet))
      messageStart = isSeparator.select(UInt64(index + 1), messageStart)
      isFound = isFound | isSeparator
    }
    guard (isValid & isFound).declassified else { throw .decryption }
    return Array(dataBlock[Int(declassify(messageStart, bitWidth: 16))...])
  }
}
