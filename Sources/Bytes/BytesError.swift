/// What is wrong with bytes that were read, naming the field that was being read.
public enum BytesError: Error, Equatable, Sendable {
  /// A character that is not a hexadecimal digit, at an offset in characters.
  case notHex(offset: Int)
  /// Hexadecimal text with an odd number of digits.
  case oddHexLength(Int)
  /// Text that is not base64 with its padding, or whose unused bits are not zero.
  case notBase64
  /// The input ended inside a field.
  case truncated(field: String, expected: Int, available: Int)
  /// A length prefix outside the bounds that the field allows.
  case length(field: String, found: Int, allowed: ClosedRange<Int>)
  /// Octets are left where the structure must end.
  case trailing(structure: String, count: Int)
}

extension BytesError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notHex(let offset):
      "not a hexadecimal digit at offset \(offset)"
    case .oddHexLength(let count):
      "\(count) hexadecimal digits, expected an even number"
    case .notBase64:
      "not base64"
    case .truncated(let field, let expected, let available):
      "\(field): ends after \(available) of \(expected) bytes"
    case .length(let field, let found, let allowed):
      "\(field): \(found) bytes, expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .trailing(let structure, let count):
      "\(structure): \(count) bytes too many"
    }
  }
}
