import ASN1

/// An entry of a list of revoked certificates (RFC 5280, sections 5.1.2.6 and 5.3).
public struct RevokedCertificate: Sendable, Hashable {
  /// The serial number of the certificate.
  public let userCertificate: SerialNumber
  /// When it was revoked.
  public let revocationDate: ASN1Time
  /// Why; nil where the entry does not say, which means unspecified.
  public let reasonCode: CRLReason?
  /// When the key was lost or the certificate became wrong.
  public let invalidityDate: ASN1Time?
  /// Who issued the certificate: what this entry says, or one before it, or the issuer of the list.
  public let certificateIssuer: [GeneralName]
  /// All extensions of the entry.
  public let extensions: [Extension]

  private static let known: Set<ObjectIdentifier> = [
    .reasonCode, .invalidityDate, .certificateIssuer,
  ]

  /// The critical extensions that are not known here: the list then says nothing (section 5.3).
  public var unknownCritical: [Extension] {
    extensions.filter { $0.isCritical && !RevokedCertificate.known.contains($0.identifier) }
  }

  /// Creates an entry for a certificate of the issuer of the list.
  public init(
    _ userCertificate: SerialNumber, at revocationDate: ASN1Time, reason: CRLReason? = nil,
    issuer: Name
  ) {
    self.userCertificate = userCertificate
    self.revocationDate = revocationDate
    // Unspecified is what an entry without a reason means (section 5.3.1).
    reasonCode = reason == .unspecified ? nil : reason
    invalidityDate = nil
    certificateIssuer = [.directoryName(issuer)]
    extensions = reasonCode.map { [Extension($0)] } ?? []
  }

  /// Reads an entry, for whose certificate `certificateIssuer` is the issuer unless it names
  /// another, who is then the issuer for the entries behind it.
  init(
    reading reader: inout DER.Reader, certificateIssuer: inout [GeneralName]
  ) throws(ASN1Error) {
    var inside = try reader.readSequence()
    userCertificate = SerialNumber(contents: try inside.readInteger())
    revocationDate = try inside.readTime()
    extensions = inside.isAtEnd ? [] : try Extension.readAll(&inside)
    try inside.expectEnd()
    reasonCode = try Extension.content(CRLReason.self, in: extensions)
    invalidityDate = try Extension.content(InvalidityDate.self, in: extensions)?.time
    if let issuer = try Extension.content(CertificateIssuer.self, in: extensions) {
      certificateIssuer = issuer.names
    }
    self.certificateIssuer = certificateIssuer
  }

  /// The encoding.
  var der: [UInt8] {
    DER.sequence(
      userCertificate.der, DER.time(revocationDate),
      extensions.isEmpty ? [] : DER.sequence(extensions.map(\.der)))
  }
}
