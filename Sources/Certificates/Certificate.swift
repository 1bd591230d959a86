import ASN1

/// A certificate of X.509: an issuer's signature on a name and its public key (RFC 5280, section
/// 4.1).
///
/// That one can be read says nothing about whether it should be believed: `PathValidation` does.
public struct Certificate: Sendable {
  /// The whole encoding, as it was read.
  public let der: [UInt8]
  /// What is signed.
  public let tbsCertificate: TBSCertificate
  /// The algorithm of the signature.
  public let signatureAlgorithm: AlgorithmIdentifier
  /// The signature.
  public let signatureValue: [UInt8]
  /// How many bits at its end stand for nothing.
  public let signatureUnusedBits: Int

  /// Reads `Certificate`.
  ///
  /// - Throws: `CertificateError.encoding` naming the field that breaks the rules.
  public init(der: [UInt8]) throws(CertificateError) {
    do throws(ASN1Error) {
      var reader = DER.Reader(der)
      try self.init(reading: &reader)
      try reader.expectEnd()
    } catch {
      throw .encoding(error)
    }
  }

  private init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var copy = reader
    der = try copy.readElement().encoding
    var inside = try reader.readSequence()
    tbsCertificate = try inside.component("tbsCertificate") { (inside) throws(ASN1Error) in
      try TBSCertificate(reading: &inside)
    }
    signatureAlgorithm = try inside.component("signatureAlgorithm") { (inside) throws(ASN1Error) in
      try AlgorithmIdentifier(reading: &inside)
    }
    (signatureValue, signatureUnusedBits) = try inside.component("signatureValue") {
      (inside) throws(ASN1Error) in
      try inside.readBitString()
    }
    try inside.expectEnd()
    // The algorithm is signed too, and both must be the same (section 4.1.1.2).
    guard signatureAlgorithm == tbsCertificate.signature else {
      throw .unexpectedValue(field: "signatureAlgorithm")
    }
  }
}

extension Certificate {
  /// The number that the issuer gave it.
  public var serialNumber: SerialNumber { tbsCertificate.serialNumber }
  /// Who signed it.
  public var issuer: Name { tbsCertificate.issuer }
  /// From when to when it holds.
  public var validity: Validity { tbsCertificate.validity }
  /// Who has the private key.
  public var subject: Name { tbsCertificate.subject }
  /// The public key.
  public var subjectPublicKeyInfo: SubjectPublicKeyInfo { tbsCertificate.subjectPublicKeyInfo }
  /// What it says beside that.
  public var extensions: CertificateExtensions { tbsCertificate.extensions }

  /// Whether subject and issuer have the same name (RFC 5280, section 6.1).
  public var isSelfIssued: Bool { subject == issuer }

  /// Whether it says that its subject is a CA.
  public var isCA: Bool { extensions.basicConstraints?.isCA ?? false }

  /// The names of the subject other than the distinguished one.
  public var subjectAltNames: [GeneralName] { extensions.subjectAltName?.names ?? [] }

  /// How people call it: its subject, or its first other name where that is empty.
  public var title: String {
    subject.isEmpty ? subjectAltNames.first?.description ?? "without a name" : subject.description
  }
}

extension Certificate: SignedStructure {
  /// The octets that are signed.
  public var signedContent: [UInt8] { tbsCertificate.der }
}

extension Certificate: Hashable {
  /// Compares the encodings.
  public static func == (left: Certificate, right: Certificate) -> Bool {
    left.der == right.der
  }

  /// Feeds the encoding to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

// MARK: - PEM

extension Certificate {
  /// The label of its textual encoding (RFC 7468, section 5).
  public static let pemLabel = "CERTIFICATE"

  /// The certificate as PEM.
  public var pem: String { PEM.encode(label: Certificate.pemLabel, contents: der) }

  /// Reads all certificates of a file, as PEM or as one DER encoding.
  ///
  /// - Throws: `CertificateError.encoding` for a file with none, or with one that cannot be read.
  public static func readAll(_ file: [UInt8]) throws(CertificateError) -> [Certificate] {
    var certificates: [Certificate] = []
    for encoding in try encodings(in: file, labels: [pemLabel]) {
      certificates.append(try Certificate(der: encoding))
    }
    return certificates
  }

  /// The encodings in a file: what stands in PEM blocks with these labels, or the file itself.
  static func encodings(
    in file: [UInt8], labels: Set<String>
  ) throws(CertificateError) -> [[UInt8]] {
    if file.first == DER.Tag.sequence.octet { return [file] }
    do throws(ASN1Error) {
      let blocks = try PEM.blocks(in: file).filter { labels.contains($0.label) }
      guard !blocks.isEmpty else { throw .missingBoundary(label: labels.sorted()[0]) }
      return blocks.map(\.contents)
    } catch {
      throw .encoding(error)
    }
  }
}
