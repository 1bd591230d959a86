import Arithmetic
import Bytes
import Hashing
import PublicKey
import Testing

@Suite("What RSA refuses")
struct RSARefusalTests {
  @Test("a modulus below 1024 bits, unless a lab asks for toys")
  func smallModuli() throws {
    for width in [2, 512, 1022, 1023] {
      let n = Natural.one << (width - 1) + 1
      #expect(throws: PublicKeyError.modulusWidth(width)) {
        try RSA.PublicKey(modulus: n, exponent: 3)
      }
    }
    let smallest = Natural.one << 1023 + 1
    #expect(try RSA.PublicKey(modulus: smallest, exponent: 3).modulusBitWidth == 1024)
    #expect(try RSA.PublicKey(modulus: smallest >> 1 + 1, exponent: 3, sizes: .any).exponent == 3)
    var random = SeededRandom(80)
    #expect(throws: PublicKeyError.modulusWidth(1022)) {
      _ = try RSA.generate(bitWidth: 1022, using: &random)
    }
    #expect(throws: PublicKeyError.modulusWidth(64)) {
      _ = try RSA.PrivateKey(prime1: 0xffff_fffb, prime2: 0xffff_ffef, publicExponent: 65537)
    }
  }

  @Test("an exponent below 3, an even one, one of the modulus or above, in both keys")
  func exponents() throws {
    let key = try RSALaboratories.encryptionKey()
    let n = key.publicKey.modulus
    for e in [0, 1, 2, 4, 65536, n, n + 2] as [Natural] {
      #expect(throws: PublicKeyError.unsuitableExponent) {
        try RSA.PublicKey(modulus: n, exponent: e)
      }
      #expect(throws: PublicKeyError.unsuitableExponent) {
        _ = try RSA.PrivateKey(
          modulus: n, publicExponent: e, privateExponent: key.privateExponent,
          prime1: key.prime1, prime2: key.prime2)
      }
    }
    for e in [0, 1, 2, 4] as [Natural] {
      #expect(throws: PublicKeyError.unsuitableExponent) {
        _ = try RSA.PrivateKey(prime1: key.prime1, prime2: key.prime2, publicExponent: e)
      }
      var random = SeededRandom(81)
      #expect(throws: PublicKeyError.unsuitableExponent) {
        _ = try RSA.generate(bitWidth: 1024, publicExponent: e, using: &random)
      }
    }
  }

  @Test("equal factors, even ones, one as a factor, and factors of another modulus")
  func factors() throws {
    let key = try RSALaboratories.encryptionKey()
    let (p, q, n) = (key.prime1, key.prime2, key.publicKey.modulus)
    let (e, d) = (key.publicKey.exponent, key.privateExponent)
    #expect(throws: PublicKeyError.inconsistentPrivateKey) {
      _ = try RSA.PrivateKey(prime1: p, prime2: p, publicExponent: 65537)
    }
    let wrong: [(Natural, Natural)] = [
      (p, p), (q, q), (p, q + 2), (1, n), (n, 1), (0, n), (p + 1, q), (2, n >> 1),
    ]
    for (first, second) in wrong {
      #expect(throws: PublicKeyError.inconsistentPrivateKey) {
        _ = try RSA.PrivateKey(
          modulus: n, publicExponent: e, privateExponent: d, prime1: first, prime2: second)
      }
    }
    for exponent in [0, 1, d + 2, n, n + d] as [Natural] {
      #expect(throws: PublicKeyError.inconsistentPrivateKey) {
        _ = try RSA.PrivateKey(
          modulus: n, publicExponent: e, privateExponent: exponent, prime1: p, prime2: q)
      }
      #expect(throws: PublicKeyError.inconsistentPrivateKey) {
        _ = try RSA.PrivateKey(modulus: n, publicExponent: e, privateExponent: exponent)
      }
    }
    // d + lambda(n) is as good as d, as long as it is below n.
    let lambda = Natural.lcm(p - 1, q - 1)
    #expect(
      try RSA.PrivateKey(
        modulus: n, publicExponent: e, privateExponent: d % lambda, prime1: p, prime2: q
      )
      .privateExponent == d % lambda)
  }

  @Test("ciphertexts and signatures that are not below the modulus, or of another length")
  func representatives() throws {
    let key = try RSALaboratories.encryptionKey()
    let n = key.publicKey.modulus
    for number in [n, n + 1, Natural.one << 1024 - 1, Natural.one << 1024] {
      #expect(throws: PublicKeyError.representativeOutOfRange) { try key.rsadp(number) }
      #expect(throws: PublicKeyError.representativeOutOfRange) { try key.rsasp1(number) }
      #expect(throws: PublicKeyError.representativeOutOfRange) { try key.publicKey.rsaep(number) }
      #expect(throws: PublicKeyError.representativeOutOfRange) { try key.publicKey.rsavp1(number) }
    }
    let signature = try PKCS1v15.sign(message: [1], key: key, hash: SHA256.self)
    // The same number modulo n, as a string of k octets: only the one below n is a signature.
    let shifted = Natural(bigEndian: signature) + n
    if shifted.byteCount == 128 {
      #expect(
        !PKCS1v15.verify(
          signature: try shifted.bigEndianBytes(count: 128), message: [1], key: key.publicKey,
          hash: SHA256.self))
    }
    for wrong in [n.bigEndianBytes, [0] + signature, Array(signature.dropFirst()), []] {
      #expect(
        !PKCS1v15.verify(
          signature: wrong, message: [1], key: key.publicKey, hash: SHA256.self))
      #expect(!PSS<SHA256>.verify(signature: wrong, message: [1], key: key.publicKey))
      #expect(throws: PublicKeyError.decryption) {
        try OAEP<SHA256, SHA256>.decrypt(ciphertext: wrong, key: key)
      }
    }
  }
}
