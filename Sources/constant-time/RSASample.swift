import Arithmetic
import Bytes
import Hashing
import PublicKey

/// An RSA key and numbers under it, the same in every run.
enum RSASample {
  /// Creates an operation on a key and something as long as its modulus, both secret.
  static func operation(
    _ name: String, _ draw: @escaping @Sendable (inout HMACDRBG<SHA256>) throws -> [UInt8],
    body: @escaping @Sendable (borrowing RSA.PrivateKey, [UInt8]) throws -> [UInt8]
  ) -> SecretOperation {
    SecretOperation(
      name, sample: key + sample(of: draw),
      draw: { try key + drawn(by: draw) },
      body: { secret in
        try body(privateKey(Array(secret[..<512])), Array(secret[512...]))
      })
  }

  // MARK: What the key works on

  /// Draws a number below the modulus.
  static func representative(using generator: inout HMACDRBG<SHA256>) -> [UInt8] {
    [0] + generator.generate(255, additionalInput: [])
  }

  /// Draws a message in the encoding of OAEP.
  static func oaepEncoding(using generator: inout HMACDRBG<SHA256>) throws -> [UInt8] {
    try OAEP<SHA256, SHA256>.encode(
      message: generator.generate(20, additionalInput: []),
      seed: generator.generate(32, additionalInput: []), length: 256)
  }

  /// Draws a message and encrypts it with OAEP.
  static func oaepCiphertext(using generator: inout HMACDRBG<SHA256>) throws -> [UInt8] {
    try publicKey.rsaep(octets: oaepEncoding(using: &generator))
  }

  /// Draws a message and encrypts it as PKCS #1, version 1.5, does.
  static func pkcs1v15Ciphertext(using generator: inout HMACDRBG<SHA256>) throws -> [UInt8] {
    var random = SystemRandom()
    return try PKCS1v15.encrypt(
      message: generator.generate(20, additionalInput: []), key: publicKey, using: &random)
  }

  // MARK: The key

  /// Makes the private key of d || p || q, of 256, 128 and 128 octets; n and e are known to all.
  private static func privateKey(_ octets: [UInt8]) throws -> RSA.PrivateKey {
    try RSA.PrivateKey(
      modulus: publicKey.modulus, publicExponent: publicKey.exponent,
      privateExponent: Natural(bigEndian: Array(octets[..<256])),
      prime1: Natural(bigEndian: Array(octets[256..<384])),
      prime2: Natural(bigEndian: Array(octets[384...])))
  }

  private static let key: [UInt8] = {
    var generator = seeded([UInt8]("constant time".utf8))
    guard
      let key = try? RSA.generate(bitWidth: 2048, using: &generator),
      let d = try? key.privateExponent.bigEndianBytes(count: 256)
    else { preconditionFailure("this seed gives a key") }
    return d + key.prime1.bigEndianBytes + key.prime2.bigEndianBytes
  }()

  private static let publicKey: RSA.PublicKey = {
    let (p, q) = (Natural(bigEndian: Array(key[256..<384])), Natural(bigEndian: Array(key[384...])))
    guard let publicKey = try? RSA.PublicKey(modulus: p * q, exponent: 65537) else {
      preconditionFailure("the modulus of a generated key")
    }
    return publicKey
  }()

  private static func seeded(_ seed: [UInt8]) -> HMACDRBG<SHA256> {
    HMACDRBG(entropyInput: seed, nonce: [], personalizationString: [])
  }

  /// Draws one more of something.
  static func drawn(by draw: (inout HMACDRBG<SHA256>) throws -> [UInt8]) throws -> [UInt8] {
    var random = SystemRandom()
    var generator = seeded(random.generate(32))
    return try draw(&generator)
  }

  /// Draws something, the same in every run.
  static func sample(
    of draw: (inout HMACDRBG<SHA256>) throws -> [UInt8]
  ) -> [UInt8] {
    var generator = seeded([UInt8]("sample".utf8))
    guard let sample = try? draw(&generator) else { preconditionFailure("this seed gives one") }
    return sample
  }
}
