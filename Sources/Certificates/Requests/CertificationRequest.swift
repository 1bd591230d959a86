import ASN1

/// A certification request, PKCS #10: a name and a public key, signed with the private one
/// (RFC 2986, section 4).
///
/// That one can be read proves nothing: `proven()` verifies that whoever made it has the private
/// key.
public struct CertificationRequest: Sendable {
  /// The whole encoding, as it was read.
  public let der: [UInt8]
  /// The encoding of CertificationRequestInfo, which is signed.
  public let certificationRequestInfo: [UInt8]
  /// The name that is asked for.
  public let subject: Name
  /// The public key.
  public let subjectPublicKeyInfo: SubjectPublicKeyInfo
  /// The extensions that are asked for (RFC 2985, section 5.4.2); whether they are given is for the
  /// CA to say.
  public let requestedExtensions: CertificateExtensions
  /// The algorithm of the signature.
  public let signatureAlgorithm: AlgorithmIdentifier
  /// The signature.
  public let signatureValue: [UInt8]
  /// How many bits at its end stand for nothing.
  public let signatureUnusedBits: Int

  /// Reads `CertificationRequest`.
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
    var outside = try reader.readSequence()
    copy = outside
    certificationRequestInfo = try copy.readElement().encoding
    (subject, subjectPublicKeyInfo, requestedExtensions) = try outside.component(
      "certificationRequestInfo"
    ) { (outside) throws(ASN1Error) in
      try outside.readSequence { (inside) throws(ASN1Error) in
        _ = try inside.readVersion(0, field: "version")
        let subject = try inside.component("subject") { (inside) throws(ASN1Error) in
          try Name(reading: &inside)
        }
        let key = try inside.component("subjectPKInfo") { (inside) throws(ASN1Error) in
          try SubjectPublicKeyInfo(reading: &inside)
        }
        let extensions = try inside.component("attributes") { (inside) throws(ASN1Error) in
          try CertificationRequest.readAttributes(&inside)
        }
        return (subject, key, extensions)
      }
    }
    signatureAlgorithm = try outside.component("signatureAlgorithm") {
      (inside) throws(ASN1Error) in
      try AlgorithmIdentifier(reading: &inside)
    }
    (signatureValue, signatureUnusedBits) = try outside.component("signature") {
      (inside) throws(ASN1Error) in
      try inside.readBitString()
    }
    try outside.expectEnd()
  }

  /// Reads `[0] SET OF Attribute`, of which only the requested extensions are kept.
  private static func readAttributes(
    _ reader: inout DER.Reader
  ) throws(ASN1Error) -> CertificateExtensions {
    let tag = DER.Tag.context(0, constructed: true)
    // Some programs leave the field out when it would be empty, and others do not sort the set.
    guard reader.nextTag == tag else { return try CertificateExtensions([]) }
    var extensions: [Extension]?
    var attributes = try reader.read(tag)
    while !attributes.isAtEnd {
      let requested = try attributes.readSequence { (attribute) throws(ASN1Error) in
        try readExtensionRequest(&attribute)
      }
      guard extensions == nil || requested == nil else {
        throw .unexpectedValue(field: "second extensionRequest")
      }
      extensions = extensions ?? requested
    }
    return try CertificateExtensions(extensions ?? [])
  }

  /// Reads an attribute; nil for any but the requested extensions.
  private static func readExtensionRequest(
    _ attribute: inout DER.Reader
  ) throws(ASN1Error) -> [Extension]? {
    guard try attribute.readObjectIdentifier() == .extensionRequest else {
      _ = try attribute.read(.set)
      return nil
    }
    return try attribute.read(.set) { (values) throws(ASN1Error) in
      try Extension.readAll(&values)
    }
  }

  /// The names other than the distinguished one that are asked for.
  public var subjectAltNames: [GeneralName] { requestedExtensions.subjectAltName?.names ?? [] }
}

extension CertificationRequest: SignedStructure {
  /// The octets that are signed.
  public var signedContent: [UInt8] { certificationRequestInfo }
}

extension CertificationRequest: Hashable {
  /// Compares the encodings.
  public static func == (left: CertificationRequest, right: CertificationRequest) -> Bool {
    left.der == right.der
  }

  /// Feeds the encoding to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

// MARK: - PEM

extension CertificationRequest {
  /// The label of its textual encoding (RFC 7468, section 7).
  public static let pemLabel = "CERTIFICATE REQUEST"

  /// The request as PEM.
  public var pem: String { PEM.encode(label: CertificationRequest.pemLabel, contents: der) }

  /// Reads the one request of a file, PEM or DER.
  ///
  /// - Throws: `CertificateError.encoding` for a file with none, or with one that cannot be read.
  public init(file: [UInt8]) throws(CertificateError) {
    let labels: Set = [CertificationRequest.pemLabel, "NEW CERTIFICATE REQUEST"]
    try self.init(der: Certificate.encodings(in: file, labels: labels)[0])
  }
}
