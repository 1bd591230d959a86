import Bytes

/// Reads one JSON text (RFC 8259) from octets; a text that is none gives nil.
///
/// Nesting is bounded, as it is taken apart by recursion. If an object has a name twice, the last
/// one counts.
struct JSONReader {
  /// How deeply arrays and objects may nest.
  static let deepest = 64

  private let octets: [UInt8]
  private var index = 0

  /// Prepares to read UTF-8.
  init(_ octets: [UInt8]) {
    self.octets = octets
  }

  /// Reads a value, and nothing after it.
  mutating func read() -> JSONValue? {
    guard let value = value(depth: 0) else { return nil }
    skipSpace()
    return index == octets.count ? value : nil
  }

  private var next: UInt8? { index < octets.count ? octets[index] : nil }

  private mutating func skipSpace() {
    while let octet = next, octet == 0x20 || octet == 0x09 || octet == 0x0A || octet == 0x0D {
      index += 1
    }
  }

  /// Reads an octet if it is the next one.
  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) -> JSONValue? {
    guard depth <= Self.deepest else { return nil }
    skipSpace()
    switch next {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""): return string().map(JSONValue.string)
    case UInt8(ascii: "t"): return word("true", .bool(true))
    case UInt8(ascii: "f"): return word("false", .bool(false))
    case UInt8(ascii: "n"): return word("null", .null)
    default: return number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) -> JSONValue? {
    guard octets[index...].starts(with: word.utf8) else { return nil }
    index += word.utf8.count
    return value
  }

  /// Section 4.
  private mutating func object(depth: Int) -> JSONValue? {
    index += 1
    var members: [String: JSONValue] = [:]
    skipSpace()
    if take("}") { return .object(members) }
    repeat {
      skipSpace()
      guard let name = string() else { return nil }
      skipSpace()
      guard take(":"), let value = value(depth: depth + 1) else { return nil }
      members[name] = value
      skipSpace()
    } while take(",")
    return take("}") ? .object(members) : nil
  }

  /// Section 5.
  private mutating func array(depth: Int) -> JSONValue? {
    index += 1
    var elements: [JSONValue] = []
    skipSpace()
    if take("]") { return .array(elements) }
    repeat {
      guard let value = value(depth: depth + 1) else { return nil }
      elements.append(value)
      skipSpace()
    } while take(",")
    return take("]") ? .array(elements) : nil
  }
}

// MARK: - Numbers and strings

extension JSONReader {
  /// Section 6.
  private mutating func number() -> JSONValue? {
    let start = index
    _ = take("-")
    if !take("0"), !takeDigits() { return nil }
    if take("."), !takeDigits() { return nil }
    if take("e") || take("E") {
      _ = take("+") || take("-")
      guard takeDigits() else { return nil }
    }
    let text = String(decoding: octets[start..<index], as: UTF8.self)
    guard let number = Double(text), number.isFinite else { return nil }
    return .number(number)
  }

  private mutating func takeDigits() -> Bool {
    let start = index
    while let octet = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(octet) { index += 1 }
    return index > start
  }

  /// Section 7.
  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var text = ""
    while true {
      let start = index
      while let octet = next, octet >= 0x20, octet != UInt8(ascii: "\""),
        octet != UInt8(ascii: "\\")
      {
        index += 1
      }
      guard let part = String(validating: octets[start..<index], as: UTF8.self) else { return nil }
      text += part
      if take("\"") { return text }
      guard take("\\"), let scalar = escaped() else { return nil }
      text.unicodeScalars.append(scalar)
    }
  }

  /// What stands after a backslash.
  private mutating func escaped() -> Unicode.Scalar? {
    guard let octet = next else { return nil }
    index += 1
    switch Unicode.Scalar(octet) {
    case "\"", "\\", "/": return Unicode.Scalar(octet)
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u":
      guard let unit = codeUnit() else { return nil }
      guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) }
      guard take("\\"), take("u"), let trail = codeUnit(), UTF16.isTrailSurrogate(trail) else {
        return nil
      }
      return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    default: return nil
    }
  }

  /// The four digits of a code unit of UTF-16.
  private mutating func codeUnit() -> UInt16? {
    let digits = octets[index...].prefix(4)
    guard digits.count == 4, let bytes = try? Hex.decode(String(decoding: digits, as: UTF8.self))
    else { return nil }
    index += 4
    return UInt16(bytes[0]) << 8 | UInt16(bytes[1])
  }
}
