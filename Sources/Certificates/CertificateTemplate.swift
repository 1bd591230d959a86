import ASN1
import Bytes

/// What a new certificate is to say, before its issuer signs it (RFC 5280, section 4.1.2).
///
///     let content = template.tbsCertificate(algorithm)       // the octets that are signed
///     let signature = try key.sign(content, …)
///     let certificate = try Certificate(content, signature: signature, algorithm)
///
/// `signed(by:algorithm:using:)` does all three.
public struct CertificateTemplate: Sendable {
  /// The number; `SerialNumber.random(using:)` draws one.
  public var serialNumber: SerialNumber
  /// Who signs.
  public var issuer: Name
  /// From when to when it holds.
  public var validity: Validity
  /// Who has the private key.
  public var subject: Name
  /// The public key.
  public var subjectPublicKeyInfo: SubjectPublicKeyInfo
  /// What it says beside that.
  public var extensions: [Extension]

  /// Creates a template.
  public init(
    serialNumber: SerialNumber, issuer: Name, validity: Validity, subject: Name,
    subjectPublicKeyInfo: SubjectPublicKeyInfo, extensions: [Extension]
  ) {
    self.serialNumber = serialNumber
    self.issuer = issuer
    self.validity = validity
    self.subject = subject
    self.subjectPublicKeyInfo = subjectPublicKeyInfo
    self.extensions = extensions
  }

  /// The encoding of TBSCertificate, of version 3 when there are extensions.
  public func tbsCertificate(_ algorithm: SignatureAlgorithm) -> [UInt8] {
    let version = extensions.isEmpty ? [] : DER.explicit(0, DER.integer(2))
    let encodedExtensions =
      extensions.isEmpty ? [] : DER.explicit(3, DER.sequence(extensions.map(\.der)))
    return DER.sequence(
      version, serialNumber.der, algorithm.der, issuer.der, validity.der, subject.der,
      subjectPublicKeyInfo.der, encodedExtensions)
  }

  /// Signs the certificate.
  ///
  /// - Parameters:
  ///   - key: the issuer's private key.
  ///   - algorithm: how to sign; nil for what the key is for.
  ///   - generator: gives the salt of PSS, and what is mixed into the nonce of ECDSA.
  /// - Returns: the certificate.
  /// - Throws: what the signature throws.
  public func signed(
    by key: borrowing PrivateKey, algorithm: SignatureAlgorithm? = nil,
    using generator: inout some RandomByteGenerator
  ) throws(CertificateError) -> Certificate {
    let algorithm = algorithm ?? key.signatureAlgorithm
    let content = tbsCertificate(algorithm)
    let signature = try key.sign(content, algorithm: algorithm, using: &generator)
    return try Certificate(content, signature: signature, algorithm)
  }
}

extension Certificate {
  /// Puts a certificate together from what was signed and the signature, and reads it.
  ///
  /// - Throws: `CertificateError.encoding` when what was signed is no TBSCertificate, or names
  ///   another algorithm.
  public init(
    _ tbsCertificate: [UInt8], signature: [UInt8], _ algorithm: SignatureAlgorithm
  ) throws(CertificateError) {
    try self.init(der: DER.sequence(tbsCertificate, algorithm.der, DER.bitString(signature)))
  }
}

// MARK: - Profiles

extension CertificateTemplate {
  /// The certificate of a CA for itself, from which paths begin.
  ///
  /// Basic constraints and key usage are critical (RFC 5280, sections 4.2.1.3 and 4.2.1.9).
  /// `pathLength` CAs may follow, nil for any number.
  public static func root(
    subject: Name, key: SubjectPublicKeyInfo, serialNumber: SerialNumber, validity: Validity,
    pathLength: Int? = nil
  ) -> CertificateTemplate {
    let identifier = SubjectKeyIdentifier(of: key)
    return CertificateTemplate(
      serialNumber: serialNumber, issuer: subject, validity: validity, subject: subject,
      subjectPublicKeyInfo: key,
      extensions: [
        Extension(BasicConstraints.certificationAuthority(pathLength: pathLength), critical: true),
        Extension([.keyCertSign, .cRLSign] as KeyUsage, critical: true),
        Extension(identifier),
        Extension(AuthorityKeyIdentifier(keyIdentifier: identifier.keyIdentifier)),
      ])
  }

  /// The certificate of a CA below another.
  public static func intermediate(
    subject: Name, key: SubjectPublicKeyInfo, issuer: Certificate, serialNumber: SerialNumber,
    validity: Validity, pathLength: Int? = 0, nameConstraints: NameConstraints? = nil
  ) -> CertificateTemplate {
    CertificateTemplate(
      serialNumber: serialNumber, issuer: issuer.subject, validity: validity, subject: subject,
      subjectPublicKeyInfo: key,
      extensions: [
        Extension(BasicConstraints.certificationAuthority(pathLength: pathLength), critical: true),
        Extension([.keyCertSign, .cRLSign] as KeyUsage, critical: true),
        Extension(SubjectKeyIdentifier(of: key)), Extension(issuer.authorityKeyIdentifier),
      ] + (nameConstraints.map { [Extension($0, critical: true)] } ?? []))
  }

  /// The certificate of somebody who issues none: the key may sign, and one of RSA may encrypt keys.
  ///
  /// Alternative names are critical when there is no subject (section 4.2.1.6). Without an issuer
  /// the holder signs itself.
  public static func endEntity(
    subject: Name, names: [GeneralName], key: SubjectPublicKeyInfo, issuer: Certificate?,
    serialNumber: SerialNumber, validity: Validity,
    purposes: [PathValidation.Purpose] = [.server, .client]
  ) -> CertificateTemplate {
    let identifier = SubjectKeyIdentifier(of: key)
    let isRSA = key.algorithm.algorithm == .rsaEncryption
    let usage: KeyUsage = isRSA ? [.digitalSignature, .keyEncipherment] : .digitalSignature
    var extensions = [
      Extension(BasicConstraints.endEntity, critical: true), Extension(usage, critical: true),
      Extension(ExtendedKeyUsage(purposes.map(\.identifier))), Extension(identifier),
      Extension(
        issuer?.authorityKeyIdentifier
          ?? AuthorityKeyIdentifier(keyIdentifier: identifier.keyIdentifier)),
    ]
    if !names.isEmpty {
      extensions.append(Extension(SubjectAltName(names), critical: subject.isEmpty))
    }
    return CertificateTemplate(
      serialNumber: serialNumber, issuer: issuer?.subject ?? subject, validity: validity,
      subject: subject, subjectPublicKeyInfo: key, extensions: extensions)
  }
}

extension Certificate {
  /// How certificates that this one issued name its key.
  public var authorityKeyIdentifier: AuthorityKeyIdentifier {
    AuthorityKeyIdentifier(
      keyIdentifier: (extensions.subjectKeyIdentifier
        ?? SubjectKeyIdentifier(of: subjectPublicKeyInfo)).keyIdentifier)
  }

  /// Whether this certificate and a private key belong together.
  public func belongs(to key: borrowing PrivateKey) -> Bool {
    subjectPublicKeyInfo == SubjectPublicKeyInfo(key.publicKey)
  }
}
