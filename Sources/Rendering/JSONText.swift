/// JSON (RFC 8259) on one line, members in the order in which they were written.
package indirect enum JSONText {
  case string(String)
  case number(Int)
  case bool(Bool)
  case array([JSONText])
  case object([(String, JSONText)])

  /// The text.
  package var text: String {
    switch self {
    case .string(let string): JSONText.quoted(string)
    case .number(let number): String(number)
    case .bool(let bool): bool ? "true" : "false"
    case .array(let elements): "[\(elements.map(\.text).joined(separator: ","))]"
    case .object(let members):
      "{\(members.map { "\(JSONText.quoted($0.0)):\($0.1.text)" }.joined(separator: ","))}"
    }
  }

  package static func strings(_ strings: [String]) -> JSONText {
    .array(strings.map(JSONText.string))
  }

  /// A string with what RFC 8259, section 7, wants escaped, and what `escapingControls` escapes, so
  /// that a line stays a line for every reader and does nothing to a terminal that shows it.
  private static func quoted(_ string: String) -> String {
    var quoted = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      default:
        if isControl(scalar) {
          let digits = String(scalar.value, radix: 16)
          quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          quoted.unicodeScalars.append(scalar)
        }
      }
    }
    return quoted + "\""
  }
}
