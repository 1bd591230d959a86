/// Cipher block chaining with AES (SP 800-38A, section 6.2): each plaintext block is added to the
/// ciphertext block before it, and then encrypted.
///
/// Equal plaintexts look different only under different initialisation vectors, which nobody may
/// foresee (SP 800-38A, appendix C). Nothing here notices a changed ciphertext.
public enum CBC {
  /// Encrypts whole blocks; none of them give an empty ciphertext.
  ///
  ///     C_1 = CIPH_K(P_1 ⊕ IV)
  ///     C_j = CIPH_K(P_j ⊕ C_(j-1))
  ///
  /// - Throws: `CipherError.keyLength`, `.ivLength` (16 bytes), or `.plaintextLength` (a multiple
  ///   of 16 bytes).
  public static func encrypt(
    _ plaintext: [UInt8], key: [UInt8], iv: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    try encrypt(plaintext, AES(key: key), iv: iv)
  }

  /// Encrypts whole blocks under a key that is expanded already.
  ///
  /// - Throws: `CipherError.ivLength` or `.plaintextLength`.
  public static func encrypt(
    _ plaintext: [UInt8], _ aes: borrowing AES, iv: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    try check(iv: iv)
    guard plaintext.count.isMultiple(of: AES.blockLength) else {
      throw .plaintextLength(found: plaintext.count, blockLength: AES.blockLength)
    }
    return BlockLoops.chained.encryptCBC(plaintext, iv: iv, aes)
  }

  /// Decrypts whole blocks.
  ///
  ///     P_1 = CIPH^-1_K(C_1) ⊕ IV
  ///     P_j = CIPH^-1_K(C_j) ⊕ C_(j-1)
  ///
  /// - Throws: `CipherError.keyLength`, `.ivLength` (16 bytes), or `.ciphertextLength` (a multiple
  ///   of 16 bytes).
  public static func decrypt(
    _ ciphertext: [UInt8], key: [UInt8], iv: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    try decrypt(ciphertext, AES(key: key), iv: iv)
  }

  /// Decrypts whole blocks under a key that is expanded already.
  ///
  /// - Throws: `CipherError.ivLength` or `.ciphertextLength`.
  public static func decrypt(
    _ ciphertext: [UInt8], _ aes: borrowing AES, iv: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    try check(iv: iv)
    guard ciphertext.count.isMultiple(of: AES.blockLength) else {
      throw .ciphertextLength(found: ciphertext.count, blockLength: AES.blockLength)
    }
    return BlockLoops.sideBySide.decryptCBC(ciphertext, iv: iv, aes)
  }

  /// Returns how often the block cipher runs for whole blocks of so many bytes together.
  public static func blockCipherCalls(length: Int) -> Int {
    precondition(
      length >= 0 && length.isMultiple(of: AES.blockLength), "CBC works on whole blocks")
    return length / AES.blockLength
  }

  static func check(iv: [UInt8]) throws(CipherError) {
    guard iv.count == AES.blockLength else {
      throw .ivLength(found: iv.count, expected: AES.blockLength)
    }
  }
}
