import Arithmetic
import Bytes
import Ciphers
import Hashing
import PublicKey

/// Everything in the library that handles secrets, and two planted leaks.
enum SecretOperations {
  /// All operations, the planted leaks last.
  static let all: [SecretOperation] = symmetric + elliptic + rsa + planted

  private static let iv = [UInt8](0..<16)
  private static let message = [UInt8](0..<160)

  /// Hashing and ciphers.
  private static let symmetric: [SecretOperation] = [
    SecretOperation("sha-256", length: 200) { SHA256.hash($0) },
    SecretOperation("hmac", length: 32) {
      HMAC<SHA256>.authenticationCode(for: message, key: $0)
    },
    SecretOperation("hmac-comparison", length: 32) { key in
      let wrong = [UInt8](repeating: 7, count: 32)
      return [HMAC<SHA256>.isValid(wrong, for: message, key: key) ? 1 : 0]
    },
    SecretOperation("hkdf", length: 32) {
      try HKDF<SHA256>.deriveKey(inputKeyingMaterial: $0, salt: iv, info: message, length: 80)
    },
    SecretOperation("pbkdf2", length: 12) {
      try PBKDF2<SHA256>.deriveKey(password: $0, salt: iv, iterations: 20, length: 48)
    },
    SecretOperation("aes-128-encrypt", length: 32) {
      try AES(key: Array($0[..<16])).encrypt(block: Array($0[16...]))
    },
    SecretOperation("aes-256-decrypt", length: 48) {
      try AES(key: Array($0[..<32])).decrypt(block: Array($0[32...]))
    },
    SecretOperation("cbc-encrypt", length: 192) {
      try CBC.encrypt(Array($0[32...]), key: Array($0[..<32]), iv: iv)
    },
    SecretOperation("cbc-decrypt", length: 192) {
      try CBC.decrypt(Array($0[16...]) + [UInt8](0..<16), key: Array($0[..<16]), iv: iv)
    },
    SecretOperation(
      "cbc-unpadding", sample: PKCS7Padding.pad(Array(message[..<27]), blockLength: 16),
      draw: {
        var random = SystemRandom()
        return PKCS7Padding.pad(random.generate(27), blockLength: 16)
      },
      body: { try PKCS7Padding.unpad($0, blockLength: 16) }),
    SecretOperation("fernet", length: 32) {
      // A token travels, so it is public: it comes from a public copy of the key.
      let token = try Fernet(key: Secret.shown($0)).generate(message, time: 0, iv: iv)
      return try Fernet(key: $0).verify(token, now: 0, ttl: nil)
    },
    SecretOperation("cbc-wrong-padding", length: 16) {
      do throws(CipherError) {
        return try PKCS7Padding.unpad(
          $0 + [UInt8](repeating: 9, count: 15) + [200], blockLength: 16)
      } catch {
        return []
      }
    },
  ]

  /// Elliptic curves.
  private static let elliptic = operations(on: P256.self) + operations(on: P384.self)

  private static func operations<Curve: WeierstrassCurve>(
    on curve: Curve.Type
  ) -> [SecretOperation] {
    let name = curve.name.lowercased().filter { $0 != "-" }
    let length = curve.orderOctets.count
    return [
      SecretOperation("\(name)-public-key", length: length) {
        try ECPrivateKey<Curve>(octets: $0).publicKey.encoded
      },
      SecretOperation("\(name)-ecdh", length: length) { secret in
        let other = try ECPrivateKey<Curve>(octets: [UInt8](repeating: 3, count: length)).publicKey
        return try ECDH.sharedSecret(privateKey: ECPrivateKey(octets: secret), publicKey: other)
      },
      SecretOperation("\(name)-ecdsa-sign", length: length) {
        let key = try ECPrivateKey<Curve>(octets: $0)
        return try ECDSA.sign(message: message, key: key, hash: SHA256.self).rawRepresentation
      },
    ]
  }

  /// RSA and the arithmetic under it.
  private static let rsa: [SecretOperation] = [
    SecretOperation("modular-inverse", length: 32) {
      let modulus = Natural(bigEndian: [0xff] + [UInt8](repeating: 0xa5, count: 31))
      let inverse = Natural.inverse(of: Natural(bigEndian: $0), modulo: modulus)
      return try (inverse ?? .zero).bigEndianBytes(count: 32)
    },
    SecretOperation("modular-power", length: 64) {
      let modulus = Natural(bigEndian: [UInt8](repeating: 0xb7, count: 32))
      let modulo = try Montgomery(modulus: modulus)
      let base = Natural(bigEndian: Array($0[..<32]))
      let exponent = Natural(bigEndian: Array($0[32...]))
      let power = modulo.power(base, exponent, exponentBitWidth: 256)
      return try power.bigEndianBytes(count: 32)
    },
    // The key and what it works on are both secret.
    RSASample.operation("rsa-private", RSASample.representative) { key, representative in
      try key.rsadp(octets: representative)
    },
    RSASample.operation("rsa-sign-pss", RSASample.representative) { key, message in
      try PSS<SHA256>.sign(message: message, key: key, salt: [UInt8](repeating: 1, count: 32))
    },
    RSASample.operation("rsa-decrypt-oaep", RSASample.oaepCiphertext) { key, ciphertext in
      try OAEP<SHA256, SHA256>.decrypt(ciphertext: ciphertext, key: key)
    },
    SecretOperation(
      "oaep-decoding", sample: RSASample.sample(of: RSASample.oaepEncoding),
      draw: { try RSASample.drawn(by: RSASample.oaepEncoding) },
      body: { try OAEP<SHA256, SHA256>.decode($0) }),
    RSASample.operation("rsa-decrypt-pkcs1v15", RSASample.pkcs1v15Ciphertext) { key, ciphertext in
      try PKCS1v15.decrypt(ciphertext: ciphertext, key: key)
    },
  ]

  /// What no code of the library does: a branch and an address that a secret decides.
  private static let planted: [SecretOperation] = [
    SecretOperation("planted-branch", length: 32, isPlanted: true) { secret in
      var count: UInt8 = 0
      for octet in secret where octet > 0x80 { count = slowly(count) }
      return [count]
    },
    SecretOperation("planted-index", length: 32, isPlanted: true) { secret in
      let table = [UInt8](0...255)
      return secret.map { table[Int($0)] }
    },
  ]

  /// Adds one in a call that the compiler cannot turn into a choice without a branch.
  @inline(never)
  @_optimize(none)
  private static func slowly(_ count: UInt8) -> UInt8 { count &+ 1 }
}
