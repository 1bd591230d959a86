import ASN1

/// The purposes of a key (RFC 5280, section 4.2.1.12).
public struct ExtendedKeyUsage: ExtensionContent {
  public static let identifier = ObjectIdentifier.extKeyUsage

  /// The purposes, at least one.
  public let purposes: [ObjectIdentifier]

  /// Creates the extension from at least one purpose.
  public init(_ purposes: [ObjectIdentifier]) {
    precondition(!purposes.isEmpty, "a key has a purpose")
    self.purposes = purposes
  }

  /// Whether the key may serve a purpose.
  public func allows(_ purpose: ObjectIdentifier) -> Bool {
    purposes.contains(purpose) || purposes.contains(.anyExtendedKeyUsage)
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    let purposes = try reader.readSequenceOf { (inside) throws(ASN1Error) in
      try inside.readObjectIdentifier()
    }
    guard !purposes.isEmpty else { throw .unexpectedValue(field: "ExtKeyUsageSyntax") }
    self.purposes = purposes
  }

  public var der: [UInt8] { DER.sequence(purposes.map(DER.objectIdentifier)) }
}
