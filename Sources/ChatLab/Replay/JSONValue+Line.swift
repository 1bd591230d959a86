import Transport

extension JSONValue {
  /// Reads a line of a transcript; nil if it is not JSON.
  init?(line: some StringProtocol) {
    self.init(parsing: Array(line.utf8))
  }

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
