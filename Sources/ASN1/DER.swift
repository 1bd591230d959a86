/// The Distinguished Encoding Rules: the one encoding of each ASN.1 value (X.690, section 10).
///
/// `DER.Reader` takes an encoding apart and accepts nothing but the one that the rules allow; the
/// functions named after the types write it.
public enum DER {
  /// How deep elements may stand inside each other where a reader follows them all: deeper than
  /// keys, certificates and lists of revoked ones go.
  public static let depthLimit = 64

  /// The longest encoding, in bytes, that is read from a file.
  public static let sizeLimit = 1 << 24
}

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

    /// True when the contents are elements.
    public var isConstructed: Bool { octet & 0x20 != 0 }

    /// The number of the tag in its class.
    public var number: UInt8 { octet & 0x1f }

    /// The class of the tag (X.690, section 8.1.2.2).
    public var tagClass: TagClass {
      switch octet >> 6 {
      case 0: .universal
      case 1: .application
      case 2: .contextSpecific
      default: .private
      }
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
    /// ENUMERATED.
    public static let enumerated = Tag(octet: 0x0a)
    /// UTF8String.
    public static let utf8String = Tag(octet: 0x0c)
    /// NumericString.
    public static let numericString = Tag(octet: 0x12)
    /// PrintableString.
    public static let printableString = Tag(octet: 0x13)
    /// TeletexString.
    public static let teletexString = Tag(octet: 0x14)
    /// IA5String.
    public static let ia5String = Tag(octet: 0x16)
    /// UTCTime.
    public static let utcTime = Tag(octet: 0x17)
    /// GeneralizedTime.
    public static let generalizedTime = Tag(octet: 0x18)
    /// VisibleString.
    public static let visibleString = Tag(octet: 0x1a)
    /// UniversalString.
    public static let universalString = Tag(octet: 0x1c)
    /// BMPString.
    public static let bmpString = Tag(octet: 0x1e)
    /// SEQUENCE and SEQUENCE OF.
    public static let sequence = Tag(octet: 0x30)
    /// SET and SET OF.
    public static let set = Tag(octet: 0x31)
  }

  /// The classes of tags (X.680, section 8.1).
  public enum TagClass: Sendable {
    /// The types of X.680 itself.
    case universal
    /// Types of one application.
    case application
    /// What a structure numbers for itself.
    case contextSpecific
    /// Types of one enterprise.
    case `private`

    /// The name that X.690, table 1, gives the class.
    public var name: String {
      switch self {
      case .universal: "universal"
      case .application: "application"
      case .contextSpecific: "context-specific"
      case .private: "private"
      }
    }
  }
}

extension DER.Tag: CustomStringConvertible {
  /// The type as ASN.1 writes it; a tag of the structure's own in brackets.
  public var description: String {
    switch tagClass {
    case .universal: Self.universalNames[number] ?? "[UNIVERSAL \(number)]"
    case .application: "[APPLICATION \(number)]"
    case .contextSpecific: "[\(number)]"
    case .private: "[PRIVATE \(number)]"
    }
  }

  /// The types of X.680, table 1, that keys and certificates use.
  private static let universalNames: [UInt8: String] = [
    1: "BOOLEAN", 2: "INTEGER", 3: "BIT STRING", 4: "OCTET STRING", 5: "NULL",
    6: "OBJECT IDENTIFIER", 10: "ENUMERATED", 12: "UTF8String", 16: "SEQUENCE", 17: "SET",
    18: "NumericString", 19: "PrintableString", 20: "TeletexString", 22: "IA5String",
    23: "UTCTime", 24: "GeneralizedTime", 26: "VisibleString", 28: "UniversalString",
    30: "BMPString",
  ]
}
