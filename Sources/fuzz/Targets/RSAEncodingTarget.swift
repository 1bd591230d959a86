import Hashing
import PublicKey

/// The encodings below RSA, without the key that would hide them: OAEP, PKCS #1 v1.5 and PSS.
struct RSAEncodingTarget: FuzzTarget {
  let name = "rsa-encoding"
  let cost = 3
  let longestInput = 300

  let corpus: [[UInt8]] = [
    Self.oaep, Self.pss, [0, 2] + Array(repeating: 7, count: 8) + [0, 1, 2, 3],
    [0, 2] + Array(repeating: 7, count: 7) + [0, 1, 2, 3],
    [0, 2] + Array(repeating: 1, count: 120),
  ]

  func run(_ input: [UInt8]) throws {
    try oaep(input)
    try pkcs1v15(input)
    try pss(input)
    try ownEncodings(input)
  }

  private func oaep(_ input: [UInt8]) throws {
    let message = try Claim.accepted { () throws(PublicKeyError) in
      try OAEP<SHA256, SHA256>.decode(input)
    }
    guard let message else { return }
    let maskedDB = Array(input[33...])
    let seed = zip(input[1...32], MGF1<SHA256>.mask(seed: maskedDB, length: 32)).map { $0 ^ $1 }
    let again = try OAEP<SHA256, SHA256>.encode(message: message, seed: seed, length: input.count)
    try Claim.equal(again, input, "an encoding of OAEP is the one of its message and seed")
  }

  private func pkcs1v15(_ input: [UInt8]) throws {
    let message = try Claim.accepted { () throws(PublicKeyError) in
      try PKCS1v15.decodeEncrypted(input)
    }
    guard let message else { return }
    let padding = Array(input[2..<(input.count - message.count - 1)])
    let again = try PKCS1v15.encodeForEncryption(
      message: message, paddingString: padding, length: input.count)
    try Claim.equal(again, input, "an encoding of v1.5 is the one of its message and padding")
  }

  private func pss(_ input: [UInt8]) throws {
    for saltLength in [32, 0, 20, -1, Int.max, Int.min, 1 << 40] {
      for bits in [8 * input.count, 8 * input.count - 1, 1023] where bits >= 0 {
        let isValid = PSS<SHA256>.verifyEncoding(
          input, message: Samples.message, encodedBitWidth: bits, saltLength: saltLength)
        guard isValid else { continue }
        // The same for 1023 and 1024 bits, save for the bit that 1023 have not.
        let signed = try PSS<SHA256>.encode(
          message: Samples.message, salt: Samples.octets("salt", 32), encodedBitWidth: bits)
        try Claim.that(
          input == signed && saltLength == 32, "an encoding of PSS is that of the signer")
      }
    }
  }

  /// What the library encodes, it decodes.
  private func ownEncodings(_ input: [UInt8]) throws {
    let message = Array(input.prefix(62))
    let seed = Samples.octets("own seed", 32)
    let encoded = try OAEP<SHA256, SHA256>.encode(message: message, seed: seed, length: 128)
    try Claim.equal(OAEP<SHA256, SHA256>.decode(encoded), message, "OAEP decodes what it encodes")
    for bits in 1016...1023 {
      let encoding = try PSS<SHA256>.encode(message: input, salt: seed, encodedBitWidth: bits)
      try Claim.that(
        PSS<SHA256>.verifyEncoding(
          encoding, message: input, encodedBitWidth: bits, saltLength: 32),
        "PSS verifies what it encodes in \(bits) bits")
    }
  }

  private static let oaep: [UInt8] =
    (try? OAEP<SHA256, SHA256>.encode(
      message: Samples.message, seed: Samples.octets("seed", 32), length: 128)) ?? []

  private static let pss: [UInt8] =
    (try? PSS<SHA256>.encode(
      message: Samples.message, salt: Samples.octets("salt", 32), encodedBitWidth: 1023)) ?? []
}
