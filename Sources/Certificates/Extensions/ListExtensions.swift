import ASN1
import Arithmetic

/// The number of a list, which grows with every new one (RFC 5280, section 5.2.3).
public struct CRLNumber: ExtensionContent {
  public static let identifier = ObjectIdentifier.cRLNumber

  /// The number.
  public let number: Natural

  /// Creates the extension.
  public init(_ number: Natural) { self.number = number }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    number = Natural(bigEndian: try reader.readNaturalOctets())
  }

  public var der: [UInt8] { DER.integer(number) }
}

/// Says that a list has only what has changed since another (RFC 5280, section 5.2.4).
public struct DeltaCRLIndicator: ExtensionContent {
  public static let identifier = ObjectIdentifier.deltaCRLIndicator

  /// The number of the list that it continues.
  public let baseCRLNumber: Natural

  /// Creates the extension.
  public init(baseCRLNumber: Natural) { self.baseCRLNumber = baseCRLNumber }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    baseCRLNumber = Natural(bigEndian: try reader.readNaturalOctets())
  }

  public var der: [UInt8] { DER.integer(baseCRLNumber) }
}

/// Which certificates and reasons a list speaks of (RFC 5280, section 5.2.5).
public struct IssuingDistributionPoint: ExtensionContent {
  public static let identifier = ObjectIdentifier.issuingDistributionPoint

  /// Where the list is published.
  public let distributionPoint: DistributionPointName?
  /// Whether it speaks only of certificates that are not those of CAs.
  public let onlyContainsUserCerts: Bool
  /// Whether it speaks only of certificates of CAs.
  public let onlyContainsCACerts: Bool
  /// The reasons that it speaks of; nil for all.
  public let onlySomeReasons: ReasonFlags?
  /// Whether it speaks of certificates of other issuers too.
  public let indirectCRL: Bool
  /// Whether it speaks only of attribute certificates.
  public let onlyContainsAttributeCerts: Bool

  /// Creates the extension; at most one of the three `onlyContains` may hold.
  public init(
    distributionPoint: DistributionPointName? = nil, onlyContainsUserCerts: Bool = false,
    onlyContainsCACerts: Bool = false, onlySomeReasons: ReasonFlags? = nil,
    indirectCRL: Bool = false, onlyContainsAttributeCerts: Bool = false
  ) {
    self.distributionPoint = distributionPoint
    self.onlyContainsUserCerts = onlyContainsUserCerts
    self.onlyContainsCACerts = onlyContainsCACerts
    self.onlySomeReasons = onlySomeReasons
    self.indirectCRL = indirectCRL
    self.onlyContainsAttributeCerts = onlyContainsAttributeCerts
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var inside = try reader.readSequence()
    distributionPoint = try DistributionPointName.read(&inside)
    onlyContainsUserCerts = try IssuingDistributionPoint.flag(1, &inside)
    onlyContainsCACerts = try IssuingDistributionPoint.flag(2, &inside)
    let reasonsTag = DER.Tag.context(3, constructed: false)
    onlySomeReasons =
      inside.nextTag == reasonsTag ? try ReasonFlags(reading: &inside, tagged: reasonsTag) : nil
    indirectCRL = try IssuingDistributionPoint.flag(4, &inside)
    onlyContainsAttributeCerts = try IssuingDistributionPoint.flag(5, &inside)
    try inside.expectEnd()
  }

  /// Reads `[number] BOOLEAN DEFAULT FALSE`.
  private static func flag(_ number: UInt8, _ reader: inout DER.Reader) throws(ASN1Error) -> Bool {
    let tag = DER.Tag.context(number, constructed: false)
    guard reader.nextTag == tag else { return false }
    guard try reader.readBoolean(tagged: tag) else { throw .unexpectedValue(field: "\(tag)") }
    return true
  }

  public var der: [UInt8] {
    func flag(_ number: UInt8, _ value: Bool) -> [UInt8] {
      value ? DER.implicit(number, DER.boolean(true)) : []
    }
    return DER.sequence(
      distributionPoint.map { DER.explicit(0, $0.der) } ?? [], flag(1, onlyContainsUserCerts),
      flag(2, onlyContainsCACerts), onlySomeReasons.map { DER.implicit(3, $0.der) } ?? [],
      flag(4, indirectCRL), flag(5, onlyContainsAttributeCerts))
  }
}

/// Why a certificate was revoked (RFC 5280, section 5.3.1).
public enum CRLReason: Int, ExtensionContent, CaseIterable {
  case unspecified = 0
  case keyCompromise = 1
  case cACompromise = 2
  case affiliationChanged = 3
  case superseded = 4
  case cessationOfOperation = 5
  case certificateHold = 6
  case removeFromCRL = 8
  case privilegeWithdrawn = 9
  case aACompromise = 10

  public static let identifier = ObjectIdentifier.reasonCode

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    let value = try reader.readEnumerated(field: "CRLReason")
    guard let reason = CRLReason(rawValue: value) else {
      throw .unexpectedValue(field: "CRLReason")
    }
    self = reason
  }

  public var der: [UInt8] { DER.enumerated(UInt64(rawValue)) }

  /// The name in the standard.
  public var name: String { String(describing: self) }

  /// The reason with a name of the standard, in whatever letter case.
  public init?(named name: String) {
    let lower = name.lowercased()
    guard let reason = CRLReason.allCases.first(where: { $0.name.lowercased() == lower }) else {
      return nil
    }
    self = reason
  }
}

/// When the key was lost or the certificate became wrong (RFC 5280, section 5.3.2).
public struct InvalidityDate: ExtensionContent {
  public static let identifier = ObjectIdentifier.invalidityDate

  /// The time.
  public let time: ASN1Time

  /// Creates the extension.
  public init(_ time: ASN1Time) { self.time = time }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    time = try reader.readGeneralizedTime()
  }

  public var der: [UInt8] { DER.generalizedTime(time) }
}

/// Who issued the certificate of an entry in an indirect list (RFC 5280, section 5.3.3).
public struct CertificateIssuer: ExtensionContent {
  public static let identifier = ObjectIdentifier.certificateIssuer

  /// The names of the issuer, at least one.
  public let names: [GeneralName]

  /// Creates the extension from at least one name.
  public init(_ names: [GeneralName]) {
    precondition(!names.isEmpty, "an issuer has a name")
    self.names = names
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    names = try GeneralName.readAll(&reader)
  }

  public var der: [UInt8] { DER.sequence(names.map(\.der)) }
}
