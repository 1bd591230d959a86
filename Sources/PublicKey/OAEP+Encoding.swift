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
    var observer = Unobserved<RSAStep>()
    return try encode(message: message, label: label, seed: seed, length: k, observer: &observer)
  }

  /// EME-OAEP encoding, step by step.
  ///
  /// - Throws: `PublicKeyError.messageTooLong`.
  public static func encode(
    message: [UInt8], label: [UInt8], seed: [UInt8], length k: Int,
    observer: inout some Observer<RSAStep>
  ) throws(PublicKeyError) -> [UInt8] {
    precondition(seed.count == H.digestLength, "the seed is as long as a digest")
    let maximum = maximumMessageLength(modulusLength: k)
    guard message.count <= maximum else {
      throw .messageTooLong(length: message.count, maximum: maximum)
    }
    let lHash = H.hash(label)  // step a
    observer.observe(.octets(.lHash, lHash))
    let paddingString = [UInt8](repeating: 0, count: maximum - message.count)  // step b
    observer.observe(.octets(.ps, paddingString))
    let dataBlock = lHash + paddingString + [0x01] + message  // step c
    observer.observe(.octets(.db, dataBlock))
    observer.observe(.octets(.seed, seed))  // step d
    let dbMask = MGF1<MGFHash>.mask(seed: seed, length: dataBlock.count)  // step e
    observer.observe(.octets(.dbMask, dbMask))
    let maskedDB = xor(dataBlock, dbMask)  // step f
    observer.observe(.octets(.maskedDB, maskedDB))
    let seedMask = MGF1<MGFHash>.mask(seed: maskedDB, length: H.digestLength)  // step g
    observer.observe(.octets(.seedMask, seedMask))
    let maskedSeed = xor(seed, seedMask)  // step h
    observer.observe(.octets(.maskedSeed, maskedSeed))
    let encodedMessage = [0x00] + maskedSeed + maskedDB  // step i
    observer.observe(.octets(.em, encodedMessage))
    return encodedMessage
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
    var observer = Unobserved<RSAStep>()
    return try decode(encodedMessage, label: label, observer: &observer)
  }

  /// EME-OAEP decoding, step by step.
  ///
  /// - Throws: `PublicKeyError.decryption`, whatever is wrong.
  public static func decode(
    _ encodedMessage: [UInt8], label: [UInt8], observer: inout some Observer<RSAStep>
  ) throws(PublicKeyError) -> [UInt8] {
    let hLen = H.digestLength
    guard encodedMessage.count >= 2 * hLen + 2 else { throw .decryption }
    let lHash = H.hash(label)  // step a
    observer.observe(.octets(.lHash, lHash))
    let maskedSeed = Array(encodedMessage[1...hLen])  // step b
    observer.observe(.octets(.maskedSeed, maskedSeed))
    let maskedDB = Array(encodedMessage[(hLen + 1)...])
    observer.observe(.octets(.maskedDB, maskedDB))
    let seedMask = MGF1<MGFHash>.mask(seed: maskedDB, length: hLen)  // step c
    observer.observe(.octets(.seedMask, seedMask))
    let seed = xor(maskedSeed, seedMask)  // step d
    observer.observe(.octets(.seed, seed))
    let dbMask = MGF1<MGFHash>.mask(seed: seed, length: maskedDB.count)  // step e
    observer.observe(.octets(.dbMask, dbMask))
    var dataBlock = xor(maskedDB, dbMask)  // step f
    observer.observe(.octets(.db, dataBlock))
    defer { wipe(&dataBlock) }

    var isValid = Choice(isZero: UInt64(encodedMessage[0]))  // step g
    isValid = isValid & Choice(Array(dataBlock[..<hLen]), equals: lHash)
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
    let message = Array(dataBlock[Int(declassify(messageStart, bitWidth: 16))...])
    observer.observe(.octets(.message, message))
    return message
  }
}
