import Bytes

extension CBC {
  /// Encrypts a message of any length, padded as PKCS #7 says.
  ///
  /// - Throws: `CipherError.keyLength` or `.ivLength`.
  public static func encryptPadded(
    _ message: [UInt8], key: [UInt8], iv: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    var padded = PKCS7Padding.pad(message, blockLength: AES.blockLength)
    defer { wipe(&padded) }
    return try encrypt(padded, key: key, iv: iv)
  }

  /// Decrypts a message that was padded as PKCS #7 says.
  ///
  /// Whoever may send ciphertexts and sees which of them fail here can decrypt without the key, so
  /// check a message authentication code first.
  ///
  /// - Throws: `CipherError.keyLength` or `.ivLength`, and `.decryption` for whatever is wrong with
  ///   the ciphertext.
  public static func decryptPadded(
    _ ciphertext: [UInt8], key: [UInt8], iv: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    // The key and the vector are looked at first, or a bad one would hide behind a bad length.
    guard ciphertext.count.isMultiple(of: AES.blockLength) else {
      _ = try decrypt([], key: key, iv: iv)
      throw .decryption
    }
    var padded = try decrypt(ciphertext, key: key, iv: iv)
    defer { wipe(&padded) }
    return try PKCS7Padding.unpad(padded, blockLength: AES.blockLength)
  }
}
