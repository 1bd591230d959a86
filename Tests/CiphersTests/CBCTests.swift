import Bytes
import Ciphers
import Testing

/// CBC against SP 800-38A, appendix F.2, and against its laws.
struct CBCTests {
  static let iv = "000102030405060708090a0b0c0d0e0f"
  static let plaintext =
    "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
    + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710"

  @Test(
    "the ciphertexts of SP 800-38A, appendix F.2",
    arguments: [
      (
        "2b7e151628aed2a6abf7158809cf4f3c",
        "7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2"
          + "73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7"
      ),
      (
        "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
        "4f021db243bc633d7178183a9fa071e8b4d9ada9ad7dedf4e5e738763f69145a"
          + "571b242012fb7ae07fa9baac3df102e008b0e27988598881d920a9e64f5615cd"
      ),
      (
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
        "f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d"
          + "39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b"
      ),
    ])
  func publishedCiphertexts(key: String, ciphertext: String) throws {
    let key = try Hex.decode(key)
    let iv = try Hex.decode(CBCTests.iv)
    let encrypted = try CBC.encrypt(Hex.decode(CBCTests.plaintext), key: key, iv: iv)
    #expect(Hex.encode(encrypted) == ciphertext)
    #expect(Hex.encode(try CBC.decrypt(encrypted, key: key, iv: iv)) == CBCTests.plaintext)
  }

  static let key = Array("sixteen byte key".utf8)
  static let zeros = [UInt8](repeating: 0, count: 16)

  @Test("decryption undoes encryption for every number of blocks", arguments: 0...9)
  func roundTrip(blocks: Int) throws {
    var random = SystemRandom()
    let plaintext = random.generate(16 * blocks)
    let iv = random.generate(16)
    let ciphertext = try CBC.encrypt(plaintext, key: CBCTests.key, iv: iv)
    #expect(ciphertext.count == plaintext.count)
    #expect(try CBC.decrypt(ciphertext, key: CBCTests.key, iv: iv) == plaintext)
  }

  @Test("the last ciphertext block is the vector that continues a message")
  func continuation() throws {
    let plaintext = (0..<96).map { UInt8($0) }
    let whole = try CBC.encrypt(plaintext, key: CBCTests.key, iv: CBCTests.zeros)
    for cut in stride(from: 16, to: 96, by: 16) {
      let vector = Array(whole[cut - 16..<cut])
      let rest = try CBC.encrypt(Array(plaintext[cut...]), key: CBCTests.key, iv: vector)
      #expect(rest == Array(whole[cut...]))
      let decrypted = try CBC.decrypt(Array(whole[cut...]), key: CBCTests.key, iv: vector)
      #expect(decrypted == Array(plaintext[cut...]))
    }
  }

  @Test("a bit flipped in a ciphertext block flips that bit of the next plaintext block")
  func malleability() throws {
    let plaintext = (0..<64).map { UInt8($0) }
    let ciphertext = try CBC.encrypt(plaintext, key: CBCTests.key, iv: CBCTests.zeros)
    for bit in 0..<128 {
      var changed = ciphertext
      changed[16 + bit / 8] ^= 1 << (bit % 8)
      let decrypted = try CBC.decrypt(changed, key: CBCTests.key, iv: CBCTests.zeros)
      #expect(decrypted[..<16] == plaintext[..<16])
      #expect(decrypted[16..<32] != plaintext[16..<32])
      var expected = Array(plaintext[32...])
      expected[bit / 8] ^= 1 << (bit % 8)
      #expect(Array(decrypted[32...]) == expected)
    }
  }

  @Test("lengths of key, vector and text that do not fit are named", arguments: [1, 15, 17, 31])
  func lengths(length: Int) {
    let bytes = [UInt8](repeating: 0, count: length)
    let (key, zeros) = (CBCTests.key, CBCTests.zeros)
    #expect(throws: CipherError.plaintextLength(found: length, blockLength: 16)) {
      try CBC.encrypt(bytes, key: key, iv: zeros)
    }
    #expect(throws: CipherError.ciphertextLength(found: length, blockLength: 16)) {
      try CBC.decrypt(bytes, key: key, iv: zeros)
    }
    #expect(throws: CipherError.ivLength(found: length, expected: 16)) {
      try CBC.encrypt(zeros, key: key, iv: bytes)
    }
    #expect(throws: CipherError.ivLength(found: length, expected: 16)) {
      try CBC.decrypt([], key: key, iv: bytes)
    }
    #expect(throws: CipherError.keyLength(found: length)) {
      try CBC.encrypt(zeros, key: bytes, iv: zeros)
    }
    #expect(throws: CipherError.keyLength(found: length)) {
      try CBC.decryptPadded(zeros, key: bytes, iv: zeros)
    }
  }

  @Test("one call of the block cipher a block")
  func cost() {
    #expect(CBC.blockCipherCalls(length: 0) == 0)
    #expect(CBC.blockCipherCalls(length: 160) == 10)
  }
}
