import Arithmetic
import Bytes

extension PKCS1v15 {
  /// The longest message in bytes for a modulus of k bytes.
  public static func maximumMessageLength(modulusLength k: Int) -> Int { k - 11 }

  /// EME-PKCS1-v1_5 encoding (RFC 8017, section 7.2.1, step 2): 00 02 || PS || 00 || M.
  ///
  /// The padding string PS is random octets, none of them zero, as many as fill `length` bytes and
  /// at least eight; `paddingString(messageLength:length:using:)` draws one.
  ///
  /// - Throws: `PublicKeyError.messageTooLong`.
  public static func encodeForEncryption(
    message: [UInt8], paddingString: [UInt8], length k: Int
  ) throws(PublicKeyError) -> [UInt8] {
    let maximum = maximumMessageLength(modulusLength: k)
    guard message.count <= maximum else {
      throw .messageTooLong(length: message.count, maximum: maximum)
    }
    precondition(
      paddingString.count == k - 3 - message.count && !paddingString.contains(0),
      "the padding string fills the encoding and has no zero")
    return [0x00, 0x02] + paddingString + [0x00] + message
  }

  /// Draws the padding string for a message: random octets, the zeros among them drawn again.
  ///
  /// - Throws: `PublicKeyError.messageTooLong`; `.randomness` for a generator of zeros.
  public static func paddingString(
    messageLength: Int, length k: Int, using generator: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> [UInt8] {
    let maximum = maximumMessageLength(modulusLength: k)
    guard messageLength <= maximum else {
      throw .messageTooLong(length: messageLength, maximum: maximum)
    }
    let count = k - 3 - messageLength
    var paddingString: [UInt8] = []
    for _ in 0..<100 where paddingString.count < count {
      paddingString += generator.generate(count - paddingString.count).filter { $0 != 0 }
    }
    guard paddingString.count == count else { throw .randomness }
    return paddingString
  }

  /// EME-PKCS1-v1_5 decoding (RFC 8017, section 7.2.2, step 3).
  ///
  /// Up to the verdict the time depends on the length of the encoding alone; then the length of
  /// the message shows.
  ///
  /// - Throws: `PublicKeyError.decryption`, whatever is wrong.
  public static func decodeEncrypted(
    _ encodedMessage: [UInt8]
  ) throws(PublicKeyError) -> [UInt8] {
    guard encodedMessage.count >= 11 else { throw .decryption }
    let (isValid, messageStart) = examine(encodedMessage)
    guard isValid.declassified else { throw .decryption }
    return Array(encodedMessage[Int(declassify(messageStart, bitWidth: 16))...])
  }

  /// Tells whether an encoding of 11 octets or more is one, and where its message starts; in time
  /// that depends on its length alone.
  static func examine(_ encodedMessage: [UInt8]) -> (isValid: Choice, messageStart: UInt64) {
    var isValid = Choice(isZero: UInt64(encodedMessage[0]))
    isValid = isValid & Choice(UInt64(encodedMessage[1]), equals: 2)
    var isFound = Choice.no
    var messageStart: UInt64 = 0
    for index in 2..<encodedMessage.count {
      let isSeparator = !isFound & Choice(isZero: UInt64(encodedMessage[index]))
      messageStart = isSeparator.select(UInt64(index + 1), messageStart)
      isFound = isFound | isSeparator
    }
    // Eight octets of PS at least, so that the message starts at the eleventh or later.
    isValid = isValid & isFound & !Choice(messageStart, isLessThan: 11)
    return (isValid, messageStart)
  }

  /// Encrypts a message: RSAES-PKCS1-V1_5-ENCRYPT (RFC 8017, section 7.2.1).
  ///
  /// - Throws: `PublicKeyError.messageTooLong`; `.randomness` for a generator of zeros.
  public static func encrypt(
    message: [UInt8], key: RSA.PublicKey, using generator: inout some RandomByteGenerator
  ) throws(PublicKeyError) -> [UInt8] {
    let k = key.modulusLength
    let padding = try paddingString(messageLength: message.count, length: k, using: &generator)
    return try key.rsaep(
      octets: encodeForEncryption(message: message, paddingString: padding, length: k))
  }

  /// Decrypts a ciphertext, and tells whether its padding was right: RSAES-PKCS1-V1_5-DECRYPT to
  /// the letter (RFC 8017, section 7.2.2).
  ///
  /// Whoever learns whether this threw, by the answer or by its time, can decrypt any ciphertext
  /// and sign any message (D. Bleichenbacher, CRYPTO 1998): no protocol may show it. It is for test
  /// vectors and for showing that attack; everybody else wants `decrypt`.
  ///
  /// - Throws: `PublicKeyError.decryption`, whatever is wrong.
  public static func decryptRevealingPaddingErrors(
    ciphertext: [UInt8], key: borrowing RSA.PrivateKey
  ) throws(PublicKeyError) -> [UInt8] {
    var encoded = try encodedMessage(of: ciphertext, key: key)
    defer { wipe(&encoded) }
    return try decodeEncrypted(encoded)
  }

  /// Undoes the power: RFC 8017, section 7.2.2, steps 1 and 2.
  ///
  /// - Throws: `PublicKeyError.decryption` for what everybody can see to be no ciphertext, and for
  ///   a fault.
  static func encodedMessage(
    of ciphertext: [UInt8], key: borrowing RSA.PrivateKey
  ) throws(PublicKeyError) -> [UInt8] {
    let k = key.publicKey.modulusLength
    guard ciphertext.count == k, k >= 11 else { throw .decryption }
    do throws(PublicKeyError) {
      return try key.rsadp(octets: ciphertext)
    } catch {
      throw .decryption
    }
  }
}
