import ASN1

/// An extension of a certificate, a request, or a list of revoked certificates, as it is encoded
/// (RFC 5280, sections 4.2 and 5.2).
public struct Extension: Sendable, Hashable {
  /// Which extension it is.
  public let identifier: ObjectIdentifier
  /// Whether nobody may use what it is in without understanding it.
  public let isCritical: Bool
  /// The encoding of what it says.
  public let value: [UInt8]

  /// Creates an extension from its encoded value.
  public init(identifier: ObjectIdentifier, isCritical: Bool = false, value: [UInt8]) {
    self.identifier = identifier
    self.isCritical = isCritical
    self.value = value
  }

  /// Encodes an extension of a known type.
  public init(_ content: some ExtensionContent, critical: Bool = false) {
    self.init(
      identifier: type(of: content).identifier, isCritical: critical, value: content.der)
  }

  /// The name of the extension, or its arcs.
  public var name: String { identifier.name ?? identifier.description }
}

/// What an extension of one type says.
public protocol ExtensionContent: Sendable, Hashable {
  /// Which extension it is.
  static var identifier: ObjectIdentifier { get }
  /// Reads the value of an extension.
  init(reading reader: inout DER.Reader) throws(ASN1Error)
  /// The encoded value of an extension.
  var der: [UInt8] { get }
}

// MARK: - DER

extension Extension {
  /// Reads `SEQUENCE { extnID, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }`.
  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    self = try reader.readSequence { (inside) throws(ASN1Error) in
      let identifier = try inside.readObjectIdentifier()
      let isCritical = inside.nextTag == .boolean
      // What is the default is left out (X.690, section 11.5).
      if isCritical, try !inside.readBoolean() { throw .unexpectedValue(field: "critical") }
      return Extension(
        identifier: identifier, isCritical: isCritical, value: try inside.readOctetString())
    }
  }

  /// Reads `Extensions`: at least one, and none twice (RFC 5280, section 4.2).
  static func readAll(_ reader: inout DER.Reader) throws(ASN1Error) -> [Extension] {
    var found: Set<ObjectIdentifier> = []
    let extensions = try reader.readSequenceOf { (inside) throws(ASN1Error) in
      let value = try Extension(reading: &inside)
      guard found.insert(value.identifier).inserted else {
        throw .unexpectedValue(field: "second \(value.name)")
      }
      return value
    }
    guard !extensions.isEmpty else { throw .unexpectedValue(field: "Extensions") }
    return extensions
  }

  /// The encoding.
  var der: [UInt8] {
    DER.sequence(
      DER.objectIdentifier(identifier), isCritical ? DER.boolean(true) : [], DER.octetString(value))
  }

  /// What the extension of a type among others says; nil when it is not there.
  static func content<Content: ExtensionContent>(
    _ type: Content.Type, in extensions: [Extension]
  ) throws(ASN1Error) -> Content? {
    guard let found = extensions.first(where: { $0.identifier == type.identifier }) else {
      return nil
    }
    var reader = DER.Reader(found.value)
    return try reader.component(found.name) { (inside) throws(ASN1Error) in
      let content = try Content(reading: &inside)
      try inside.expectEnd()
      return content
    }
  }
}
