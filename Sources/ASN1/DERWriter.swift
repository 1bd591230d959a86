import Arithmetic
import Bytes

/// Encodings of single values, in the order of X.690: each function returns identifier, length
/// and contents octets.
extension DER {
  /// Encodes a SEQUENCE of components that are encoded already (X.690, section 8.9).
  public static func sequence(_ components: [UInt8]...) -> [UInt8] {
    encode(.sequence, contents: components.flatMap { $0 })
  }

  /// Encodes a non-negative INTEGER in as few octets as hold it with its sign (section 8.3).
  public static func integer(_ value: Natural) -> [UInt8] {
    let magnitude = value.isZero ? [0] : value.bigEndianBytes
    // A leading one bit would make the number negative.
    return encode(.integer, contents: magnitude[0] & 0x80 == 0 ? magnitude : [0] + magnitude)
  }

  /// Encodes a BIT STRING of whole octets (section 8.6).
  public static func bitString(_ octets: [UInt8]) -> [UInt8] {
    encode(.bitString, contents: [0] + octets)
  }

  /// Encodes NULL (section 8.8).
  public static var null: [UInt8] { encode(.null, contents: []) }

  /// Encodes an OBJECT IDENTIFIER (section 8.19).
  public static func objectIdentifier(_ name: ObjectIdentifier) -> [UInt8] {
    encode(.objectIdentifier, contents: name.contents)
  }

  /// Puts identifier and minimal definite length in front of contents (sections 8.1.2 and 10.1).
  private static func encode(_ tag: Tag, contents: [UInt8]) -> [UInt8] {
    guard contents.count >= 0x80 else { return [tag.octet, UInt8(contents.count)] + contents }
    let length = Natural(UInt64(contents.count)).bigEndianBytes
    return [tag.octet, 0x80 | UInt8(length.count)] + length + contents
  }
}
