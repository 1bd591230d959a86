import ASN1
import Bytes

/// How a private key that is not encrypted is kept.
public enum PrivateKeyFormat: String, Hashable, Sendable, CaseIterable {
  /// PKCS #8, one format for all algorithms (RFC 5958).
  case pkcs8
  /// What OpenSSL calls traditional: PKCS #1 for RSA (RFC 8017), SEC 1 for curves (RFC 5915).
  case traditional
}

/// How a public key is kept.
public enum PublicKeyFormat: String, Hashable, Sendable, CaseIterable {
  /// One format for all algorithms (RFC 5280, section 4.1.2.7).
  case subjectPublicKeyInfo = "spki"
  /// RSA's own (RFC 8017, section A.1.1).
  case pkcs1
}

extension PrivateKey {
  /// The encoding in a format as a PEM block, whose contents are the caller's to keep secret.
  public func block(_ format: PrivateKeyFormat) -> PEM.Block {
    let structure: EncodedStructure
    var der: [UInt8]
    switch (self.publicKey, format) {
    case (_, .pkcs8): (structure, der) = (.privateKeyInfo, pkcs8)
    case (.rsa, .traditional): (structure, der) = (.rsaPrivateKey, traditional)
    case (_, .traditional): (structure, der) = (.ecPrivateKey, traditional)
    }
    defer { wipe(&der) }
    return PEM.Block(structure, der)
  }

  /// The DER encoding of PKCS #1 or SEC 1.
  private var traditional: [UInt8] {
    switch self {
    case .rsa(let key): key.der
    case .p256(let key): key.der(curve: .p256)
    case .p384(let key): key.der(curve: .p384)
    }
  }
}

extension SubjectPublicKeyInfo.Key {
  /// The encoding in a format as a PEM block; nil where the format has no such keys.
  public func block(_ format: PublicKeyFormat) -> PEM.Block? {
    switch (self, format) {
    case (_, .subjectPublicKeyInfo):
      PEM.Block(.subjectPublicKeyInfo, SubjectPublicKeyInfo(self).der)
    case (.rsa(let key), .pkcs1): PEM.Block(.rsaPublicKey, key.der)
    case (_, .pkcs1): nil
    }
  }
}

extension EncryptedPrivateKeyInfo {
  /// The encoding as a PEM block.
  public var block: PEM.Block { PEM.Block(.encryptedPrivateKeyInfo, der) }
}

extension PEM.Block {
  /// Labels an encoding.
  init(_ structure: EncodedStructure, _ contents: [UInt8]) {
    self.init(label: structure.label ?? "", contents: contents)
  }
}
