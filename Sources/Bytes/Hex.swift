/// Hexadecimal text of octet strings: two digits an octet, the most significant first.
public enum Hex {
  /// Returns the lower-case hexadecimal digits of some bytes, without separators.
  ///
  /// Not constant time: what is printed is public.
  public static func encode(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(2 * bytes.underestimatedCount)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the octets that hexadecimal digits of either case stand for.
  ///
  /// - Throws: `BytesError.oddHexLength`, or `BytesError.notHex` with the offset of the first
  ///   character that is not a digit.
  public static func decode(_ text: some StringProtocol) throws(BytesError) -> [UInt8] {
    var nibbles: [UInt8] = []
    nibbles.reserveCapacity(text.utf8.count)
    for (offset, character) in text.utf8.enumerated() {
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): nibbles.append(character - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): nibbles.append(character - UInt8(ascii: "a") + 10)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): nibbles.append(character - UInt8(ascii: "A") + 10)
      default: throw .notHex(offset: offset)
      }
    }
    guard nibbles.count.isMultiple(of: 2) else { throw .oddHexLength(nibbles.count) }
    return stride(from: 0, to: nibbles.count, by: 2).map { nibbles[$0] << 4 | nibbles[$0 + 1] }
  }
}
