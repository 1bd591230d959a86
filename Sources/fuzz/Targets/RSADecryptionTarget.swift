import Arithmetic
import Hashing
import PublicKey

/// RSA ciphertexts of both kinds that were tampered with.
struct RSADecryptionTarget: FuzzTarget {
  let name = "rsa-decryption"
  let cost = 12
  let longestInput = 140

  let corpus: [[UInt8]] = {
    let n = Samples.rsaKey.publicKey.modulus.bigEndianBytes
    let zeros = [UInt8](repeating: 0, count: Samples.rsaLength)
    var generator = Samples.generator("PKCS #1 v1.5")
    let old = try? PKCS1v15.encrypt(
      message: Samples.message, key: Samples.rsaKey.publicKey, using: &generator)
    return [Self.oaep, old ?? [], n, zeros, zeros.dropLast() + [1]]
  }()

  func run(_ input: [UInt8]) throws {
    let message = try Claim.accepted { () throws(PublicKeyError) in
      try OAEP<SHA256, SHA256>.decrypt(ciphertext: input, key: Samples.rsaKey)
    }
    try Claim.that(
      (message == Samples.message) == (input == Self.oaep)
        && (message == nil) == (input != Self.oaep),
      "OAEP gives the message of its ciphertext, and of no other one")
    let old = try Claim.accepted { () throws(PublicKeyError) in
      try PKCS1v15.decryptRevealingPaddingErrors(ciphertext: input, key: Samples.rsaKey)
    }
    let implicit = try Claim.accepted { () throws(PublicKeyError) in
      try PKCS1v15.decrypt(ciphertext: input, key: Samples.rsaKey)
    }
    // Once in some ten thousand times a wrong ciphertext looks right: so the rule is checked.
    guard input.count == Samples.rsaLength, let encoded = try? Samples.rsaKey.rsadp(octets: input)
    else {
      return try Claim.that(
        old == nil && implicit == nil, "a number out of range does not decrypt")
    }
    let separator = encoded.dropFirst(2).firstIndex(of: 0)
    let isEncoding = encoded[0] == 0 && encoded[1] == 2 && separator ?? 0 >= 10
    try Claim.that(
      old == (isEncoding ? separator.map { Array(encoded[($0 + 1)...]) } : nil),
      "PKCS #1 v1.5 opens 00 02, eight octets or more, 00, message")
    try Claim.that(
      old == nil ? implicit != nil : implicit == old,
      "implicit rejection gives the message, or another one, and never an error")
  }

  private static let oaep: [UInt8] =
    (try? OAEP<SHA256, SHA256>.encrypt(
      message: Samples.message, key: Samples.rsaKey.publicKey, seed: Samples.octets("seed", 32)))
    ?? []
}
