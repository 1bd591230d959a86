import ASN1

/// A distinguished name: a sequence of sets of attributes, from the widest to the narrowest
/// (RFC 5280, section 4.1.2.4; X.501).
///
/// Two names are equal when RFC 5280, section 7.1, says so: whatever their string types, letter
/// case and white space. Whoever wants the octets themselves compares `der`.
public struct Name: Sendable {
  /// The sets of attributes.
  public let relativeDistinguishedNames: [RelativeDistinguishedName]
  /// The encoding, as it was read.
  public let der: [UInt8]
  /// What is compared.
  let prepared: [[PreparedAttribute]]

  /// Creates a name from its sets of attributes.
  public init(_ relativeDistinguishedNames: [RelativeDistinguishedName]) {
    self.init(
      relativeDistinguishedNames, der: DER.sequence(relativeDistinguishedNames.map(\.der)))
  }

  private init(_ names: [RelativeDistinguishedName], der: [UInt8]) {
    relativeDistinguishedNames = names
    self.der = der
    prepared = names.map(\.prepared)
  }

  /// The name without attributes, which certificates with nothing but alternative names have.
  public static let empty = Name([])

  /// Whether there are no attributes.
  public var isEmpty: Bool { relativeDistinguishedNames.isEmpty }

  /// The attributes from the first to the last.
  public var attributes: [AttributeTypeAndValue] {
    relativeDistinguishedNames.flatMap(\.attributes)
  }

  /// The last common name, which is what people call the holder by; nil without one.
  public var commonName: String? {
    attributes.last { $0.type == .commonName }?.text
  }

  /// Whether this name begins with all of another: it stands in its subtree (RFC 5280, section
  /// 4.2.1.10).
  public func isWithin(_ base: Name) -> Bool {
    prepared.starts(with: base.prepared)
  }
}

extension Name: Hashable {
  /// Compares names by RFC 5280, section 7.1.
  public static func == (left: Name, right: Name) -> Bool { left.prepared == right.prepared }

  /// Feeds what is compared to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(prepared) }
}

// MARK: - DER

extension Name {
  /// Reads `SEQUENCE OF RelativeDistinguishedName`.
  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    let element = try reader.readElement()
    guard element.tag == .sequence else {
      throw .unexpectedTag(
        offset: element.offset, expected: DER.Tag.sequence.octet, found: element.tag.octet)
    }
    var elements = element.reader
    var names: [RelativeDistinguishedName] = []
    while !elements.isAtEnd { names.append(try RelativeDistinguishedName(reading: &elements)) }
    self.init(names, der: element.encoding)
  }

  /// Reads a name that is an encoding by itself.
  ///
  /// - Throws: `ASN1Error` for whatever is no name.
  public init(der: [UInt8]) throws(ASN1Error) {
    var reader = DER.Reader(der)
    try self.init(reading: &reader)
    try reader.expectEnd()
  }
}

/// A set of attributes, nearly always of one (RFC 5280, section 4.1.2.4).
public struct RelativeDistinguishedName: Sendable {
  /// The attributes, at least one, in the order of their encodings.
  public let attributes: [AttributeTypeAndValue]

  /// Creates a set of at least one attribute.
  public init(_ attributes: [AttributeTypeAndValue]) {
    precondition(!attributes.isEmpty, "a relative name has an attribute")
    self.attributes = attributes
  }

  /// What is compared: the attributes of a set have no order.
  var prepared: [PreparedAttribute] {
    attributes.map(PreparedAttribute.init).sorted()
  }

  /// Reads `SET SIZE (1..MAX) OF AttributeTypeAndValue`.
  init(reading reader: inout DER.Reader, tagged tag: DER.Tag = .set) throws(ASN1Error) {
    let attributes = try reader.readSetOf(tagged: tag) { (inside) throws(ASN1Error) in
      try AttributeTypeAndValue(reading: &inside)
    }
    guard !attributes.isEmpty else { throw .unexpectedValue(field: "RelativeDistinguishedName") }
    self.attributes = attributes
  }

  /// The encoding.
  var der: [UInt8] { DER.set(of: attributes.map(\.der)) }
}

extension RelativeDistinguishedName: Hashable {
  /// Compares the attributes by RFC 5280, section 7.1.
  public static func == (
    left: RelativeDistinguishedName, right: RelativeDistinguishedName
  ) -> Bool {
    left.prepared == right.prepared
  }

  /// Feeds what is compared to a hasher.
  public func hash(into hasher: inout Hasher) { hasher.combine(prepared) }
}
