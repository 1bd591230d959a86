import Ciphers

/// AES in ECB mode (SP 800-38A, section 6.1), for the vectors alone: every block by itself.
enum ElectronicCodebook {
  /// Encrypts or decrypts whole blocks.
  ///
  /// - Parameters:
  ///   - input: any number of blocks.
  ///   - key: 16, 24 or 32 bytes.
  ///   - encrypts: false to decrypt.
  /// - Returns: As many blocks.
  /// - Throws: `CipherError.keyLength`, or `.plaintextLength` for input that is not whole blocks.
  static func transform(
    _ input: [UInt8], key: [UInt8], encrypts: Bool
  ) throws(CipherError) -> [UInt8] {
    let aes = try AES(key: key)
    guard input.count.isMultiple(of: AES.blockLength) else {
      throw .plaintextLength(found: input.count, blockLength: AES.blockLength)
    }
    var output: [UInt8] = []
    for offset in stride(from: 0, to: input.count, by: AES.blockLength) {
      let block = Array(input[offset..<offset + AES.blockLength])
      output += encrypts ? aes.encrypt(block: block) : aes.decrypt(block: block)
    }
    return output
  }
}
