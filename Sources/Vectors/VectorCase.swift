import Bytes

/// One case of a file: its own fields, those of its group, and how to call it in a report.
struct VectorCase: Sendable {
  /// "[ENCRYPT] COUNT = 3, line 24" or "tcId 17: comment".
  let name: String
  /// The texts between brackets above the case, in their order.
  var sections: [String] = []
  /// The fields of the case itself.
  var fields: [String: String]
  /// Fields that stand above the case and hold for those below them.
  var context: [String: String] = [:]
  /// What a Wycheproof case says should happen; nil in other formats.
  var expectation: WycheproofExpectation?
  /// Whether it is of an ACVP prompt without a file of results, so that a field that is missing is
  /// a result that nobody gave.
  var lacksResults = false

  /// The text of a field, the case's own before the group's; nil when neither has it.
  func optionalText(_ field: String) -> String? {
    fields[field] ?? context[field]
  }

  /// The text of a field.
  func text(_ field: String) throws(VectorError) -> String {
    guard let text = optionalText(field) else { throw .missing(field: field) }
    return text
  }

  /// The octets that a field's hexadecimal digits stand for.
  func bytes(_ field: String) throws(VectorError) -> [UInt8] {
    try decode(text(field), field: field)
  }

  /// The octets of a field of exactly so many.
  func bytes(_ field: String, count: Int) throws(VectorError) -> [UInt8] {
    let bytes = try bytes(field)
    guard bytes.count == count else {
      throw .malformed(field: field, expected: "\(count) bytes", found: "\(bytes.count)")
    }
    return bytes
  }

  /// The number that a field's decimal digits stand for, from 0 to 2^31 - 1.
  func integer(_ field: String) throws(VectorError) -> Int {
    try VectorCase.integer(text(field), field: field)
  }

  /// The number in a bracketed line such as `[L = 32]`; nil when no such line is above the case.
  func sectionInteger(_ name: String) throws(VectorError) -> Int? {
    guard let text = sectionText(name) else { return nil }
    return try VectorCase.integer(text, field: name)
  }

  /// The text in a bracketed line such as `[mod = 2048]`; nil when no such line is above the case.
  func sectionText(_ name: String) -> String? {
    for section in sections {
      let parts = section.split(separator: "=", maxSplits: 1)
      if parts.count == 2, trimmed(parts[0]) == name { return trimmed(parts[1]) }
    }
    return nil
  }

  /// Whether a field `Result` says that the case must pass (`P`) or fail (`F`), whatever reason
  /// stands behind the letter.
  func expectsPass(_ field: String = "Result") throws(VectorError) -> Bool {
    let text = try text(field)
    switch text.first {
    case "P": return true
    case "F": return false
    default: throw .malformed(field: field, expected: "P or F", found: text)
    }
  }

  /// The octets of hexadecimal digits, which may begin with `0x` and have spaces between them.
  func decode(_ digits: String, field: String) throws(VectorError) -> [UInt8] {
    do {
      return try Hex.decode(digits)
    } catch {
      let plain = digits.filter { $0 != " " && $0 != "\t" }
      if let octets = try? Hex.decode(plain.hasPrefix("0x") ? String(plain.dropFirst(2)) : plain) {
        return octets
      }
      throw .malformed(field: field, expected: "hexadecimal octets", found: "\(error)")
    }
  }

  private static func integer(_ text: String, field: String) throws(VectorError) -> Int {
    guard let value = Int(text), (0...Int(Int32.max)).contains(value) else {
      throw .malformed(field: field, expected: "a number from 0 to 2147483647", found: text)
    }
    return value
  }
}

/// Text without the spaces and tabs around it.
func trimmed(_ text: Substring) -> String {
  let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
  return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
}
