import Bytes
import Ciphers
import Testing

/// Padding put on and taken off, and everything that is not padding refused.
struct PaddingTests {
  @Test("RFC 5652: a message gets 1 to 16 bytes that each tell how many", arguments: 0...48)
  func pad(length: Int) throws {
    let message = [UInt8](repeating: 0x10, count: length)
    let padded = PKCS7Padding.pad(message, blockLength: 16)
    let count = 16 - length % 16
    #expect(padded == message + [UInt8](repeating: UInt8(count), count: count))
    #expect(try PKCS7Padding.unpad(padded, blockLength: 16) == message)
  }

  @Test("blocks of any length up to 255 bytes", arguments: 1...255)
  func blockLengths(blockLength: Int) throws {
    for length in [0, 1, blockLength - 1, blockLength, blockLength + 1] {
      let message = [UInt8](repeating: 1, count: length)
      let padded = PKCS7Padding.pad(message, blockLength: blockLength)
      #expect(padded.count.isMultiple(of: blockLength))
      #expect(try PKCS7Padding.unpad(padded, blockLength: blockLength) == message)
    }
  }

  @Test("a last byte of 0 or more than a block is refused", arguments: [0] + Array(17...255))
  func lastByte(value: Int) {
    let padded = [UInt8](repeating: UInt8(value), count: 32)
    #expect(throws: CipherError.decryption) { try PKCS7Padding.unpad(padded, blockLength: 16) }
  }

  @Test("any other byte in the padding is refused", arguments: 2...16)
  func otherByte(count: Int) {
    let right =
      [UInt8](repeating: 0, count: 32 - count) + [UInt8](repeating: UInt8(count), count: count)
    for position in (32 - count)..<31 {
      for bit in 0..<8 {
        var wrong = right
        wrong[position] ^= 1 << bit
        #expect(throws: CipherError.decryption) { try PKCS7Padding.unpad(wrong, blockLength: 16) }
      }
    }
  }

  @Test("nothing, and anything but whole blocks, is refused", arguments: [0, 1, 15, 17, 31])
  func wholeBlocks(length: Int) {
    let padded = [UInt8](repeating: 1, count: length)
    #expect(throws: CipherError.decryption) { try PKCS7Padding.unpad(padded, blockLength: 16) }
  }

  @Test("padded CBC returns every message, in one block more where it fills blocks")
  func paddedCBC() throws {
    let key = [UInt8](repeating: 1, count: 32)
    let iv = [UInt8](repeating: 2, count: 16)
    for length in 0...50 {
      let message = (0..<length).map { UInt8($0) }
      let ciphertext = try CBC.encryptPadded(message, key: key, iv: iv)
      #expect(ciphertext.count == (length / 16 + 1) * 16)
      #expect(try CBC.decryptPadded(ciphertext, key: key, iv: iv) == message)
    }
  }

  @Test("padded CBC has one error for every fault of the ciphertext", arguments: [0, 5, 16, 33])
  func paddedCBCFaults(length: Int) throws {
    let key = [UInt8](repeating: 1, count: 32)
    let iv = [UInt8](repeating: 2, count: 16)
    // Blocks of zeros that were never padded, and what is no whole block.
    let zeros = [UInt8](repeating: 0, count: length - length % 16)
    let ciphertext =
      try CBC.encrypt(zeros, key: key, iv: iv) + [UInt8](repeating: 0, count: length % 16)
    #expect(throws: CipherError.decryption) {
      try CBC.decryptPadded(ciphertext, key: key, iv: iv)
    }
  }

  @Test("zeros fill the last block only where it is not full", arguments: 0...40)
  func zeroPad(length: Int) {
    let message = [UInt8](repeating: 7, count: length)
    let padded = ZeroPadding.pad(message, blockLength: 16)
    #expect(padded.count == (length + 15) / 16 * 16)
    #expect(padded.starts(with: message))
    #expect(padded[length...].allSatisfy { $0 == 0 })
    #expect(ZeroPadding.strip(padded) == message)
  }

  @Test("two messages share one padded form, which is why zeros are no padding")
  func ambiguity() {
    let one = ZeroPadding.pad([1], blockLength: 16)
    let two = ZeroPadding.pad([1, 0], blockLength: 16)
    #expect(one == two)
    #expect(ZeroPadding.strip(two) == [1])
    #expect(ZeroPadding.strip([0, 0]).isEmpty)
    #expect(ZeroPadding.strip([0, 5, 0]) == [0, 5])
  }
}
