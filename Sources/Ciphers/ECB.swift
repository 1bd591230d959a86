/// The electronic codebook with AES (SP 800-38A, section 6.1): each block is encrypted by itself.
///
/// Never use it for messages: equal blocks of plaintext give equal blocks of ciphertext, so the
/// ciphertext shows what repeats, and blocks can be swapped, left out or repeated by anybody
/// (SP 800-38A, section 6.1, warns of it). It is here for published vectors, and to show exactly
/// that.
public enum ECB {
  /// Encrypts whole blocks; none of them give an empty ciphertext.
  ///
  ///     C_j = CIPH_K(P_j)
  ///
  /// - Throws: `CipherError.keyLength`, or `.plaintextLength` (a multiple of 16 bytes).
  public static func encrypt(
    _ plaintext: [UInt8], key: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    let aes = try AES(key: key)
    guard plaintext.count.isMultiple(of: AES.blockLength) else {
      throw .plaintextLength(found: plaintext.count, blockLength: AES.blockLength)
    }
    return BlockLoops.sideBySide.encryptECB(plaintext, aes)
  }

  /// Decrypts whole blocks.
  ///
  ///     P_j = CIPH^-1_K(C_j)
  ///
  /// - Throws: `CipherError.keyLength`, or `.ciphertextLength` (a multiple of 16 bytes).
  public static func decrypt(
    _ ciphertext: [UInt8], key: [UInt8]
  ) throws(CipherError) -> [UInt8] {
    let aes = try AES(key: key)
    guard ciphertext.count.isMultiple(of: AES.blockLength) else {
      throw .ciphertextLength(found: ciphertext.count, blockLength: AES.blockLength)
    }
    return BlockLoops.sideBySide.decryptECB(ciphertext, aes)
  }
}
