import Arithmetic
import Hashing
import PublicKey

/// RSA signatures of both kinds that were tampered with.
struct RSASignatureTarget: FuzzTarget {
  let name = "rsa-signature"
  let cost = 4
  let longestInput = 220

  /// Signature and message one after the other.
  let corpus: [[UInt8]] = {
    let n = Samples.rsaKey.publicKey.modulus.bigEndianBytes
    let zeros = [UInt8](repeating: 0, count: Samples.rsaLength)
    let numbers = [n, zeros, zeros.dropLast() + [1]]
    return ([Self.pkcs1v15, Self.pss] + numbers).map { $0 + Samples.message }
  }()

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let signature = script.octets(Samples.rsaLength)
    let message = script.remainder()
    let key = Samples.rsaKey.publicKey
    let results = try Claim.onEveryBackend("verification") {
      [
        PKCS1v15.verify(signature: signature, message: message, key: key, hash: SHA256.self),
        PSS<SHA256>.verify(signature: signature, message: message, key: key),
        PKCS1v15.verify(signature: signature, message: message, key: key, hash: SHA1.self),
        PSS<SHA256>.verify(signature: signature, message: message, key: key, saltLength: 20),
        PSS<SHA1>.verify(signature: signature, message: message, key: key),
      ]
    }
    let isMessage = message == Samples.message
    let expected = [
      isMessage && signature == Self.pkcs1v15, isMessage && signature == Self.pss, false, false,
      false,
    ]
    try Claim.that(results == expected, "a signature is valid as what it is: \(results)")
    // A number equal modulo n is no second signature, and neither is one of another length.
    try Claim.that(
      !PKCS1v15.verify(
        signature: [0] + signature, message: message, key: key, hash: SHA256.self)
        && !PSS<SHA256>.verify(signature: [0] + signature, message: message, key: key),
      "a signature is as long as the modulus")
  }

  private static let pkcs1v15: [UInt8] =
    (try? PKCS1v15.sign(message: Samples.message, key: Samples.rsaKey, hash: SHA256.self)) ?? []

  private static let pss: [UInt8] =
    (try? PSS<SHA256>.sign(
      message: Samples.message, key: Samples.rsaKey, salt: Samples.octets("salt", 32))) ?? []
}
