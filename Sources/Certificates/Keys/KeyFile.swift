import ASN1
import Bytes
import PublicKey

/// A key as a file holds it, PEM or DER, in any of the formats that are known here.
public enum KeyFile: ~Copyable, Sendable {
  /// A private key in PKCS #8, not encrypted.
  case pkcs8(PrivateKey)
  /// A private key in the format of its algorithm alone, PKCS #1 or SEC 1.
  case traditional(PrivateKey)
  /// A private key under a password.
  case encryptedPrivateKey(EncryptedPrivateKeyInfo)
  /// A public key.
  case publicKey(SubjectPublicKeyInfo.Key, PublicKeyFormat)
  /// No key by itself, but a certificate of one.
  case certificate(Certificate)

  /// Reads the one key of a file, or the first certificate where there is no key; other PEM blocks
  /// may stand beside it.
  ///
  /// - Throws: the `CertificateError` that says what is wrong.
  public init(_ contents: [UInt8], sizes: RSA.Sizes = .standard) throws(CertificateError) {
    guard PEM.isPresent(in: contents) else {
      try self.init(der: contents, curve: nil, sizes: sizes)
      return
    }
    let blocks = try Self.blocks(in: contents)
    let keys = blocks.filter { EncodedStructure(label: $0.label)?.isKey == true }
    let certificate = blocks.first { $0.label == EncodedStructure.certificate.label }
    if keys.isEmpty, let certificate {
      self = .certificate(try Certificate(der: certificate.contents))
      return
    }
    guard let key = keys.first, keys.count == 1 else {
      throw .keyCount(found: keys.count, labels: blocks.map(\.label))
    }
    // A label that lies hides what the file is from whoever reads it.
    let found = EncodedStructure(of: key.contents)
    if let found, found != EncodedStructure(label: key.label) {
      throw .wrongLabel(label: key.label, found: found)
    }
    let parameters = blocks.first { $0.label == EncodedStructure.ecParameters.label }
    let curve = try parameters.map { (block) throws(CertificateError) in
      try NamedCurve(parameters: block.contents, field: block.label)
    }
    try self.init(der: key.contents, curve: curve, sizes: sizes)
  }

  private static func blocks(in contents: [UInt8]) throws(CertificateError) -> [PEM.Block] {
    do throws(ASN1Error) {
      return try PEM.blocks(in: contents)
    } catch {
      if case .headersInPEM(let label, let first) = error, first.hasPrefix("Proc-Type: 4,ENC") {
        throw .oldEncryption(label: label)
      }
      throw .encoding(error)
    }
  }

  /// Reads a key of which the encoding is known.
  ///
  /// - Parameters:
  ///   - der: The encoding.
  ///   - curve: The curve that a block in front named.
  ///   - sizes: Which RSA moduli are accepted.
  /// - Throws: the `CertificateError` that says what is wrong.
  private init(
    der: [UInt8], curve: NamedCurve?, sizes: RSA.Sizes
  ) throws(CertificateError) {
    let structure = EncodedStructure(of: der)
    switch structure {
    case .rsaPrivateKey:
      self = .traditional(.rsa(try RSA.PrivateKey(der: der, sizes: sizes)))
    case .ecPrivateKey:
      var fields = try ECPrivateKeyFields(der: der)
      self = .traditional(try fields.key(on: curve))
    case .privateKeyInfo:
      self = .pkcs8(try PrivateKey(pkcs8: der, sizes: sizes))
    case .encryptedPrivateKeyInfo:
      self = .encryptedPrivateKey(try EncryptedPrivateKeyInfo(der: der))
    case .rsaPublicKey:
      self = .publicKey(.rsa(try RSA.PublicKey(der: der, sizes: sizes)), .pkcs1)
    case .subjectPublicKeyInfo:
      let info: SubjectPublicKeyInfo
      do throws(ASN1Error) {
        info = try SubjectPublicKeyInfo(der: der)
      } catch {
        throw .encoding(.inside(component: "SubjectPublicKeyInfo", error))
      }
      self = .publicKey(try info.key(sizes: sizes), .subjectPublicKeyInfo)
    case .certificate:
      self = .certificate(try Certificate(der: der))
    default:
      throw .wrongStructure(found: structure, expected: "a key")
    }
  }
}

extension EncodedStructure {
  /// True for keys.
  public var isKey: Bool {
    switch self {
    case .rsaPrivateKey, .rsaPublicKey, .ecPrivateKey, .privateKeyInfo, .encryptedPrivateKeyInfo,
      .subjectPublicKeyInfo:
      true
    default: false
    }
  }
}
