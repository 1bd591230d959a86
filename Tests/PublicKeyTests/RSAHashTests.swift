import Arithmetic
import Bytes
import Hashing
import PublicKey
import Testing

@Suite("RSA with every hash function")
struct RSAHashTests {
  static let hashes: [any DigestInfoHash.Type] = [
    SHA1.self, SHA224.self, SHA256.self, SHA384.self, SHA512.self, SHA512_224.self,
    SHA512_256.self,
  ]

  @Test("DigestInfo begins as RFC 8017, section 9.2, note 1, says")
  func prefixes() {
    let published = [
      "3021300906052b0e03021a05000414", "302d300d06096086480165030402040500041c",
      "3031300d060960864801650304020105000420", "3041300d060960864801650304020205000430",
      "3051300d060960864801650304020305000440", "302d300d06096086480165030402050500041c",
      "3031300d060960864801650304020605000420",
    ]
    #expect(Self.hashes.map { Hex.encode($0.digestInfoPrefix) } == published)
  }

  @Test("PKCS #1 v1.5 signatures verify under their hash function and under no other")
  func signatures() throws {
    let key = try RSALaboratories.signatureKey()
    for hash in Self.hashes {
      let signature = try PKCS1v15.sign(message: [1, 2, 3], key: key, hash: hash)
      for other in Self.hashes {
        #expect(
          PKCS1v15.verify(
            signature: signature, message: [1, 2, 3], key: key.publicKey, hash: other)
            == (hash == other))
      }
    }
  }

  @Test("PSS signatures verify under their hash functions and salt length and under no others")
  func pssSignatures() throws {
    let key = try RSALaboratories.signatureKey()
    var random = SeededRandom(71)
    for hash in Self.hashes {
      for maskHash in Self.hashes {
        let longest = 128 - 2 - hash.digestLength
        for saltLength in [0, 1, min(hash.digestLength, longest), longest] {
          try checkPSS(key, hash, maskHash, salt: random.generate(saltLength))
        }
      }
    }
  }

  private func checkPSS<H: DigestInfoHash, M: DigestInfoHash>(
    _ key: borrowing RSA.PrivateKey, _: H.Type, _: M.Type, salt: [UInt8]
  ) throws {
    let signature = try PSS<H>.sign(message: [9], key: key, salt: salt, maskHash: M.self)
    func isValid(_ saltLength: Int, _ maskHash: any DigestInfoHash.Type) -> Bool {
      PSS<H>.verify(
        signature: signature, message: [9], key: key.publicKey, saltLength: saltLength,
        maskHash: maskHash)
    }
    #expect(isValid(salt.count, M.self))
    #expect(!isValid(salt.count + 1, M.self) && !isValid(salt.count - 1, M.self))
    let otherHash: any DigestInfoHash.Type = M.self == SHA1.self ? SHA256.self : SHA1.self
    #expect(!isValid(salt.count, otherHash))
  }

  @Test("a salt that does not fit is an error")
  func longSalt() throws {
    let key = try RSALaboratories.signatureKey()
    #expect(throws: PublicKeyError.encodingTooShort(length: 128, minimum: 129)) {
      try PSS<SHA512>.sign(
        message: [], key: key, salt: [UInt8](repeating: 0, count: 63), maskHash: SHA1.self)
    }
  }

  @Test("OAEP opens under its hash functions and under no others")
  func encryption() throws {
    var random = SeededRandom(72)
    let key = try RSA.generate(bitWidth: 1152, using: &random)
    for hash in Self.hashes {
      for maskHash in Self.hashes {
        try checkOAEP(key, hash, maskHash)
      }
    }
  }

  private func checkOAEP<H: DigestInfoHash, M: DigestInfoHash>(
    _ key: borrowing RSA.PrivateKey, _: H.Type, _: M.Type
  ) throws {
    var random = SeededRandom(73)
    let message: [UInt8] = [4, 5, 6]
    let ciphertext = try OAEP<H, M>.encrypt(
      message: message, label: [1], key: key.publicKey, using: &random)
    #expect(try OAEP<H, M>.decrypt(ciphertext: ciphertext, label: [1], key: key) == message)
    if M.self == SHA1.self {
      #expect(throws: PublicKeyError.decryption) {
        try OAEP<H, SHA256>.decrypt(ciphertext: ciphertext, label: [1], key: key)
      }
    } else {
      #expect(throws: PublicKeyError.decryption) {
        try OAEP<H, SHA1>.decrypt(ciphertext: ciphertext, label: [1], key: key)
      }
    }
    #expect(throws: PublicKeyError.decryption) {
      try OAEP<H, M>.decrypt(ciphertext: ciphertext, label: [2], key: key)
    }
  }
}
