import ASN1
import Bytes
import PublicKey

/// A private key under a password (PKCS #8; RFC 5958, section 3).
///
///     EncryptedPrivateKeyInfo ::= SEQUENCE {
///       encryptionAlgorithm  AlgorithmIdentifier,      -- id-PBES2
///       encryptedData        OCTET STRING }            -- of a PrivateKeyInfo
public struct EncryptedPrivateKeyInfo: Hashable, Sendable {
  /// How it is encrypted.
  public let encryption: PBES2
  /// The ciphertext.
  public let encryptedData: [UInt8]

  /// Encrypts a key under a password.
  public init(_ key: borrowing PrivateKey, password: [UInt8], encryption: PBES2) {
    var plaintext = key.pkcs8
    defer { wipe(&plaintext) }
    self.encryption = encryption
    encryptedData = encryption.encrypt(plaintext, password: password)
  }

  /// Reads the structure; nothing is decrypted yet.
  ///
  /// - Throws: `CertificateError.encoding` when it is none, `.unsupportedAlgorithm` and
  ///   `.parameters` for another encryption, `.iterations` for too many or none.
  public init(der: [UInt8]) throws(CertificateError) {
    let algorithm: AlgorithmIdentifier
    (algorithm, encryptedData) = try CertificateError.reading("EncryptedPrivateKeyInfo", der) {
      (fields) throws(ASN1Error) in
      (
        try fields.component("encryptionAlgorithm") { (fields) throws(ASN1Error) in
          try AlgorithmIdentifier(reading: &fields)
        },
        try fields.component("encryptedData") { (fields) throws(ASN1Error) in
          try fields.readOctetString()
        }
      )
    }
    encryption = try PBES2(algorithm)
  }

  /// The DER encoding.
  public var der: [UInt8] {
    DER.sequence(encryption.identifier.der, DER.octetString(encryptedData))
  }

  /// Decrypts the key.
  ///
  /// - Throws: `CertificateError.decryption` and nothing else, so that who changes the file and
  ///   watches learns nothing.
  public func decrypt(
    password: [UInt8], sizes: RSA.Sizes = .standard
  ) throws(CertificateError) -> PrivateKey {
    var plaintext = try encryption.decrypt(encryptedData, password: password)
    defer { wipe(&plaintext) }
    do throws(CertificateError) {
      return try PrivateKey(pkcs8: plaintext, sizes: sizes)
    } catch {
      throw .decryption
    }
  }
}
