/// The Distinguished Encoding Rules: the one encoding of each ASN.1 value (X.690, section 10).
///
/// `DER.Reader` takes an encoding apart and accepts nothing but the one that the rules allow.
public enum DER {}

extension DER {
  /// An identifier octet of a low-tag-number element (X.690, section 8.1.2).
  public struct Tag: Equatable, Hashable, Sendable {
    /// Class in bits 8 and 7, constructed in bit 6, number in bits 5 to 1.
    public let octet: UInt8

    /// Creates a tag from its identifier octet.
    public init(octet: UInt8) {
      self.octet = octet
    }

    /// A context-specific tag `[number]` of 0 to 30, constructed or primitive.
    public static func context(_ number: UInt8, constructed: Bool) -> Tag {
      precondition(number < 31, "high tag numbers have a form of their own")
      return Tag(octet: 0x80 | (constructed ? 0x20 : 0) | number)
    }

    /// BOOLEAN.
    public static let boolean = Tag(octet: 0x01)
    /// INTEGER.
    public static let integer = Tag(octet: 0x02)
    /// BIT STRING, primitive as DER wants it.
    public static let bitString = Tag(octet: 0x03)
    /// OCTET STRING, primitive as DER wants it.
    public static let octetString = Tag(octet: 0x04)
    /// NULL.
    public static let null = Tag(octet: 0x05)
    /// OBJECT IDENTIFIER.
    public static let objectIdentifier = Tag(octet: 0x06)
    /// SEQUENCE and SEQUENCE OF.
    public static let sequence = Tag(octet: 0x30)
    /// SET and SET OF.
    public static let set = Tag(octet: 0x31)
  }
}
