import Bytes
import Ciphers
import Testing

/// AES against the worked examples of FIPS 197, and against its own inverse.
struct AESTests {
  /// FIPS 197 (2001), appendix B, and appendix C.1 to C.3.
  @Test(
    "the ciphertexts of FIPS 197",
    arguments: [
      (
        "2b7e151628aed2a6abf7158809cf4f3c", "3243f6a8885a308d313198a2e0370734",
        "3925841d02dc09fbdc118597196a0b32"
      ),
      (
        "000102030405060708090a0b0c0d0e0f", "00112233445566778899aabbccddeeff",
        "69c4e0d86a7b0430d8cdb78070b4c55a"
      ),
      (
        "000102030405060708090a0b0c0d0e0f1011121314151617", "00112233445566778899aabbccddeeff",
        "dda97ca4864cdfe06eaf70a0ec0d7191"
      ),
      (
        "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
        "00112233445566778899aabbccddeeff", "8ea2b7ca516745bfeafc49904b496089"
      ),
    ])
  func publishedCiphertexts(key: String, plaintext: String, ciphertext: String) throws {
    let aes = try AES(key: Hex.decode(key))
    #expect(Hex.encode(aes.encrypt(block: try Hex.decode(plaintext))) == ciphertext)
    #expect(Hex.encode(aes.decrypt(block: try Hex.decode(ciphertext))) == plaintext)
  }

  @Test("decryption undoes encryption under every length of key", arguments: [16, 24, 32])
  func inverse(keyLength: Int) throws {
    var random = SystemRandom()
    for _ in 0..<100 {
      let block = random.generate(16)
      let aes = try AES(key: random.generate(keyLength))
      #expect(aes.decrypt(block: aes.encrypt(block: block)) == block)
      #expect(aes.encrypt(block: aes.decrypt(block: block)) == block)
    }
  }

  @Test("every other length of key is refused", arguments: Set(0...64).subtracting([16, 24, 32]))
  func keyLengths(length: Int) {
    #expect(throws: CipherError.keyLength(found: length)) {
      _ = try AES(key: [UInt8](repeating: 0, count: length))
    }
  }
}
