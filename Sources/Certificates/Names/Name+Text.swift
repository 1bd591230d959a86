import ASN1
import Bytes

/// Names as text: the string representation of RFC 4514, `CN=alice,O=Lab,C=DE`.
///
/// Text begins with the narrowest attribute, where the encoding has it last.
extension Name: CustomStringConvertible {
  /// The name as text (RFC 4514, section 2).
  ///
  /// Characters that would control a terminal are escaped too.
  public var description: String {
    relativeDistinguishedNames.reversed().map { relative in
      relative.attributes.map(Name.text).joined(separator: "+")
    }.joined(separator: ",")
  }

  private static func text(_ attribute: AttributeTypeAndValue) -> String {
    let keyword = AttributeForm.keyword(of: attribute.type)
    switch attribute.value {
    // A type in arcs has a value in digits: who reads it need not know its syntax (section 2.4).
    case .string(let string) where ObjectIdentifier(keyword) == nil:
      return keyword + "=" + escaped(string.string)
    case .string(let string): return keyword + "=#" + Hex.encode(DER.string(string))
    case .other(let encoding): return keyword + "=#" + Hex.encode(encoding)
    }
  }

  /// The text of a value (section 2.4).
  private static func escaped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let isAtEnd = index == scalars.count - 1
      switch scalar {
      case "\"", "+", ",", ";", "<", ">", "\\":
        result += "\\\(scalar)"
      case " " where index == 0 || isAtEnd, "#" where index == 0:
        result += "\\\(scalar)"
      case _ where hides(scalar):
        for octet in String(scalar).utf8 { result += "\\" + Hex.encode([octet]) }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func hides(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: true
    default: false
    }
  }
}

extension Name {
  /// Reads a name from text (RFC 4514, section 3), with spaces around its signs allowed.
  ///
  /// - Throws: `CertificateError.nameText` for what is no name, `.nameAttribute` for a value that
  ///   its attribute cannot have.
  public init(_ text: String) throws(CertificateError) {
    var reader = NameTextReader(text)
    var names: [RelativeDistinguishedName] = []
    while !reader.isAtEnd {
      if !names.isEmpty { try reader.expect(",") }
      var attributes = [try reader.readAttribute()]
      while reader.next == "+" {
        try reader.expect("+")
        attributes.append(try reader.readAttribute())
      }
      names.append(RelativeDistinguishedName(attributes))
    }
    self.init(names.reversed())
  }
}

/// Reads the parts of a name from text.
private struct NameTextReader {
  private var rest: Substring.UnicodeScalarView
  private let length: Int

  init(_ text: String) {
    rest = Substring(text).unicodeScalars
    length = rest.count
    skipSpaces()
  }

  var isAtEnd: Bool { rest.isEmpty }
  var next: Unicode.Scalar? { rest.first }

  private func error(_ expected: String) -> CertificateError {
    .nameText(offset: length - rest.count, expected: expected)
  }

  private mutating func skipSpaces() {
    while rest.first == " " { rest.removeFirst() }
  }

  mutating func expect(_ sign: Unicode.Scalar) throws(CertificateError) {
    guard rest.first == sign else { throw error("'\(sign)'") }
    rest.removeFirst()
    skipSpaces()
  }

  mutating func readAttribute() throws(CertificateError) -> AttributeTypeAndValue {
    let word = String(String.UnicodeScalarView(rest.prefix { !"=,+ ".unicodeScalars.contains($0) }))
    guard let type = AttributeForm.type(named: word) else {
      throw error("an attribute such as CN, O, OU, C")
    }
    rest.removeFirst(word.unicodeScalars.count)
    skipSpaces()
    try expect("=")
    guard rest.first == "#" else {
      return try AttributeTypeAndValue(type: type, text: readString())
    }
    rest.removeFirst()
    let digits = String(String.UnicodeScalarView(rest.prefix { $0.properties.isASCIIHexDigit }))
    guard let encoding = try? Hex.decode(digits), !encoding.isEmpty else {
      throw error("hexadecimal digits")
    }
    rest.removeFirst(digits.count)
    skipSpaces()
    var reader = DER.Reader(DER.sequence(DER.objectIdentifier(type), encoding))
    guard let attribute = try? AttributeTypeAndValue(reading: &reader), reader.isAtEnd else {
      throw error("the DER encoding of one value")
    }
    return attribute
  }

  /// Reads a value up to the next sign that separates, without the spaces around it.
  private mutating func readString() throws(CertificateError) -> String {
    var octets: [UInt8] = []
    var kept = 0  // What is escaped is no space to be taken away.
    while let scalar = rest.first, scalar != ",", scalar != "+" {
      guard !"\";<>".unicodeScalars.contains(scalar) else { throw error("'\\' before \(scalar)") }
      rest.removeFirst()
      if scalar != "\\" {
        octets += Array(String(scalar).utf8)
        if scalar != " " { kept = octets.count }
        continue
      }
      guard let escaped = rest.first else { throw error("a character after '\\'") }
      let pair = String(String.UnicodeScalarView(rest.prefix(2)))
      if pair.unicodeScalars.count == 2, let octet = try? Hex.decode(pair) {
        octets += octet
        rest.removeFirst(2)
      } else if " \"#+,;<=>\\".unicodeScalars.contains(escaped) {
        octets += Array(String(escaped).utf8)
        rest.removeFirst()
      } else {
        throw error("two hexadecimal digits or a special character after '\\'")
      }
      kept = octets.count
    }
    guard let text = String(validating: octets[..<kept], as: UTF8.self) else {
      throw error("UTF-8")
    }
    return text
  }
}
