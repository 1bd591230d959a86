import Bytes

/// What is wrong with an encoding, and at which offset from its first octet.
public enum ASN1Error: Error, Equatable, Sendable {
  /// The input ends inside an element.
  case truncated(offset: Int)
  /// A tag number above 30, in a form that nothing here uses.
  case highTagNumber(offset: Int)
  /// A length of the indefinite form, which DER forbids (X.690, section 10.1).
  case indefiniteLength(offset: Int)
  /// A length in more octets than it needs (X.690, section 10.1).
  case nonMinimalLength(offset: Int)
  /// A length that no input here can have.
  case excessiveLength(offset: Int)
  /// Another element than the structure has there.
  case unexpectedTag(offset: Int, expected: UInt8, found: UInt8)
  /// Octets left where the structure must end.
  case trailing(offset: Int, count: Int)
  /// A BOOLEAN other than 00 and FF (X.690, section 11.1).
  case invalidBoolean(offset: Int)
  /// An INTEGER without contents, or with a needless leading octet (X.690, section 8.3.2).
  case nonMinimalInteger(offset: Int)
  /// A negative INTEGER where the structure has a natural number.
  case negativeInteger(offset: Int)
  /// A BIT STRING whose unused bits are too many, or not zero (X.690, section 11.2).
  case invalidBitString(offset: Int)
  /// A NULL with contents.
  case invalidNull(offset: Int)
  /// An OBJECT IDENTIFIER that is empty, cut off, or not minimal (X.690, section 8.19).
  case invalidObjectIdentifier(offset: Int)
  /// A SET OF whose elements are not in ascending order (X.690, section 11.6).
  case unsortedSet(offset: Int)
  /// A string with octets that its type does not have.
  case invalidString(offset: Int, type: DER.Tag)
  /// A time in another form than RFC 5280, section 4.1.2.5, allows, or one that does not exist.
  case invalidTime(offset: Int)
  /// Elements inside each other beyond `DER.depthLimit`.
  case excessiveDepth(offset: Int)
  /// A fault inside a component of a structure.
  indirect case inside(component: String, ASN1Error)
  /// A well-formed value that the structure does not allow there.
  case unexpectedValue(field: String)
  /// PEM text without the encapsulation boundaries of this label (RFC 7468, section 2).
  case missingBoundary(label: String)
  /// PEM text that is not base64 between its boundaries.
  case invalidBase64(label: String)
  /// PEM text with the headers of RFC 1421, which RFC 7468, section 2, does not have.
  case headersInPEM(label: String, first: String)
}

extension ASN1Error: CustomStringConvertible {
  /// The fault and its offset, in words.
  public var description: String {
    switch self {
    case .truncated(let offset): "element at offset \(offset) is cut off"
    case .highTagNumber(let offset): "tag number above 30 at offset \(offset)"
    case .indefiniteLength(let offset): "indefinite length at offset \(offset)"
    case .nonMinimalLength(let offset): "length longer than necessary at offset \(offset)"
    case .excessiveLength(let offset): "length beyond any input at offset \(offset)"
    case .unexpectedTag(let offset, let expected, let found):
      "\(name(found)) at offset \(offset), expected \(name(expected))"
    case .trailing(let offset, let count): "\(count) bytes too many at offset \(offset)"
    case .invalidBoolean(let offset): "BOOLEAN neither 00 nor FF at offset \(offset)"
    case .nonMinimalInteger(let offset): "INTEGER not minimal at offset \(offset)"
    case .negativeInteger(let offset): "negative INTEGER at offset \(offset)"
    case .invalidBitString(let offset): "unused bits of BIT STRING at offset \(offset)"
    case .invalidNull(let offset): "NULL with contents at offset \(offset)"
    case .invalidObjectIdentifier(let offset): "OBJECT IDENTIFIER malformed at offset \(offset)"
    case .unsortedSet(let offset): "SET OF not in order at offset \(offset)"
    case .invalidString(let offset, let type):
      "octets that a \(type) does not have at offset \(offset)"
    case .invalidTime(let offset):
      "no time of the form [YY]YYMMDDHHMMSSZ at offset \(offset)"
    case .excessiveDepth(let offset):
      "more than \(DER.depthLimit) elements inside each other at offset \(offset)"
    case .inside(let component, .inside(let inner, let error)):
      "\(ASN1Error.inside(component: component + "." + inner, error))"
    case .inside(let component, .unexpectedValue(let field)):
      "\(ASN1Error.unexpectedValue(field: component + "." + field))"
    case .inside(let component, let error): "\(component): \(error)"
    case .unexpectedValue(let field): "\(field): not a value that is allowed here"
    case .missingBoundary(let label): "no \(label) between BEGIN and END"
    case .invalidBase64(let label): "\(label): not base64"
    case .headersInPEM(let label, let first): "\(label): \"\(first)\" where base64 must begin"
    }
  }

  /// The tag with its octet: `INTEGER (02)`.
  private func name(_ octet: UInt8) -> String {
    "\(DER.Tag(octet: octet)) (\(Hex.encode([octet])))"
  }
}
