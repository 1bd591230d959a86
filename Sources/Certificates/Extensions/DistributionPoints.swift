import ASN1

/// Where the revocation of a certificate is published (RFC 5280, section 4.2.1.13).
public struct CRLDistributionPoints: ExtensionContent {
  public static let identifier = ObjectIdentifier.cRLDistributionPoints

  /// The places, at least one.
  public let points: [DistributionPoint]

  /// Creates the extension from at least one place.
  public init(_ points: [DistributionPoint]) {
    precondition(!points.isEmpty, "the extension has a distribution point")
    self.points = points
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    points = try DistributionPoint.readAll(&reader)
  }

  public var der: [UInt8] { DER.sequence(points.map(\.der)) }
}

/// Where changes of the revocation are published (RFC 5280, sections 4.2.1.15 and 5.2.6).
public struct FreshestCRL: ExtensionContent {
  public static let identifier = ObjectIdentifier.freshestCRL

  /// The places, at least one.
  public let points: [DistributionPoint]

  /// Creates the extension from at least one place.
  public init(_ points: [DistributionPoint]) {
    precondition(!points.isEmpty, "the extension has a distribution point")
    self.points = points
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    points = try DistributionPoint.readAll(&reader)
  }

  public var der: [UInt8] { DER.sequence(points.map(\.der)) }
}

/// A place where lists of revoked certificates are published, or who issues them.
public struct DistributionPoint: Sendable, Hashable {
  /// The name of the place.
  public let name: DistributionPointName?
  /// The reasons that its lists speak of; nil for all.
  public let reasons: ReasonFlags?
  /// Who signs the lists, when it is not the issuer of the certificate.
  public let cRLIssuer: [GeneralName]?

  /// Creates a place, which must have a name or an issuer.
  public init(
    name: DistributionPointName? = nil, reasons: ReasonFlags? = nil,
    cRLIssuer: [GeneralName]? = nil
  ) {
    precondition(name != nil || cRLIssuer != nil, "a place has a name or an issuer")
    (self.name, self.reasons, self.cRLIssuer) = (name, reasons, cRLIssuer)
  }

  static func readAll(_ reader: inout DER.Reader) throws(ASN1Error) -> [DistributionPoint] {
    let points = try reader.readSequenceOf { (inside) throws(ASN1Error) in
      try DistributionPoint(reading: &inside)
    }
    guard !points.isEmpty else { throw .unexpectedValue(field: "CRLDistributionPoints") }
    return points
  }

  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var inside = try reader.readSequence()
    name = try DistributionPointName.read(&inside)
    let reasonsTag = DER.Tag.context(1, constructed: false)
    reasons =
      inside.nextTag == reasonsTag
      ? try ReasonFlags(reading: &inside, tagged: reasonsTag) : nil
    let issuerTag = DER.Tag.context(2, constructed: true)
    cRLIssuer =
      inside.nextTag == issuerTag ? try GeneralName.readAll(&inside, tagged: issuerTag) : nil
    try inside.expectEnd()
    guard name != nil || cRLIssuer != nil else {
      throw .unexpectedValue(field: "DistributionPoint")
    }
  }

  var der: [UInt8] {
    DER.sequence(
      name.map { DER.explicit(0, $0.der) } ?? [],
      reasons.map { DER.implicit(1, $0.der) } ?? [],
      cRLIssuer.map { DER.implicit(2, DER.sequence($0.map(\.der))) } ?? [])
  }
}

/// The name of a place (RFC 5280, section 4.2.1.13).
public enum DistributionPointName: Sendable, Hashable {
  /// Names, each of which is the whole name of the same place.
  case fullName([GeneralName])
  /// What must be put behind the name of the issuer of the list.
  case nameRelativeToCRLIssuer(RelativeDistinguishedName)

  /// Reads `[0] DistributionPointName OPTIONAL`.
  static func read(_ reader: inout DER.Reader) throws(ASN1Error) -> DistributionPointName? {
    try reader.readOptional(.context(0, constructed: true)) { (inside) throws(ASN1Error) in
      if inside.nextTag == .context(1, constructed: true) {
        return .nameRelativeToCRLIssuer(
          try RelativeDistinguishedName(reading: &inside, tagged: .context(1, constructed: true)))
      }
      return .fullName(
        try GeneralName.readAll(&inside, tagged: .context(0, constructed: true)))
    }
  }

  /// The encoding of the choice.
  var der: [UInt8] {
    switch self {
    case .fullName(let names): DER.implicit(0, DER.sequence(names.map(\.der)))
    case .nameRelativeToCRLIssuer(let relative): DER.implicit(1, relative.der)
    }
  }

  /// All whole names of the place, when the list is issued by one of these.
  func names(issuers: [Name]) -> [GeneralName] {
    switch self {
    case .fullName(let names): names
    case .nameRelativeToCRLIssuer(let relative):
      issuers.map { .directoryName(Name($0.relativeDistinguishedNames + [relative])) }
    }
  }
}

/// Reasons of revocation that a list speaks of (RFC 5280, section 4.2.1.13).
public struct ReasonFlags: OptionSet, Sendable, Hashable {
  public let rawValue: UInt16

  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Unspecified, or not used at all.
  public static let unused = ReasonFlags(rawValue: 1 << 0)
  /// Somebody else may have the key.
  public static let keyCompromise = ReasonFlags(rawValue: 1 << 1)
  /// Somebody else may have the key of the CA.
  public static let cACompromise = ReasonFlags(rawValue: 1 << 2)
  /// The names or other facts have changed.
  public static let affiliationChanged = ReasonFlags(rawValue: 1 << 3)
  /// There is another certificate in its place.
  public static let superseded = ReasonFlags(rawValue: 1 << 4)
  /// It is needed no more.
  public static let cessationOfOperation = ReasonFlags(rawValue: 1 << 5)
  /// It is on hold, and may come back.
  public static let certificateHold = ReasonFlags(rawValue: 1 << 6)
  /// A privilege was withdrawn.
  public static let privilegeWithdrawn = ReasonFlags(rawValue: 1 << 7)
  /// Somebody else may have the key of the attribute authority.
  public static let aACompromise = ReasonFlags(rawValue: 1 << 8)

  /// All reasons.
  public static let all = ReasonFlags(rawValue: 0x1fe)

  init(reading reader: inout DER.Reader, tagged tag: DER.Tag) throws(ASN1Error) {
    self.init(rawValue: try NamedBits.read(&reader, tagged: tag, count: 9, field: "ReasonFlags"))
  }

  var der: [UInt8] { NamedBits.encode(rawValue, count: 9) }
}

extension ReasonFlags: CustomStringConvertible {
  /// The names of the reasons.
  public var description: String {
    if self == .all { return "all reasons" }
    let names = [
      "unused", "keyCompromise", "cACompromise", "affiliationChanged", "superseded",
      "cessationOfOperation", "certificateHold", "privilegeWithdrawn", "aACompromise",
    ]
    return names.indices.filter { rawValue >> UInt16($0) & 1 == 1 }.map { names[$0] }
      .joined(separator: ", ")
  }
}
