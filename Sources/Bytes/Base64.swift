/// Base64 (RFC 4648): four characters for three octets, with padding, in one of two alphabets.
///
/// Keys are kept in base64, so no character and no octet reaches a branch or an address. The time
/// depends on the length, and a text is refused only after all of it was read.
public enum Base64 {
  /// The characters that stand for the values 62 and 63.
  public enum Alphabet: Sendable {
    /// "+" and "/" (RFC 4648, section 4).
    case standard
    /// "-" and "_", which mean nothing in addresses and file names (RFC 4648, section 5).
    case urlSafe

    /// The characters of the values 62 and 63.
    fileprivate var last: (UInt64, UInt64) {
      switch self {
      case .standard: (UInt64(UInt8(ascii: "+")), UInt64(UInt8(ascii: "/")))
      case .urlSafe: (UInt64(UInt8(ascii: "-")), UInt64(UInt8(ascii: "_")))
      }
    }
  }

  /// Returns the text of some octets, filled up with "=" to a multiple of four characters.
  public static func encode(_ bytes: [UInt8], alphabet: Alphabet = .standard) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var bits: UInt32 = 0
      for index in 0..<3 {
        bits = bits << 8 | (index < count ? UInt32(bytes[start + index]) : 0)
      }
      for index in 0...count {
        text.append(character(of: UInt64(bits >> (18 - 6 * UInt32(index)) & 0x3f), in: alphabet))
      }
      text.append(contentsOf: repeatElement(UInt8(ascii: "="), count: 3 - count))
    }
    defer { wipe(&text) }
    return String(decoding: text, as: UTF8.self)
  }

  /// Returns the octets that a text stands for.
  ///
  /// Every octet string has one text: padding must be there, and the bits that no octet needs must
  /// be zero (RFC 4648, section 3.5).
  ///
  /// - Throws: `BytesError.notBase64` for anything else.
  public static func decode(
    _ text: some Sequence<UInt8>, alphabet: Alphabet = .standard
  ) throws(BytesError) -> [UInt8] {
    var characters = Array(text)
    defer { wipe(&characters) }
    guard characters.count.isMultiple(of: 4) else { throw .notBase64 }
    let padding = characters.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
    var bytes: [UInt8] = []
    bytes.reserveCapacity(characters.count / 4 * 3)
    var isValid = Choice.yes
    var (bits, count): (UInt32, UInt32) = (0, 0)
    for index in 0..<(characters.count - padding) {
      let (value, isCharacter) = value(of: characters[index], in: alphabet)
      isValid = isValid & isCharacter
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        bits &= 1 << count - 1
      }
    }
    guard (isValid & Choice(isZero: UInt64(bits))).declassified else {
      wipe(&bytes)
      throw .notBase64
    }
    return bytes
  }

  /// Returns the character of a value from 0 to 63 (RFC 4648, tables 1 and 2).
  private static func character(of value: UInt64, in alphabet: Alphabet) -> UInt8 {
    var character = alphabet.last.1
    character = Choice(value, equals: 62).select(alphabet.last.0, character)
    character = Choice(value, isLessThan: 62).select(
      UInt64(UInt8(ascii: "0")) &+ value &- 52, character)
    character = Choice(value, isLessThan: 52).select(
      UInt64(UInt8(ascii: "a")) &+ value &- 26, character)
    character = Choice(value, isLessThan: 26).select(UInt64(UInt8(ascii: "A")) + value, character)
    return UInt8(truncatingIfNeeded: character)
  }

  /// Returns the value of a character, and whether it has one.
  private static func value(of character: UInt8, in alphabet: Alphabet) -> (UInt32, Choice) {
    let c = UInt64(character)
    var (value, isCharacter): (UInt64, Choice) = (0, .no)
    func match(_ first: UInt64, count: UInt64, from start: UInt64) {
      let isInside = Choice(c &- first, isLessThan: count)
      value = isInside.select(c &- first &+ start, value)
      isCharacter = isCharacter | isInside
    }
    match(UInt64(UInt8(ascii: "A")), count: 26, from: 0)
    match(UInt64(UInt8(ascii: "a")), count: 26, from: 26)
    match(UInt64(UInt8(ascii: "0")), count: 10, from: 52)
    match(alphabet.last.0, count: 1, from: 62)
    match(alphabet.last.1, count: 1, from: 63)
    return (UInt32(truncatingIfNeeded: value), isCharacter)
  }
}
