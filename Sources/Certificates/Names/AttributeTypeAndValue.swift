import ASN1

/// One attribute of a name: what it is, and its value (RFC 5280, section 4.1.2.4).
public struct AttributeTypeAndValue: Sendable, Hashable {
  /// A value, which is a string of some type for every attribute that people use.
  public enum Value: Sendable, Hashable {
    /// A string.
    case string(ASN1String)
    /// Anything else, encoded.
    case other([UInt8])
  }

  /// What the attribute is: commonName, for instance.
  public let type: ObjectIdentifier
  /// Its value.
  public let value: Value

  /// Creates an attribute.
  public init(type: ObjectIdentifier, value: Value) {
    self.type = type
    self.value = value
  }

  /// Creates an attribute from a text, in the string type that RFC 5280, appendix A.1, gives it:
  /// PrintableString for countries and serial numbers, IA5String for domain components and mail
  /// addresses, UTF8String for all others.
  ///
  /// - Throws: `CertificateError.nameAttribute` for a text that the type does not have, or that is
  ///   empty or too long (RFC 5280, appendix A.1, upper bounds).
  public init(type: ObjectIdentifier, text: String) throws(CertificateError) {
    let form = AttributeForm.of(type)
    guard form.lengths.contains(text.unicodeScalars.count),
      let string = ASN1String(text, as: form.kind)
    else {
      throw .nameAttribute(AttributeForm.keyword(of: type), expected: form.expected)
    }
    self.init(type: type, value: .string(string))
  }

  /// The text of the value; nil when it is no string.
  public var text: String? {
    if case .string(let string) = value { string.string } else { nil }
  }
}

// MARK: - DER

extension AttributeTypeAndValue {
  /// Reads `SEQUENCE { type OBJECT IDENTIFIER, value ANY }`.
  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    self = try reader.readSequence { (inside) throws(ASN1Error) in
      let type = try inside.readObjectIdentifier()
      return try inside.component(AttributeForm.keyword(of: type)) {
        (inside) throws(ASN1Error) in
        guard let tag = inside.nextTag, ASN1String.Kind(tag: tag) != nil else {
          return AttributeTypeAndValue(
            type: type, value: .other(try inside.readElement().encoding))
        }
        return AttributeTypeAndValue(type: type, value: .string(try inside.readString()))
      }
    }
  }

  /// The encoding.
  var der: [UInt8] {
    let value =
      switch self.value {
      case .string(let string): DER.string(string)
      case .other(let encoding): encoding
      }
    return DER.sequence(DER.objectIdentifier(type), value)
  }
}

/// How an attribute is written: its keyword in text, its string type, and how long it may be.
struct AttributeForm: Sendable {
  let kind: ASN1String.Kind
  let lengths: ClosedRange<Int>

  /// What an error says was expected.
  var expected: String {
    let count =
      lengths.lowerBound == lengths.upperBound
      ? "\(lengths.lowerBound)" : "\(lengths.lowerBound) to \(lengths.upperBound)"
    return "\(count) characters of a \(kind.tag)"
  }

  /// The form of a type (RFC 5280, appendix A.1).
  static func of(_ type: ObjectIdentifier) -> AttributeForm {
    switch type {
    case .countryName: AttributeForm(kind: .printable, lengths: 2...2)
    case .serialNumber: AttributeForm(kind: .printable, lengths: 1...64)
    case .dnQualifier: AttributeForm(kind: .printable, lengths: 1...32768)
    case .domainComponent: AttributeForm(kind: .ia5, lengths: 1...63)
    case .emailAddress: AttributeForm(kind: .ia5, lengths: 1...255)
    case .commonName, .organizationName, .organizationalUnitName, .title:
      AttributeForm(kind: .utf8, lengths: 1...64)
    case .localityName, .stateOrProvinceName, .pseudonym:
      AttributeForm(kind: .utf8, lengths: 1...128)
    default: AttributeForm(kind: .utf8, lengths: 1...32768)
    }
  }

  /// The keywords of RFC 4514, section 3; other types have the names of their standards.
  static let keywords: KeyValuePairs<String, ObjectIdentifier> = [
    "CN": .commonName, "L": .localityName, "ST": .stateOrProvinceName, "O": .organizationName,
    "OU": .organizationalUnitName, "C": .countryName, "STREET": .streetAddress,
    "DC": .domainComponent, "UID": .userID,
  ]

  /// Types with names that are understood in text beside the keywords.
  static let named: [ObjectIdentifier] = [
    .commonName, .surname, .serialNumber, .countryName, .localityName, .stateOrProvinceName,
    .streetAddress, .organizationName, .organizationalUnitName, .title, .postalCode,
    .nameAttribute, .givenName, .initials, .generationQualifier, .dnQualifier, .pseudonym,
    .organizationIdentifier, .userID, .domainComponent, .emailAddress,
  ]

  /// How text names a type: keyword, name, or arcs.
  static func keyword(of type: ObjectIdentifier) -> String {
    if let keyword = keywords.first(where: { $0.value == type })?.key { return keyword }
    if named.contains(type), let name = type.name { return name }
    return type.description
  }

  /// The type that a word of a text names; nil for none.
  static func type(named word: String) -> ObjectIdentifier? {
    let lower = word.lowercased()
    if let type = keywords.first(where: { $0.key.lowercased() == lower })?.value { return type }
    if let type = named.first(where: { $0.name?.lowercased() == lower }) { return type }
    return ObjectIdentifier(word)
  }
}
