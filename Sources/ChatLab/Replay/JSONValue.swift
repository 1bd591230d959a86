/// A JSON value.
enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Reads a line; nil if it is not JSON, or is nested too deeply.
  init?(line: some StringProtocol) {
    var reader = JSONReader(Array(line.utf8))
    guard let value = reader.read() else { return nil }
    self = value
  }

  /// A member of an object.
  subscript(name: String) -> JSONValue? {
    if case .object(let members) = self { members[name] } else { nil }
  }

  /// The string, if it is one.
  var string: String? { if case .string(let string) = self { string } else { nil } }

  /// The whole number, if it is one.
  var integer: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }

  /// The elements, if it is an array.
  var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The value on one line, shortened, for an error message.
  var summary: String {
    switch self {
    case .null: "null"
    case .bool(let bool): "\(bool)"
    case .number(let number): Int(exactly: number).map(String.init) ?? "\(number)"
    case .string(let string): string.count > 44 ? "\(string.prefix(40))…" : string
    case .array(let elements): "\(elements.count) elements"
    case .object(let members): "\(members.count) members"
    }
  }
}
