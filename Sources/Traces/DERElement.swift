import ASN1
import Bytes

/// One element of an encoding: where its parts are, and how deep it stands.
struct DERElement {
  let tag: DER.Tag
  let offset: Int
  /// The number of identifier and length octets.
  let headerLength: Int
  /// The number of contents octets.
  let length: Int
  /// The contents of a primitive element; those of a constructed one are elements themselves.
  let contents: [UInt8]
  let nesting: Int

  /// More elements than any key or certificate has, and few enough to show.
  private static let limit = 20_000

  /// Reads all elements in the order of the encoding, with those inside constructed ones.
  ///
  /// - Throws: the `ASN1Error` that says where the encoding is none of DER.
  static func elements(of encoding: [UInt8]) throws(ASN1Error) -> [DERElement] {
    var elements: [DERElement] = []
    // A stack of our own, so that a file cannot nest deeper than the program's.
    var readers = [DER.Reader(encoding)]
    while let last = readers.indices.last {
      guard let tag = readers[last].nextTag else {
        readers.removeLast()
        continue
      }
      let offset = readers[last].offset
      var primitive = readers[last]
      let inside = try readers[last].read(tag)
      let isConstructed = tag.octet & constructedBit != 0
      elements.append(
        DERElement(
          tag: tag, offset: offset, headerLength: inside.offset - offset,
          length: readers[last].offset - inside.offset,
          contents: isConstructed ? [] : try primitive.readContents(tag), nesting: last))
      if elements.count > limit { throw .excessiveLength(offset: offset) }
      if isConstructed { readers.append(inside) }
    }
    return elements
  }

  private static let constructedBit: UInt8 = 0x20

  /// True when the contents are elements.
  var isConstructed: Bool { tag.octet & Self.constructedBit != 0 }

  /// The class of the tag (X.690, section 8.1.2.2).
  var className: String {
    ["universal", "application", "context-specific", "private"][Int(tag.octet >> 6)]
  }

  /// The number of the tag.
  var number: Int { Int(tag.octet & 0x1f) }

  /// The type as ASN.1 writes it; a tag of the structure's own in brackets.
  var typeName: String {
    switch tag.octet >> 6 {
    case 0: Self.universalNames[number] ?? "[UNIVERSAL \(number)]"
    case 1: "[APPLICATION \(number)]"
    case 2: "[\(number)]"
    default: "[PRIVATE \(number)]"
    }
  }

  /// The types of X.680, table 1, that keys and certificates use.
  private static let universalNames: [Int: String] = [
    1: "BOOLEAN", 2: "INTEGER", 3: "BIT STRING", 4: "OCTET STRING", 5: "NULL",
    6: "OBJECT IDENTIFIER", 10: "ENUMERATED", 12: "UTF8String", 16: "SEQUENCE", 17: "SET",
    18: "NumericString", 19: "PrintableString", 20: "TeletexString", 22: "IA5String",
    23: "UTCTime", 24: "GeneralizedTime", 26: "VisibleString", 28: "UniversalString",
    30: "BMPString",
  ]

  /// The value in the notation of its type, where it has one that is easier to read than octets.
  var readableValue: String? {
    guard tag.octet >> 6 == 0, !isConstructed else { return nil }
    switch number {
    case 1: return contents == [0] ? "FALSE" : contents == [0xff] ? "TRUE" : nil
    case 2 where (1...7).contains(contents.count):
      let bits = contents.reduce(contents[0] & 0x80 == 0 ? 0 : -1) { $0 << 8 | Int($1) }
      return String(bits)
    case 6: return (try? ObjectIdentifier(contents: contents))?.description
    case 12, 18, 19, 20, 22, 23, 24, 26:
      return String(validating: contents, as: UTF8.self).map { "\"\($0)\"" }
    default: return nil
    }
  }
}
