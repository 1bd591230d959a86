import Arithmetic
import Bytes
import PublicKey
import Testing

@Suite("PKCS #1 v1.5 with implicit rejection")
struct ImplicitRejectionTests {
  private func key() throws -> RSA.PrivateKey {
    try RSA.PrivateKey(
      modulus: Natural(hexadecimal: ImplicitRejectionTable.modulus), publicExponent: 65537,
      privateExponent: Natural(hexadecimal: ImplicitRejectionTable.privateExponent),
      prime1: Natural(hexadecimal: ImplicitRejectionTable.prime1),
      prime2: Natural(hexadecimal: ImplicitRejectionTable.prime2))
  }

  @Test("gives the messages of the draft, for right and wrong padding")
  func published() throws {
    let key = try key()
    #expect(ImplicitRejectionTable.cases.count == 8)
    for (comment, ciphertext, message) in ImplicitRejectionTable.cases {
      let decrypted = try PKCS1v15.decrypt(ciphertext: Hex.decode(ciphertext), key: key)
      #expect(Hex.encode(decrypted) == message, "\(comment)")
      // The other decryption, on the same ciphertexts, tells the difference.
      if comment.hasPrefix("Valid") {
        #expect(
          try PKCS1v15.decryptRevealingPaddingErrors(
            ciphertext: Hex.decode(ciphertext), key: key) == Hex.decode(message))
      } else {
        #expect(throws: PublicKeyError.decryption) {
          try PKCS1v15.decryptRevealingPaddingErrors(
            ciphertext: Hex.decode(ciphertext), key: key)
        }
      }
    }
  }

  @Test("what everybody can see to be no ciphertext is an error")
  func publicErrors() throws {
    let key = try key()
    let n = try key.publicKey.modulus.bigEndianBytes(count: 256)
    for wrong in [[], [UInt8](repeating: 1, count: 255), [UInt8](repeating: 1, count: 257), n] {
      #expect(throws: PublicKeyError.decryption) {
        try PKCS1v15.decrypt(ciphertext: wrong, key: key)
      }
    }
  }

  @Test("messages of every length come back, and a changed ciphertext gives another message")
  func lengths() throws {
    var random = SeededRandom(70)
    let key = try RSA.generate(bitWidth: 256, sizes: .any, using: &random)
    for length in 0...21 {
      let message = random.generate(length)
      var ciphertext = try PKCS1v15.encrypt(message: message, key: key.publicKey, using: &random)
      #expect(try PKCS1v15.decrypt(ciphertext: ciphertext, key: key) == message)
      ciphertext[31] ^= 1
      let other = try PKCS1v15.decrypt(ciphertext: ciphertext, key: key)
      #expect(other != message || other.isEmpty)
      #expect(other.count <= 21)
      #expect(try PKCS1v15.decrypt(ciphertext: ciphertext, key: key) == other)
    }
  }
}
