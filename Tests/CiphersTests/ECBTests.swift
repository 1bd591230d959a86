import Bytes
import Ciphers
import Testing

/// ECB against SP 800-38A, appendix F.1, and what is bad about it.
struct ECBTests {
  @Test(
    "the ciphertexts of SP 800-38A, appendix F.1",
    arguments: [
      (
        "2b7e151628aed2a6abf7158809cf4f3c",
        "3ad77bb40d7a3660a89ecaf32466ef97f5d3d58503b9699de785895a96fdbaaf"
          + "43b1cd7f598ece23881b00e3ed0306887b0c785e27e8ad3f8223207104725dd4"
      ),
      (
        "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b",
        "bd334f1d6e45f25ff712a214571fa5cc974104846d0ad3ad7734ecb3ecee4eef"
          + "ef7afd2270e2e60adce0ba2face6444e9a4b41ba738d6c72fb16691603c18e0e"
      ),
      (
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4",
        "f3eed1bdb5d2a03c064b5a7e3db181f8591ccb10d410ed26dc5ba74a31362870"
          + "b6ed21b99ca6f4f9f153e7b1beafed1d23304b7a39f9f3ff067d8d8f9e24ecc7"
      ),
    ])
  func publishedCiphertexts(key: String, ciphertext: String) throws {
    let key = try Hex.decode(key)
    let encrypted = try ECB.encrypt(Hex.decode(CBCTests.plaintext), key: key)
    #expect(Hex.encode(encrypted) == ciphertext)
    #expect(Hex.encode(try ECB.decrypt(encrypted, key: key)) == CBCTests.plaintext)
  }

  @Test("equal blocks stay equal, which is why no message should be sent like this")
  func repetition() throws {
    let block = Array("sixteen letters.".utf8)
    let ciphertext = try ECB.encrypt(block + block, key: CBCTests.key)
    #expect(ciphertext[..<16] == ciphertext[16...])
    let chained = try CBC.encrypt(block + block, key: CBCTests.key, iv: CBCTests.zeros)
    #expect(chained[..<16] != chained[16...])
  }

  @Test("lengths of key and text that do not fit are named", arguments: [1, 15, 17, 31])
  func lengths(length: Int) {
    let bytes = [UInt8](repeating: 0, count: length)
    #expect(throws: CipherError.plaintextLength(found: length, blockLength: 16)) {
      try ECB.encrypt(bytes, key: CBCTests.key)
    }
    #expect(throws: CipherError.ciphertextLength(found: length, blockLength: 16)) {
      try ECB.decrypt(bytes, key: CBCTests.key)
    }
    #expect(throws: CipherError.keyLength(found: length)) { try ECB.encrypt([], key: bytes) }
    #expect(throws: CipherError.keyLength(found: length)) { try ECB.decrypt([], key: bytes) }
  }
}
