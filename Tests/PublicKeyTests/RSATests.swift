import Arithmetic
import Bytes
import Hashing
import Testing

@testable import PublicKey

@Suite("RSA keys and primitives")
struct RSATests {
  @Test("the textbook keys of the recorded conversation sign and encrypt digit by digit")
  func textbookKeys() throws {
    let user1 = try RSA.PrivateKey(
      modulus: 10403, publicExponent: 1631, privateExponent: 3671, sizes: .any)
    #expect(user1.prime1 == 103 && user1.prime2 == 101)
    var signed: [Natural] = []
    for digit in "1808137960145660276412".utf8 {
      let s = try user1.rsasp1(Natural(UInt64(digit)))
      #expect(try user1.publicKey.rsavp1(s) == Natural(UInt64(digit)))
      signed.append(s)
    }
    #expect(
      signed == [
        2142, 7874, 9358, 7874, 2142, 8341, 6504, 5094, 6819, 9358, 2142, 4019, 35, 6819, 6819,
        9358, 9132, 6504, 6819, 4019, 2142, 9132,
      ])

    // Here d is not reduced modulo lcm(p - 1, q - 1), and stays as it was given.
    let user2 = try RSA.PrivateKey(
      modulus: 13843, publicExponent: 2629, privateExponent: 2557, sizes: .any)
    #expect(user2.privateExponent == 2557)
    var wrapped: [Natural] = []
    for digit in "5798103083829088".utf8 {
      let c = try user2.publicKey.rsaep(Natural(UInt64(digit)))
      #expect(try user2.rsadp(c) == Natural(UInt64(digit)))
      wrapped.append(c)
    }
    #expect(
      wrapped == [
        7917, 13571, 11984, 6798, 5911, 9782, 597, 9782, 6798, 597, 6798, 4648, 11984, 9782, 6798,
        6798,
      ])
  }

  @Test("d = e^-1 mod lcm(p - 1, q - 1) (FIPS 186-5, appendix A.1.1)")
  func privateExponent() throws {
    let key = try RSA.PrivateKey(prime1: 101, prime2: 103, publicExponent: 1631, sizes: .any)
    #expect(key.privateExponent == 3671)
    #expect(key.exponent1 == 71 && key.exponent2 == 101 && key.coefficient == 51)
    #expect(key.publicKey.modulusLength == 2 && key.publicKey.modulusBitWidth == 14)
  }

  @Test("a published key has the published CRT parts, and its primes are found again")
  func publishedKey() throws {
    let key = try RSALaboratories.encryptionKey()
    #expect(key.exponent1 == (try Natural(hexadecimal: RSALaboratories.exponent1)))
    #expect(key.exponent2 == (try Natural(hexadecimal: RSALaboratories.exponent2)))
    #expect(key.coefficient == (try Natural(hexadecimal: RSALaboratories.coefficient)))
    let again = try RSA.PrivateKey(
      modulus: key.publicKey.modulus, publicExponent: key.publicKey.exponent,
      privateExponent: key.privateExponent)
    #expect(again.prime1 == key.prime1 && again.prime2 == key.prime2)
  }

  @Test("every residue of a small modulus is decrypted, those that share a factor too")
  func everyResidue() throws {
    let key = try RSA.PrivateKey(prime1: 11, prime2: 17, publicExponent: 3, sizes: .any)
    for m in 0..<187 as Range<UInt64> {
      let c = try key.publicKey.rsaep(Natural(m))
      #expect(c == Natural(m * m * m % 187))
      #expect(try key.rsadp(c) == Natural(m))
    }
  }

  @Test("factors of different widths, in either order")
  func unequalFactors() throws {
    var random = SeededRandom(20)
    let small: Natural = 65521
    let large = Natural.one << 127 - 1
    for (p, q) in [(small, large), (large, small)] {
      let key = try RSA.PrivateKey(prime1: p, prime2: q, publicExponent: 11, sizes: .any)
      for _ in 0..<10 {
        let m = Natural.randomNonzero(below: key.publicKey.modulus, using: &random)
        #expect(try key.rsadp(key.publicKey.rsaep(m)) == m)
      }
    }
  }

  @Test("the result does not depend on the blinding")
  func blinding() throws {
    let key = try RSALaboratories.encryptionKey()
    let c = Natural(bigEndian: try Hex.decode(RSALaboratories.oaepCiphertext))
    let plain = try Montgomery(modulus: key.publicKey.modulus)
      .power(c, key.privateExponent, exponentBitWidth: 1024)
    for seed in 0..<5 as Range<UInt64> {
      var generator = SeededRandom(seed)
      #expect(try key.rsadp(c, blinding: &generator) == plain)
    }
    #expect(try key.rsadp(c) == plain)
  }

  @Test("a generator that never gives an invertible number cannot blind, which is an error")
  func stuckBlinding() throws {
    struct MultiplesOfFive: RandomByteGenerator {
      func generate(_ count: Int) -> [UInt8] { [0x01, 0x04] }  // 260
    }
    let key = try RSA.PrivateKey(prime1: 5, prime2: 53, publicExponent: 3, sizes: .any)
    var generator = MultiplesOfFive()
    #expect(throws: PublicKeyError.randomness) { try key.rsadp(2, blinding: &generator) }
  }

  @Test("numbers that are not below the modulus are refused")
  func ranges() throws {
    let key = try RSA.PrivateKey(prime1: 101, prime2: 103, publicExponent: 1631, sizes: .any)
    #expect(try key.publicKey.rsaep(10402) == 10402)
    for number in [10403, 10404, 1 << 70] as [Natural] {
      #expect(throws: PublicKeyError.representativeOutOfRange) { try key.publicKey.rsaep(number) }
      #expect(throws: PublicKeyError.representativeOutOfRange) { try key.publicKey.rsavp1(number) }
      #expect(throws: PublicKeyError.representativeOutOfRange) { try key.rsadp(number) }
      #expect(throws: PublicKeyError.representativeOutOfRange) { try key.rsasp1(number) }
    }
  }

  @Test("public keys that no standard admits are refused")
  func refusedPublicKeys() throws {
    let n = try RSALaboratories.encryptionKey().publicKey.modulus
    #expect(throws: PublicKeyError.modulusWidth(14)) {
      try RSA.PublicKey(modulus: 10403, exponent: 3)
    }
    #expect(throws: PublicKeyError.modulusWidth(16385)) {
      try RSA.PublicKey(modulus: 1 << 16384 + 1, exponent: 3)
    }
    #expect(throws: PublicKeyError.evenModulus) { try RSA.PublicKey(modulus: n + 1, exponent: 3) }
    for e in [0, 1, 2, 65536, n, n + 2, Natural.one << 256 + 1] as [Natural] {
      #expect(throws: PublicKeyError.unsuitableExponent) {
        try RSA.PublicKey(modulus: n, exponent: e)
      }
    }
    for n in [0, 1] as [Natural] {
      #expect(throws: PublicKeyError.modulusWidth(n.bitWidth)) {
        try RSA.PublicKey(modulus: n, exponent: 3, sizes: .any)
      }
    }
  }

  @Test("private keys whose parts do not belong together are refused")
  func refusedPrivateKeys() {
    // p = q, even factors, 1 as a factor.
    for (p, q) in [(101, 101), (2, 103), (101, 104), (1, 103), (0, 103)] as [(Natural, Natural)] {
      #expect(throws: PublicKeyError.self) {
        _ = try RSA.PrivateKey(prime1: p, prime2: q, publicExponent: 7, sizes: .any)
      }
    }
    // gcd(e, p - 1) = 5.
    #expect(throws: PublicKeyError.unsuitableExponent) {
      _ = try RSA.PrivateKey(prime1: 101, prime2: 103, publicExponent: 5, sizes: .any)
    }
    let wrong: [(n: Natural, d: Natural, p: Natural, q: Natural)] = [
      (10403, 3673, 101, 103), (10403, 0, 101, 103), (10405, 3671, 101, 103),
      (10403, 3671, 1, 10403), (10403, 3671, 0, 0), (10403, 3671 + 10200, 101, 103),
      // Right modulo p - 1 only, and modulo q - 1 only.
      (10403, 3671 + 100, 101, 103), (10403, 3671 + 102, 101, 103),
    ]
    for (n, d, p, q) in wrong {
      #expect(throws: PublicKeyError.inconsistentPrivateKey) {
        _ = try RSA.PrivateKey(
          modulus: n, publicExponent: 1631, privateExponent: d, prime1: p, prime2: q, sizes: .any)
      }
    }
    for d in [0, 1, 2, 3672, 3673, 10403] as [Natural] {
      #expect(throws: PublicKeyError.inconsistentPrivateKey) {
        _ = try RSA.PrivateKey(
          modulus: 10403, publicExponent: 1631, privateExponent: d, sizes: .any)
      }
    }
  }

  @Test("a factor that is not prime gives an error and never a wrong number")
  func compositeFactor() throws {
    // 91 = 7 * 13 passes all that is cheap to check, with e d = 1 mod lcm(90, 102).
    let key = try RSA.PrivateKey(prime1: 91, prime2: 103, publicExponent: 7, sizes: .any)
    var refused = 0
    for m in 2..<50 as Range<UInt64> {
      let c = Natural(m)
      do {
        let result = try key.rsadp(c)
        #expect(try key.publicKey.rsaep(result) == c)
      } catch {
        #expect(error == .inconsistentPrivateKey)
        refused += 1
      }
    }
    #expect(refused > 0)
  }

  @Test("generated keys have the width asked for and work", arguments: [16, 64, 512, 1024, 2048])
  func generation(_ bitWidth: Int) throws {
    var generator = SeededRandom(21)
    let key = try RSA.generate(
      bitWidth: bitWidth, publicExponent: bitWidth < 64 ? 17 : 65537,
      sizes: bitWidth < 1024 ? .any : .standard, using: &generator)
    #expect(key.publicKey.modulusBitWidth == bitWidth)
    let m = Natural.randomNonzero(below: key.publicKey.modulus, using: &generator)
    #expect(try key.publicKey.rsavp1(key.rsasp1(m)) == m)

    var repeated = SeededRandom(21)
    var bases = SeededRandom(22)
    let again = try RSA.generate(
      bitWidth: bitWidth, publicExponent: key.publicKey.exponent,
      sizes: .any, using: &repeated, bases: &bases)
    #expect(again.publicKey == key.publicKey)
  }

  @Test("widths and exponents that cannot be generated are refused")
  func refusedGeneration() {
    var generator = SeededRandom(23)
    #expect(throws: PublicKeyError.modulusWidth(512)) {
      _ = try RSA.generate(bitWidth: 512, using: &generator)
    }
    #expect(throws: PublicKeyError.modulusWidth(1025)) {
      _ = try RSA.generate(bitWidth: 1025, using: &generator)
    }
    #expect(throws: PublicKeyError.unsuitableExponent) {
      _ = try RSA.generate(bitWidth: 1024, publicExponent: 4, using: &generator)
    }
  }
}
