import Bytes

/// The padding of PKCS #7 (RFC 5652, section 6.3): n bytes of value n, at least one of them.
public enum PKCS7Padding {
  /// Fills a message up to whole blocks of 1 to 255 bytes; there is always something to remove.
  public static func pad(_ message: [UInt8], blockLength: Int) -> [UInt8] {
    precondition((1...255).contains(blockLength), "a byte holds the length of the padding")
    let count = blockLength - message.count % blockLength
    return message + [UInt8](repeating: UInt8(count), count: count)
  }

  /// Removes the padding of whole blocks.
  ///
  /// Whether the padding is right, and where it is wrong, does not show in the time; how long right
  /// padding is, does, since the length of the message tells it.
  ///
  /// - Throws: `CipherError.decryption` for whatever is wrong.
  public static func unpad(_ padded: [UInt8], blockLength: Int) throws(CipherError) -> [UInt8] {
    precondition((1...255).contains(blockLength), "a byte holds the length of the padding")
    guard let last = padded.last, padded.count.isMultiple(of: blockLength) else {
      throw .decryption
    }
    let count = UInt64(last)
    var isValid = !Choice(isZero: count) & !Choice(UInt64(blockLength), isLessThan: count)
    for index in 1...blockLength {
      let byte = UInt64(padded[padded.count - index])
      let isMessage = Choice(count, isLessThan: UInt64(index))
      isValid = isValid & (isMessage | Choice(byte, equals: count))
    }
    guard isValid.declassified else { throw .decryption }
    return Array(padded[..<(padded.count - Int(declassify(count, bitWidth: 8)))])
  }
}
