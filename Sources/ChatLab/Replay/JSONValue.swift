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
    guard JSONValue.depth(of: line) < 64,
      let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8))
    else { return nil }
    self = value
  }

  /// How deeply arrays and objects are nested, at most.
  ///
  /// What recursion takes apart must be refused first if it is deep. Brackets inside strings do not
  /// count.
  private static func depth(of line: some StringProtocol) -> Int {
    var depth = 0
    var deepest = 0
    var isInString = false
    var isEscaped = false
    for octet in line.utf8 {
      if isEscaped {
        isEscaped = false
        continue
      }
      switch octet {
      case UInt8(ascii: "\\"): isEscaped = isInString
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        if !isInString { depth += 1 }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        if !isInString { depth -= 1 }
      default: break
      }
      deepest = max(deepest, depth)
    }
    return deepest
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
    // What is most frequent comes first: a wrong guess costs an error that is thrown.
    if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let members = try? container.decode([String: JSONValue].self) {
      self = .object(members)
    } else if let elements = try? container.decode([JSONValue].self) {
      self = .array(elements)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else if container.decodeNil() {
      self = .null
    } else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no JSON value")
    }
  }
}
