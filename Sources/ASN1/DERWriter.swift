import Arithmetic
import Bytes

/// Encodings of single values, in the order of X.690: each function returns identifier, length
/// and contents octets.
extension DER {
  /// Puts identifier and minimal definite length in front of contents (sections 8.1.2 and 10.1).
  public static func encode(_ tag: Tag, contents: [UInt8]) -> [UInt8] {
    guard contents.count >= 0x80 else { return [tag.octet, UInt8(contents.count)] + contents }
    let length = Natural(UInt64(contents.count)).bigEndianBytes
    return [tag.octet, 0x80 | UInt8(length.count)] + length + contents
  }

  /// Encodes a BOOLEAN (sections 8.2 and 11.1).
  public static func boolean(_ value: Bool) -> [UInt8] {
    encode(.boolean, contents: [value ? 0xff : 0x00])
  }

  /// Encodes a non-negative INTEGER in as few octets as hold it with its sign (section 8.3).
  public static func integer(_ value: Natural) -> [UInt8] {
    integer(bigEndian: value.bigEndianBytes)
  }

  /// Encodes a non-negative INTEGER of one word (section 8.3).
  // A literal is a `Natural`.
  @_disfavoredOverload
  public static func integer(_ value: UInt64) -> [UInt8] {
    integer(Natural(value))
  }

  /// Encodes a non-negative INTEGER that stands in big-endian octets, leading zeros or none
  /// (section 8.3).
  public static func integer(bigEndian octets: [UInt8]) -> [UInt8] {
    encode(.integer, contents: twosComplement(octets))
  }

  /// Encodes a non-negative ENUMERATED (section 8.4).
  public static func enumerated(_ value: UInt64) -> [UInt8] {
    encode(.enumerated, contents: twosComplement(Natural(value).bigEndianBytes))
  }

  /// Encodes a BIT STRING, the last `unusedBits` of which stand for nothing and must be zero
  /// (sections 8.6 and 11.2.1).
  public static func bitString(_ octets: [UInt8], unusedBits: Int = 0) -> [UInt8] {
    precondition((0..<8).contains(unusedBits) && (unusedBits == 0 || !octets.isEmpty))
    precondition((octets.last ?? 0) & (1 << UInt8(unusedBits) - 1) == 0, "unused bits are zero")
    return encode(.bitString, contents: [UInt8(unusedBits)] + octets)
  }

  /// Encodes a BIT STRING whose bits have names, the first bit first: zeros at the end are left
  /// out (section 11.2.2).
  public static func namedBits(_ bits: [Bool]) -> [UInt8] {
    let count = (bits.lastIndex(of: true) ?? -1) + 1
    var octets = [UInt8](repeating: 0, count: (count + 7) / 8)
    for index in 0..<count where bits[index] { octets[index / 8] |= 0x80 >> UInt8(index % 8) }
    return bitString(octets, unusedBits: 8 * octets.count - count)
  }

  /// Encodes an OCTET STRING (section 8.7).
  public static func octetString(_ octets: [UInt8]) -> [UInt8] {
    encode(.octetString, contents: octets)
  }

  /// Encodes NULL (section 8.8).
  public static var null: [UInt8] { encode(.null, contents: []) }

  /// Encodes a SEQUENCE of components that are encoded already (section 8.9).
  public static func sequence(_ components: [UInt8]...) -> [UInt8] {
    sequence(components)
  }

  /// Encodes a SEQUENCE, or SEQUENCE OF, of components that are encoded already (sections 8.9 and
  /// 8.10).
  public static func sequence(_ components: [[UInt8]]) -> [UInt8] {
    encode(.sequence, contents: components.flatMap { $0 })
  }

  /// Encodes a SET OF components that are encoded already, in ascending order of their encodings
  /// (sections 8.12 and 11.6).
  public static func set(of components: [[UInt8]]) -> [UInt8] {
    encode(.set, contents: components.sorted { precedes($0, $1) }.flatMap { $0 })
  }

  /// Gives an element the tag `[number]` in place of its own (section 8.14.3); what was
  /// constructed stays so.
  public static func implicit(_ number: UInt8, _ element: [UInt8]) -> [UInt8] {
    precondition(element.count >= 2, "an element has a tag and a length")
    let tag = Tag.context(number, constructed: Tag(octet: element[0]).isConstructed)
    return [tag.octet] + element.dropFirst()
  }

  /// Puts an element into another with the tag `[number]` (section 8.14.2).
  public static func explicit(_ number: UInt8, _ element: [UInt8]) -> [UInt8] {
    encode(.context(number, constructed: true), contents: element)
  }

  /// Encodes an OBJECT IDENTIFIER (section 8.19).
  public static func objectIdentifier(_ name: ObjectIdentifier) -> [UInt8] {
    encode(.objectIdentifier, contents: name.contents)
  }

  /// Whether one encoding stands before another in a SET OF: they are compared octet by octet, the
  /// shorter with zeros at its end (section 11.6).
  static func precedes(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    for index in 0..<max(left.count, right.count) {
      let pair = (
        index < left.count ? left[index] : 0, index < right.count ? right[index] : 0
      )
      if pair.0 != pair.1 { return pair.0 < pair.1 }
    }
    return false
  }

  /// The fewest octets that hold a non-negative number with its sign (section 8.3).
  private static func twosComplement(_ octets: [UInt8]) -> [UInt8] {
    let magnitude = octets.drop { $0 == 0 }
    guard let first = magnitude.first else { return [0] }
    // A leading one bit would make the number negative.
    return first & 0x80 == 0 ? Array(magnitude) : [0] + magnitude
  }
}
