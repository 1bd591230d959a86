import ASN1
import Arithmetic

/// A list of revoked certificates, a CRL (RFC 5280, section 5.1).
public struct CertificateList: Sendable {
  /// The whole encoding, as it was read.
  public let der: [UInt8]
  /// The encoding that is signed.
  public let tbsCertList: [UInt8]
  /// The version, 1 or 2.
  public let version: Int
  /// Who signed it.
  public let issuer: Name
  /// When it was issued.
  public let thisUpdate: ASN1Time
  /// When there will be a newer one at the latest.
  public let nextUpdate: ASN1Time?
  /// The revoked certificates, in the order of the list.
  public let revokedCertificates: [RevokedCertificate]
  /// What it says beside that.
  public let extensions: ListExtensions
  /// The algorithm of the signature.
  public let signatureAlgorithm: AlgorithmIdentifier
  /// The signature.
  public let signatureValue: [UInt8]
  /// How many bits at its end stand for nothing.
  public let signatureUnusedBits: Int

  /// Reads `CertificateList`.
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
    tbsCertList = try copy.readElement().encoding
    let tbs = try outside.component("tbsCertList") { (inside) throws(ASN1Error) in
      try TBSCertList(reading: &inside)
    }
    version = tbs.version
    issuer = tbs.issuer
    thisUpdate = tbs.thisUpdate
    nextUpdate = tbs.nextUpdate
    revokedCertificates = tbs.revokedCertificates
    extensions = tbs.extensions
    signatureAlgorithm = try outside.component("signatureAlgorithm") {
      (inside) throws(ASN1Error) in
      try AlgorithmIdentifier(reading: &inside)
    }
    (signatureValue, signatureUnusedBits) = try outside.component("signatureValue") {
      (inside) throws(ASN1Error) in
      try inside.readBitString()
    }
    try outside.expectEnd()
    guard signatureAlgorithm == tbs.signature else {
      throw .unexpectedValue(field: "signatureAlgorithm")
    }
  }

  /// How people call it: its issuer, its number, and whether it is a delta.
  public var title: String {
    let number = extensions.cRLNumber.map { " number \($0.number)" } ?? ""
    let delta = extensions.deltaCRLIndicator.map { ", delta to \($0.baseCRLNumber)" } ?? ""
    return "\(issuer)\(number)\(delta)"
  }

  /// The entry of a certificate, by its issuer and serial number; nil when it is not listed.
  public func entry(issuer: Name, serialNumber: SerialNumber) -> RevokedCertificate? {
    revokedCertificates.first { entry in
      entry.userCertificate == serialNumber
        && entry.certificateIssuer.contains(.directoryName(issuer))
    }
  }
}

extension CertificateList: SignedStructure {
  /// The octets that are signed.
  public var signedContent: [UInt8] { tbsCertList }
}

extension CertificateList: Hashable {
  /// Compares the encodings.
  public static func == (left: CertificateList, right: CertificateList) -> Bool {
    left.der == right.der
  }

  /// Feeds the encoding to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(der) }
}

/// The fields of what is signed of a list (RFC 5280, section 5.1.2).
private struct TBSCertList {
  let version: Int
  let signature: AlgorithmIdentifier
  let issuer: Name
  let thisUpdate: ASN1Time
  let nextUpdate: ASN1Time?
  let revokedCertificates: [RevokedCertificate]
  let extensions: ListExtensions

  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var inside = try reader.readSequence()
    let hasVersion = inside.nextTag == .integer
    // Version 2 is written as 1; version 1 is left out (section 5.1.2.1).
    if hasVersion { _ = try inside.readSmallInteger(field: "version", in: 1...1) }
    version = hasVersion ? 2 : 1
    signature = try inside.component("signature") { (inside) throws(ASN1Error) in
      try AlgorithmIdentifier(reading: &inside)
    }
    let issuer = try inside.component("issuer") { (inside) throws(ASN1Error) in
      try Name(reading: &inside)
    }
    self.issuer = issuer
    thisUpdate = try inside.component("thisUpdate") { (inside) throws(ASN1Error) in
      try inside.readTime()
    }
    nextUpdate = try inside.component("nextUpdate") { (inside) throws(ASN1Error) in
      guard inside.nextTag == .utcTime || inside.nextTag == .generalizedTime else { return nil }
      return try inside.readTime()
    }
    revokedCertificates = try inside.component("revokedCertificates") {
      (inside) throws(ASN1Error) in
      guard inside.nextTag == .sequence else { return [] }
      // Who issued an entry's certificate holds for those behind it too (section 5.3.3).
      var certificateIssuer = [GeneralName.directoryName(issuer)]
      return try inside.readSequenceOf { (entry) throws(ASN1Error) in
        try RevokedCertificate(reading: &entry, certificateIssuer: &certificateIssuer)
      }
    }
    extensions = try inside.component("crlExtensions") { (inside) throws(ASN1Error) in
      let all = try inside.readOptional(.context(0, constructed: true)) {
        (inner) throws(ASN1Error) in
        try Extension.readAll(&inner)
      }
      return try ListExtensions(all ?? [])
    }
    try inside.expectEnd()
    guard hasVersion || extensions.all.isEmpty else { throw .unexpectedValue(field: "version") }
  }
}

/// The extensions of a list, those that are known here taken apart (RFC 5280, section 5.2).
public struct ListExtensions: Sendable, Hashable {
  /// All of them, in their order.
  public let all: [Extension]
  /// Whose key signed the list.
  public let authorityKeyIdentifier: AuthorityKeyIdentifier?
  /// More names of the issuer.
  public let issuerAltName: IssuerAltName?
  /// The number of the list.
  public let cRLNumber: CRLNumber?
  /// The list that this one continues.
  public let deltaCRLIndicator: DeltaCRLIndicator?
  /// What the list speaks of.
  public let issuingDistributionPoint: IssuingDistributionPoint?
  /// Where changes of the list are published.
  public let freshestCRL: FreshestCRL?

  private static let known: Set<ObjectIdentifier> = [
    .authorityKeyIdentifier, .issuerAltName, .cRLNumber, .deltaCRLIndicator,
    .issuingDistributionPoint, .freshestCRL,
  ]

  init(_ all: [Extension]) throws(ASN1Error) {
    self.all = all
    authorityKeyIdentifier = try Extension.content(AuthorityKeyIdentifier.self, in: all)
    issuerAltName = try Extension.content(IssuerAltName.self, in: all)
    cRLNumber = try Extension.content(CRLNumber.self, in: all)
    deltaCRLIndicator = try Extension.content(DeltaCRLIndicator.self, in: all)
    issuingDistributionPoint = try Extension.content(IssuingDistributionPoint.self, in: all)
    freshestCRL = try Extension.content(FreshestCRL.self, in: all)
  }

  /// The critical extensions that are not known here: the list then says nothing (section 5.2).
  public var unknownCritical: [Extension] {
    all.filter { $0.isCritical && !ListExtensions.known.contains($0.identifier) }
  }
}

// MARK: - PEM

extension CertificateList {
  /// The label of its textual encoding (RFC 7468, section 6).
  public static let pemLabel = "X509 CRL"

  /// The list as PEM.
  public var pem: String { PEM.encode(label: CertificateList.pemLabel, contents: der) }

  /// Reads all lists of a file, as PEM or as one DER encoding.
  ///
  /// - Throws: `CertificateError.encoding` for a file with none, or with one that cannot be read.
  public static func readAll(_ file: [UInt8]) throws(CertificateError) -> [CertificateList] {
    var lists: [CertificateList] = []
    for encoding in try Certificate.encodings(in: file, labels: [pemLabel]) {
      lists.append(try CertificateList(der: encoding))
    }
    return lists
  }
}
