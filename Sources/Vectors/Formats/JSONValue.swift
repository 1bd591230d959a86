import Foundation

/// A JSON value (RFC 8259), as far as files of vectors need it.
enum JSONValue: Sendable {
  case object([String: JSONValue])
  case array([JSONValue])
  /// A string, or a number as its digits.
  case text(String)
  /// `true`, `false` or `null`, of which nothing here depends.
  case other

  /// Parses JSON.
  ///
  /// - Returns: nil when the bytes are anything else.
  init?(parsing bytes: [UInt8]) {
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes)) else { return nil }
    self.init(value)
  }

  private init(_ value: Any) {
    switch value {
    case let text as String: self = .text(text)
    case let object as [String: Any]: self = .object(object.mapValues(JSONValue.init))
    case let array as [Any]: self = .array(array.map(JSONValue.init))
    case let number as NSNumber: self = .text(number.stringValue)
    default: self = .other
    }
  }

  /// The member of an object; nil for any other value.
  subscript(_ name: String) -> JSONValue? { object?[name] }

  /// The members, when this is an object.
  var object: [String: JSONValue]? { if case .object(let members) = self { members } else { nil } }

  /// The elements, when this is an array.
  var array: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }

  /// The text, when this is a string or number.
  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// Every string and number below an object, under its path: `publicKey.uncompressed`; of an
  /// array, the number of its elements.
  var flattened: [String: String] {
    var texts: [String: String] = [:]
    for (name, value) in object ?? [:] {
      switch value {
      case .text(let text): texts[name] = text
      case .object: for (path, text) in value.flattened { texts["\(name).\(path)"] = text }
      case .array(let elements): texts[name] = String(elements.count)
      case .other: break
      }
    }
    return texts
  }
}
