import ASN1
import Bytes
import Ciphers
import Hashing

/// Encryption under a password with PBKDF2 and AES in CBC mode: PBES2 (RFC 8018, section 6.2).
///
///     PBES2-params ::= SEQUENCE {
///       keyDerivationFunc  AlgorithmIdentifier,        -- id-PBKDF2
///       encryptionScheme   AlgorithmIdentifier }       -- aesNNN-CBC-PAD with its IV
public struct PBES2: Hashable, Sendable {
  /// The salt of PBKDF2.
  public let salt: [UInt8]
  /// The iteration count of PBKDF2, from `allowedIterations`.
  public let iterations: Int
  /// The pseudorandom function of PBKDF2.
  public let prf: PseudorandomFunction
  /// The cipher, which says how long the key is.
  public let cipher: Cipher
  /// The initialisation vector, one block.
  public let iv: [UInt8]

  /// Iteration counts that are read and written: the upper bound keeps a hostile file from taking
  /// the computer for hours.
  public static let allowedIterations = 1...10_000_000

  /// What is written where nobody asks for more: OWASP's advice for PBKDF2-HMAC-SHA-256.
  public static let usualIterations = 600_000

  /// The pseudorandom functions of RFC 8018, section B.1.2.
  public enum PseudorandomFunction: Hashable, Sendable, CaseIterable {
    /// HMAC with SHA-1, the default of the format.
    case hmacWithSHA1
    /// HMAC with SHA-224.
    case hmacWithSHA224
    /// HMAC with SHA-256.
    case hmacWithSHA256
    /// HMAC with SHA-384.
    case hmacWithSHA384
    /// HMAC with SHA-512.
    case hmacWithSHA512
  }

  /// AES in CBC mode with the padding of PKCS #7 (RFC 8018, section B.2.5).
  public enum Cipher: Hashable, Sendable, CaseIterable {
    /// A key of 16 bytes.
    case aes128
    /// A key of 24 bytes.
    case aes192
    /// A key of 32 bytes.
    case aes256

    /// The length of the key in bytes.
    public var keyLength: Int {
      switch self {
      case .aes128: 16
      case .aes192: 24
      case .aes256: 32
      }
    }
  }

  /// Takes parameters as they are.
  init(
    salt: [UInt8], iterations: Int, prf: PseudorandomFunction, cipher: Cipher, iv: [UInt8]
  ) {
    (self.salt, self.iterations, self.prf) = (salt, iterations, prf)
    (self.cipher, self.iv) = (cipher, iv)
  }

  /// Draws a salt of 16 bytes and an initialisation vector, for PBKDF2 with HMAC-SHA-256.
  ///
  /// - Throws: `CertificateError.iterations` outside of `allowedIterations`.
  public init(
    cipher: Cipher = .aes256, iterations: Int = usualIterations,
    using generator: inout some RandomByteGenerator
  ) throws(CertificateError) {
    try Self.check(iterations)
    self.init(
      salt: generator.generate(16), iterations: iterations, prf: .hmacWithSHA256, cipher: cipher,
      iv: generator.generate(AES.blockLength))
  }

  /// - Throws: `CertificateError.iterations` outside of `allowedIterations`.
  static func check(_ iterations: Int) throws(CertificateError) {
    guard allowedIterations.contains(iterations) else {
      throw .iterations(found: iterations, allowed: allowedIterations)
    }
  }

  /// Encrypts a message (RFC 8018, section 6.2.1).
  func encrypt(_ message: [UInt8], password: [UInt8]) -> [UInt8] {
    var key = deriveKey(password)
    defer { wipe(&key) }
    guard let ciphertext = try? CBC.encryptPadded(message, key: key, iv: iv) else {
      preconditionFailure("key and IV have the lengths of the cipher")
    }
    return ciphertext
  }

  /// Decrypts a message (RFC 8018, section 6.2.2).
  ///
  /// - Throws: `CertificateError.decryption`, for a wrong password as for a damaged ciphertext.
  func decrypt(_ ciphertext: [UInt8], password: [UInt8]) throws(CertificateError) -> [UInt8] {
    var key = deriveKey(password)
    defer { wipe(&key) }
    do throws(CipherError) {
      return try CBC.decryptPadded(ciphertext, key: key, iv: iv)
    } catch {
      throw .decryption
    }
  }

  private func deriveKey(_ password: [UInt8]) -> [UInt8] {
    let length = cipher.keyLength
    let key =
      switch prf {
      case .hmacWithSHA1: deriveKey(password, length: length, SHA1.self)
      case .hmacWithSHA224: deriveKey(password, length: length, SHA224.self)
      case .hmacWithSHA256: deriveKey(password, length: length, SHA256.self)
      case .hmacWithSHA384: deriveKey(password, length: length, SHA384.self)
      case .hmacWithSHA512: deriveKey(password, length: length, SHA512.self)
      }
    guard let key else { preconditionFailure("the iterations were checked") }
    return key
  }

  private func deriveKey<H: HashFunction>(
    _ password: [UInt8], length: Int, _ hash: H.Type
  ) -> [UInt8]? {
    try? PBKDF2<H>.deriveKey(
      password: password, salt: salt, iterations: iterations, length: length)
  }
}
