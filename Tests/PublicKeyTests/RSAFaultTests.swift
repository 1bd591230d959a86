import Arithmetic
import Bytes
import Testing

@testable import PublicKey

@Suite("Faults in RSA")
struct RSAFaultTests {
  /// The published key with some of its numbers changed.
  private func damaged(
    dP: Natural = 0, dQ: Natural = 0, qInv: Natural = 0
  ) throws -> RSA.PrivateKey {
    let key = try RSALaboratories.encryptionKey()
    return RSA.PrivateKey(
      publicKey: key.publicKey,
      numbers: RSA.PrivateNumbers(
        d: key.privateExponent, dP: key.exponent1 + dP, dQ: key.exponent2 + dQ,
        qInv: key.coefficient + qInv, moduloP: try Montgomery(modulus: key.prime1),
        moduloQ: try Montgomery(modulus: key.prime2)))
  }

  @Test("a fault in one half would give the primes away: nothing is released")
  func faults() throws {
    let key = try RSALaboratories.encryptionKey()
    let c: Natural = 0x1234_5678_9abc_def0
    let m = try key.rsadp(c)
    var random = SeededRandom(50)
    let pair = try key.blindingPair(using: &random)
    #expect(try damaged().rsadp(c, blindedBy: pair) == m)
    #expect(throws: PublicKeyError.inconsistentPrivateKey) {
      try damaged(dP: 2).rsadp(c, blindedBy: pair)
    }
    #expect(throws: PublicKeyError.inconsistentPrivateKey) {
      try damaged(dQ: 2).rsadp(c, blindedBy: pair)
    }
    #expect(throws: PublicKeyError.inconsistentPrivateKey) {
      try damaged(qInv: 1).rsadp(c, blindedBy: pair)
    }
    // What the attack of Boneh, DeMillo and Lipton would do with the result of the first fault,
    // which is right modulo q only.
    let (p, q) = (key.prime1, key.prime2)
    let wrong = try Montgomery(modulus: p).power(c, key.exponent1 + 2, exponentBitWidth: 513)
    let right = try Montgomery(modulus: q).power(c, key.exponent2, exponentBitWidth: 512)
    let h = (wrong + p - right % p) * key.coefficient % p
    let released = right + q * h
    let error = try key.publicKey.rsaep(released)
    #expect(Natural.gcd(error > c ? error - c : c - error, key.publicKey.modulus) == q)
  }

  @Test("a damaged key does not sign or decrypt through the public functions either")
  func publicFunctions() throws {
    let key = try damaged(dP: 2)
    #expect(throws: PublicKeyError.inconsistentPrivateKey) { try key.rsadp(5) }
    #expect(throws: PublicKeyError.inconsistentPrivateKey) { try key.rsasp1(5) }
    #expect(throws: PublicKeyError.decryption) {
      try PKCS1v15.decrypt(ciphertext: [UInt8](repeating: 1, count: 128), key: key)
    }
  }

  @Test("every blinding pair is one, no pair is given out twice, and it is drawn again in time")
  func blindingPairs() throws {
    let key = try RSALaboratories.encryptionKey()
    let n = key.publicKey.modulus
    let modulo = try Montgomery(modulus: n)
    let pairs = BlindingPairs()
    var random = SeededRandom(51)
    var draws = 0
    var factors: Set<[UInt64]> = []
    for use in 1...70 {
      let pair = try pairs.next(modulo: modulo) { () throws(PublicKeyError) in
        draws += 1
        return try key.blindingPair(using: &random)
      }
      #expect(draws == (use + BlindingPairs.uses - 1) / BlindingPairs.uses)
      factors.insert(pair.factor)
      // s (s^-d)^e = 1.
      let s = modulo.multiply(.one, form: pair.factor)
      let inverse = modulo.multiply(.one, form: pair.inverse)
      #expect(try modulo.multiply(key.publicKey.rsaep(inverse), s) == 1)
    }
    #expect(draws == 3 && factors.count == 70)
  }

  @Test("threads that share a key get pairs of their own and right results")
  func threads() async throws {
    let key = try RSALaboratories.encryptionKey()
    let c: Natural = 99
    let m = try key.rsadp(c)
    let shared = SharedKey(key)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask {
          (0..<10).allSatisfy { _ in (try? shared.key.rsadp(c)) == m }
        }
      }
      for await allRight in group { #expect(allRight) }
    }
  }

  private final class SharedKey: Sendable {
    let key: RSA.PrivateKey

    init(_ key: consuming RSA.PrivateKey) {
      self.key = key
    }
  }
}
