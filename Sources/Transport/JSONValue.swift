import Foundation

/// A JSON value (RFC 8259), as Foundation reads it from a file.
public enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  /// Reads a JSON text.
  ///
  /// Foundation bounds how deeply a text may nest, and allows a comma too many and a byte order
  /// mark.
  ///
  /// - Returns: nil when the bytes are anything else.
  public init?(parsing bytes: [UInt8]) {
    guard
      let value = try? JSONSerialization.jsonObject(
        with: Data(bytes), options: .fragmentsAllowed)
    else { return nil }
    self.init(value)
  }

  private init(_ value: Any) {
    switch value {
    case let string as String: self = .string(string)
    case let members as [String: Any]: self = .object(members.mapValues(JSONValue.init))
    case let elements as [Any]: self = .array(elements.map(JSONValue.init))
    case let number as NSNumber: self = .init(number)
    default: self = .null
    }
  }

  /// A number, or a truth value, which Foundation keeps as a number of one character.
  private init(_ number: NSNumber) {
    // A C string of the encoding of a type, owned by the number.
    let isBool = unsafe number.objCType.pointee == CChar(UInt8(ascii: "c"))
    self = isBool ? .bool(number.boolValue) : .number(number.doubleValue)
  }

  /// A member of an object.
  public subscript(name: String) -> JSONValue? { members?[name] }

  /// The members, if it is an object.
  public var members: [String: JSONValue]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The elements, if it is an array.
  public var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The string, if it is one.
  public var string: String? { if case .string(let string) = self { string } else { nil } }

  /// The whole number, if it is one.
  public var integer: Int? {
    if case .number(let number) = self { Int(exactly: number) } else { nil }
  }
}
