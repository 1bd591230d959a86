import Arithmetic
import Bytes
import Hashing
import PublicKey
import Testing

@Suite("OAEP")
struct OAEPTests {
  typealias SHA256OAEP = OAEP<SHA256, SHA256>

  @Test("RSA Laboratories' example 1.1 encrypts and decrypts")
  func published() throws {
    let key = try RSALaboratories.encryptionKey()
    let message = try Hex.decode(RSALaboratories.oaepMessage)
    let ciphertext = try OAEP<SHA1, SHA1>.encrypt(
      message: message, key: key.publicKey, seed: Hex.decode(RSALaboratories.oaepSeed))
    #expect(Hex.encode(ciphertext) == RSALaboratories.oaepCiphertext)
    #expect(try OAEP<SHA1, SHA1>.decrypt(ciphertext: ciphertext, key: key) == message)
    // Other hash functions, or another label, are another scheme.
    #expect(throws: PublicKeyError.decryption) {
      try OAEP<SHA1, SHA256>.decrypt(ciphertext: ciphertext, key: key)
    }
    #expect(throws: PublicKeyError.decryption) {
      try OAEP<SHA1, SHA1>.decrypt(ciphertext: ciphertext, label: [1], key: key)
    }
  }

  @Test("messages of every length come back, and one byte more is refused")
  func lengths() throws {
    let k = 80
    let maximum = SHA256OAEP.maximumMessageLength(modulusLength: k)
    #expect(maximum == 14)
    var random = SeededRandom(30)
    for length in 0...maximum {
      let message = random.generate(length)
      let encoded = try SHA256OAEP.encode(
        message: message, label: [7], seed: random.generate(32), length: k)
      #expect(encoded.count == k && encoded[0] == 0)
      #expect(try SHA256OAEP.decode(encoded, label: [7]) == message)
    }
    #expect(throws: PublicKeyError.messageTooLong(length: 15, maximum: 14)) {
      try SHA256OAEP.encode(
        message: random.generate(15), seed: random.generate(32), length: k)
    }
    #expect(throws: PublicKeyError.messageTooLong(length: 0, maximum: -2)) {
      try SHA256OAEP.encode(message: [], seed: random.generate(32), length: 64)
    }
  }

  @Test("an encoding with any octet changed is refused, and so is one of another length")
  func tampering() throws {
    var random = SeededRandom(31)
    let encoded = try SHA256OAEP.encode(
      message: random.generate(5), seed: random.generate(32), length: 80)
    for index in encoded.indices {
      // A change anywhere in the masked block changes the seed, and so the whole block.
      for change in [0x01, 0x80] as [UInt8] {
        var tampered = encoded
        tampered[index] ^= change
        #expect(throws: PublicKeyError.decryption) { try SHA256OAEP.decode(tampered) }
      }
    }
    #expect(throws: PublicKeyError.decryption) { try SHA256OAEP.decode(Array(encoded.dropLast())) }
    #expect(throws: PublicKeyError.decryption) { try SHA256OAEP.decode(encoded + [0]) }
    #expect(throws: PublicKeyError.decryption) { try SHA256OAEP.decode([]) }
    #expect(throws: PublicKeyError.decryption) {
      try SHA256OAEP.decode([UInt8](repeating: 0, count: 66))
    }
  }

  @Test("a data block of the wrong form is refused under the right seed")
  func dataBlocks() throws {
    let seed = [UInt8](repeating: 9, count: 32)
    func encoded(_ dataBlock: [UInt8]) -> [UInt8] {
      let maskedDB = masked(dataBlock, seed: seed)
      return [0] + masked(seed, seed: maskedDB) + maskedDB
    }
    func masked(_ octets: [UInt8], seed: [UInt8]) -> [UInt8] {
      let mask = MGF1<SHA256>.mask(seed: seed, length: octets.count)
      return octets.indices.map { octets[$0] ^ mask[$0] }
    }
    let lHash = SHA256.hash([])
    #expect(try SHA256OAEP.decode(encoded(lHash + [0, 0, 1, 42])) == [42])
    #expect(try SHA256OAEP.decode(encoded(lHash + [1, 0, 1, 42])) == [0, 1, 42])
    #expect(try SHA256OAEP.decode(encoded(lHash + [0, 0, 0, 1])) == [])
    // No separator; something other than zeros before it; another label's digest.
    let wrongs = [
      lHash + [0, 0, 0, 0], lHash + [2, 0, 1, 42], lHash + [0, 2, 1, 42], lHash + [0, 0x81, 1, 42],
      SHA256.hash([1]) + [0, 0, 1, 42],
    ]
    for wrong in wrongs {
      #expect(throws: PublicKeyError.decryption) { try SHA256OAEP.decode(encoded(wrong)) }
    }
  }

  @Test("ciphertexts of a wrong length or not below the modulus give the same error")
  func refusedCiphertexts() throws {
    let key = try RSALaboratories.encryptionKey()
    let ciphertext = try Hex.decode(RSALaboratories.oaepCiphertext)
    for wrong in [
      [], Array(ciphertext.dropLast()), [0] + ciphertext, [UInt8](repeating: 0xff, count: 128),
      [UInt8](repeating: 0, count: 128),
    ] {
      #expect(throws: PublicKeyError.decryption) {
        try OAEP<SHA1, SHA1>.decrypt(ciphertext: wrong, key: key)
      }
    }
  }

  @Test("the smallest modulus for a message takes it, and one bit less does not")
  func smallestModulus() throws {
    let bits = SHA256OAEP.minimumModulusBitWidth(messageLength: 16)
    #expect(bits == 649)
    #expect(SHA256OAEP.maximumMessageLength(modulusLength: (bits + 7) / 8) == 16)
    #expect(SHA256OAEP.maximumMessageLength(modulusLength: (bits - 1 + 7) / 8) == 15)
    // The key may be drawn one bit wider, as primes come in pairs of one width.
    var random = SeededRandom(32)
    let key = try RSA.generate(bitWidth: bits + 1, sizes: .any, using: &random)
    let message = random.generate(16)
    let ciphertext = try SHA256OAEP.encrypt(message: message, key: key.publicKey, using: &random)
    #expect(try SHA256OAEP.decrypt(ciphertext: ciphertext, key: key) == message)
  }
}

@Suite("PSS")
struct PSSTests {
  @Test("RSA Laboratories' example 1.1 is signed and verified")
  func published() throws {
    let key = try RSALaboratories.signatureKey()
    let message = try Hex.decode(RSALaboratories.pssMessage)
    let signature = try PSS<SHA1>.sign(
      message: message, key: key, salt: Hex.decode(RSALaboratories.pssSalt))
    #expect(Hex.encode(signature) == RSALaboratories.pssSignature)
    #expect(PSS<SHA1>.verify(signature: signature, message: message, key: key.publicKey))
    #expect(!PSS<SHA256>.verify(signature: signature, message: message, key: key.publicKey))
    #expect(
      !PSS<SHA1>.verify(
        signature: signature, message: message, key: key.publicKey, saltLength: 19))
    #expect(!PSS<SHA1>.verify(signature: signature, message: message + [0], key: key.publicKey))
  }

  @Test("encodings of every width and salt length are verified, and no changed bit is")
  func encodings() throws {
    var random = SeededRandom(33)
    for emBits in 520...530 {
      for saltLength in [0, 1, 20, 31] {
        let salt = random.generate(saltLength)
        let encoded = try PSS<SHA256>.encode(message: [1, 2], salt: salt, encodedBitWidth: emBits)
        #expect(Natural(bigEndian: encoded).bitWidth <= emBits)
        #expect(
          PSS<SHA256>.verifyEncoding(
            encoded, message: [1, 2], encodedBitWidth: emBits, saltLength: saltLength))
        for bit in 0..<8 * encoded.count {
          var tampered = encoded
          tampered[bit / 8] ^= 1 << UInt8(bit % 8)
          #expect(
            !PSS<SHA256>.verifyEncoding(
              tampered, message: [1, 2], encodedBitWidth: emBits, saltLength: saltLength))
        }
        #expect(
          !PSS<SHA256>.verifyEncoding(
            encoded, message: [1, 2], encodedBitWidth: emBits, saltLength: saltLength + 1))
      }
    }
  }

  @Test("a modulus too small for hash and salt is an error when signing and invalid otherwise")
  func smallestModulus() throws {
    #expect(PSS<SHA256>.minimumModulusBitWidth() == 522)
    #expect(PSS<SHA256>.minimumModulusBitWidth(saltLength: 0) == 266)
    let salt = [UInt8](repeating: 5, count: 32)
    #expect(throws: PublicKeyError.encodingTooShort(length: 65, minimum: 66)) {
      try PSS<SHA256>.encode(message: [], salt: salt, encodedBitWidth: 520)
    }
    var random = SeededRandom(34)
    let key = try RSA.generate(bitWidth: 522, sizes: .any, using: &random)
    let signature = try PSS<SHA256>.sign(message: [9], key: key, using: &random)
    #expect(PSS<SHA256>.verify(signature: signature, message: [9], key: key.publicKey))
    let toy = try RSA.PublicKey(modulus: 10403, exponent: 1631, sizes: .any)
    #expect(!PSS<SHA256>.verify(signature: [1, 1], message: [9], key: toy))
    for saltLength in [-1, .min, 33, .max] {
      #expect(
        !PSS<SHA256>.verify(
          signature: signature, message: [9], key: key.publicKey, saltLength: saltLength))
    }
  }

  @Test("signatures of a wrong length or not below the modulus are invalid")
  func refusedSignatures() throws {
    let key = try RSALaboratories.signatureKey().publicKey
    let message = try Hex.decode(RSALaboratories.pssMessage)
    let signature = try Hex.decode(RSALaboratories.pssSignature)
    for wrong in [
      [], Array(signature.dropLast()), signature + [0], [0] + signature,
      [UInt8](repeating: 0xff, count: 128), [UInt8](repeating: 0, count: 128),
    ] {
      #expect(!PSS<SHA1>.verify(signature: wrong, message: message, key: key))
    }
  }
}

@Suite("PKCS #1 v1.5")
struct PKCS1v15Tests {
  @Test("RSA Laboratories' example 1.1 is signed and verified")
  func publishedSignature() throws {
    let key = try RSALaboratories.signatureKey()
    let message = try Hex.decode(RSALaboratories.pkcs1SignedMessage)
    let signature = try PKCS1v15.sign(message: message, key: key, hash: SHA1.self)
    #expect(Hex.encode(signature) == RSALaboratories.pkcs1Signature)
    #expect(
      PKCS1v15.verify(
        signature: signature, message: message, key: key.publicKey, hash: SHA1.self))
    #expect(
      !PKCS1v15.verify(
        signature: signature, message: message, key: key.publicKey, hash: SHA256.self))
    for wrong in [[], Array(signature.dropLast()), [0] + signature] {
      #expect(
        !PKCS1v15.verify(signature: wrong, message: message, key: key.publicKey, hash: SHA1.self))
    }
  }

  @Test("an encoding with anything else in it is invalid")
  func forgedEncodings() throws {
    let key = try RSALaboratories.signatureKey()
    let k = key.publicKey.modulusLength
    let encoded = try PKCS1v15.encode(message: [1], hash: SHA256.self, length: k)
    #expect(Array(encoded[..<4]) == [0x00, 0x01, 0xff, 0xff])
    #expect(Array(encoded.suffix(32)) == SHA256.hash([1]))
    for index in 1..<k {
      var forged = encoded
      forged[index] ^= 1
      let signature = try key.rsadp(octets: forged)
      #expect(
        !PKCS1v15.verify(
          signature: signature, message: [1], key: key.publicKey, hash: SHA256.self))
    }
    // Bleichenbacher's forgery: the digest followed by garbage, the padding shortened.
    let digestInfo = SHA256.digestInfoPrefix + SHA256.hash([1])
    let garbage = [0x00, 0x01] + [UInt8](repeating: 0xff, count: 8) + [0x00] + digestInfo
    let forged = garbage + [UInt8](repeating: 0, count: k - garbage.count)
    #expect(
      !PKCS1v15.verify(
        signature: try key.rsadp(octets: forged), message: [1], key: key.publicKey,
        hash: SHA256.self))
  }

  @Test("a modulus too small for the digest is an error when signing")
  func smallModulus() throws {
    #expect(throws: PublicKeyError.encodingTooShort(length: 61, minimum: 62)) {
      try PKCS1v15.encode(message: [], hash: SHA256.self, length: 61)
    }
    #expect(try PKCS1v15.encode(message: [], hash: SHA256.self, length: 62).count == 62)
  }

  @Test("RSA Laboratories' example 1.1 encrypts and decrypts")
  func publishedEncryption() throws {
    let key = try RSALaboratories.encryptionKey()
    let message = try Hex.decode(RSALaboratories.pkcs1Message)
    let encoded = try PKCS1v15.encodeForEncryption(
      message: message, paddingString: Hex.decode(RSALaboratories.pkcs1Padding), length: 128)
    let ciphertext = try key.publicKey.rsaep(octets: encoded)
    #expect(Hex.encode(ciphertext) == RSALaboratories.pkcs1Ciphertext)
    #expect(try PKCS1v15.decrypt(ciphertext: ciphertext, key: key) == message)
  }

  @Test("messages of every length come back, and one byte more is refused")
  func lengths() throws {
    var random = SeededRandom(35)
    for length in 0...20 {
      let message = random.generate(length)
      let padding = try PKCS1v15.paddingString(messageLength: length, length: 31, using: &random)
      #expect(padding.count == 28 - length && !padding.contains(0))
      let encoded = try PKCS1v15.encodeForEncryption(
        message: message, paddingString: padding, length: 31)
      #expect(try PKCS1v15.decodeEncrypted(encoded) == message)
    }
    #expect(throws: PublicKeyError.messageTooLong(length: 21, maximum: 20)) {
      try PKCS1v15.paddingString(messageLength: 21, length: 31, using: &random)
    }
  }

  @Test("malformed encodings give one error")
  func malformed() throws {
    let good: [UInt8] = [0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 0, 42]
    #expect(try PKCS1v15.decodeEncrypted(good) == [42])
    let malformed: [[UInt8]] = [
      [], [1] + good[1...], [0, 1] + good[2...],
      // Seven octets of padding, none at all, and no separator.
      [0, 2, 1, 2, 3, 4, 5, 6, 7, 0, 42, 42], [0, 2, 0] + good[3...],
      good.map { $0 == 0 ? 9 : $0 }, [0, 2] + [UInt8](repeating: 1, count: 20),
    ]
    for encoding in malformed {
      #expect(throws: PublicKeyError.decryption) { try PKCS1v15.decodeEncrypted(encoding) }
    }
  }
}
