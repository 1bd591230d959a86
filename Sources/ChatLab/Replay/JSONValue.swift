import Foundation

/// A JSON value, read by Foundation.
enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Reads a line; nil if it is not JSON.
  init?(line: some StringProtocol) {
    // JSONSerialization takes apart deeply nested input by recursion: refuse it first.
    var depth = 0
    for octet in line.utf8 {
      if octet == UInt8(ascii: "[") || octet == UInt8(ascii: "{") { depth += 1 }
      if octet == UInt8(ascii: "]") || octet == UInt8(ascii: "}") { depth -= 1 }
      guard depth < 64 else { return nil }
    }
    guard
      let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
    else { return nil }
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

extension JSONValue: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let elements = try? container.decode([JSONValue].self) {
      self = .array(elements)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }
}
