import ASN1

/// More names of the subject (RFC 5280, section 4.2.1.6).
public struct SubjectAltName: ExtensionContent {
  public static let identifier = ObjectIdentifier.subjectAltName

  /// The names, at least one.
  public let names: [GeneralName]

  /// Creates the extension from at least one name.
  public init(_ names: [GeneralName]) {
    precondition(!names.isEmpty, "an alternative name has a name")
    self.names = names
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    names = try AlternativeNames.read(&reader)
  }

  public var der: [UInt8] { DER.sequence(names.map(\.der)) }
}

/// More names of the issuer (RFC 5280, section 4.2.1.7).
public struct IssuerAltName: ExtensionContent {
  public static let identifier = ObjectIdentifier.issuerAltName

  /// The names, at least one.
  public let names: [GeneralName]

  /// Creates the extension from at least one name.
  public init(_ names: [GeneralName]) {
    precondition(!names.isEmpty, "an alternative name has a name")
    self.names = names
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    names = try AlternativeNames.read(&reader)
  }

  public var der: [UInt8] { DER.sequence(names.map(\.der)) }
}

private enum AlternativeNames {
  /// Reads names, of which an address must be a whole one (RFC 5280, section 4.2.1.6).
  static func read(_ reader: inout DER.Reader) throws(ASN1Error) -> [GeneralName] {
    let names = try GeneralName.readAll(&reader)
    for case .iPAddress(let octets) in names where octets.count != 4 && octets.count != 16 {
      throw .unexpectedValue(field: "iPAddress")
    }
    return names
  }
}
