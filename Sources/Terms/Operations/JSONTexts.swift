import Bytes

/// A JSON array of texts, as Python's `json.dumps` writes it: what is not ASCII is escaped.
public struct JSONTexts: OpenEncoding {
  private let texts: [Term]

  /// Writes texts, which must be UTF-8.
  public init(_ texts: [Term]) {
    self.texts = texts
  }

  static let name = "JSON"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 8259", "sections 5 and 7") }
  public var operands: [Operand] {
    texts.enumerated().map { Operand("element \($0.offset)", $0.element) }
  }
  public var formula: String { "\(name) [\(texts.map(\.name).joined(separator: ", "))]" }

  public func evaluate() throws(TermError) -> [UInt8] {
    var elements: [String] = []
    for term in texts {
      guard let text = String(validating: term.bytes, as: UTF8.self) else {
        throw .operand("element", of: name, expected: "UTF-8")
      }
      elements.append(Self.quoted(text))
    }
    return Array("[\(elements.joined(separator: ", "))]".utf8)
  }

  public var proof: ProofCommand? {
    .python(
      "json.dumps([x.decode() for x in a]).encode()", setup: "import json;",
      arguments: texts.map(\.bytes))
  }

  /// An encoding hides nothing.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { texts }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x22: result += "\\\""
      case 0x5C: result += "\\\\"
      case 0x0A: result += "\\n"
      case 0x0D: result += "\\r"
      case 0x09: result += "\\t"
      case 0x08: result += "\\b"
      case 0x0C: result += "\\f"
      case 0x20...0x7E: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default: result += "\\u" + Hex.encode([UInt8(unit >> 8), UInt8(unit & 0xFF)])
      }
    }
    return result + "\""
  }
}

/// One text of a JSON array of texts.
public struct JSONElement: OpenEncoding {
  private let array: Term
  private let index: Int
  private let count: Int

  /// Takes the text at an index, from 0, of an array of so many.
  public init(_ index: Int, of count: Int, in array: Term) {
    self.array = array
    self.index = index
    self.count = count
  }

  public var name: String { "JSON element" }
  public var citation: Citation { Citation("RFC 8259", "sections 5 and 7") }
  public var operands: [Operand] { [Operand("array", array)] }
  public var parameters: [Parameter] { [Parameter("index", index)] }
  public var formula: String { "\(array.name)[\(index)], read as JSON" }

  public func evaluate() throws(TermError) -> [UInt8] {
    var parser = TextArrayParser(array.bytes)
    guard let texts = parser.parse(), texts.count == count, texts.indices.contains(index) else {
      throw .operand("array", of: name, expected: "a JSON array of \(count) texts")
    }
    return Array(texts[index].utf8)
  }

  public var proof: ProofCommand? {
    .python("json.loads(a[0])[\(index)].encode()", setup: "import json;", arguments: [array.bytes])
  }

  /// What was written is read again.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    if let texts = forms.operands(of: operands[0], if: JSONTexts.name), texts.count == count {
      return texts[index]
    }
    return forms.application(of: self, to: operands)
  }
}

/// Reads an array of strings, and nothing else that JSON has.
private struct TextArrayParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The texts; nil if these are other octets.
  mutating func parse() -> [String]? {
    skipSpace()
    guard take("[") else { return nil }
    var texts: [String] = []
    skipSpace()
    if !take("]") {
      repeat {
        skipSpace()
        guard let text = string() else { return nil }
        texts.append(text)
        skipSpace()
      } while take(",")
      guard take("]") else { return nil }
    }
    skipSpace()
    return position == bytes.count ? texts : nil
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) {
      position += 1
    }
  }

  /// Reads a string; it is UTF-8 whatever its escapes say.
  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var octets: [UInt8] = []
    while position < bytes.count {
      let octet = bytes[position]
      position += 1
      switch octet {
      case UInt8(ascii: "\""): return String(validating: octets, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        octets += Array(String(Character(scalar)).utf8)
      case 0x00..<0x20: return nil
      default: octets.append(octet)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard position < bytes.count else { return nil }
    defer { position += 1 }
    switch bytes[position] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return unicode()
    default: return nil
    }
  }

  /// Reads the digits of `\uXXXX`, and those of a second half where there must be one; the
  /// position ends on the last digit.
  private mutating func unicode() -> Unicode.Scalar? {
    guard let first = unit() else { return nil }
    guard UTF16.isLeadSurrogate(first) else { return Unicode.Scalar(first) }
    guard position + 2 < bytes.count, bytes[position + 1] == UInt8(ascii: "\\"),
      bytes[position + 2] == UInt8(ascii: "u")
    else { return nil }
    position += 2
    guard let second = unit(), UTF16.isTrailSurrogate(second) else { return nil }
    return Unicode.Scalar(0x10000 + (UInt32(first & 0x3FF) << 10 | UInt32(second & 0x3FF)))
  }

  private mutating func unit() -> UInt16? {
    guard position + 4 < bytes.count,
      let octets = try? Hex.decode(
        String(decoding: bytes[(position + 1)...(position + 4)], as: UTF8.self))
    else { return nil }
    position += 4
    return UInt16(octets[0]) << 8 | UInt16(octets[1])
  }
}
