/// The textual encoding of keys and certificates: base64 between labelled lines (RFC 7468).
public enum PEM {
  /// Returns what the first block with this label encodes.
  ///
  /// Text before and after the block is ignored, as RFC 7468, section 2, allows; lines may end in
  /// LF or CRLF.
  ///
  /// - Throws: `ASN1Error.missingBoundary` when there is no such block, `ASN1Error.invalidBase64`
  ///   when it holds anything but base64.
  public static func decode(_ text: String, label: String) throws(ASN1Error) -> [UInt8] {
    let lines = text.utf8.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    let begin = Array("-----BEGIN \(label)-----".utf8)
    let end = Array("-----END \(label)-----".utf8)
    guard let first = lines.firstIndex(where: { $0.elementsEqual(begin) }),
      let last = lines[first...].firstIndex(where: { $0.elementsEqual(end) })
    else { throw .missingBoundary(label: label) }
    guard let bytes = decodeBase64(lines[(first + 1)..<last].joined()) else {
      throw .invalidBase64(label: label)
    }
    return bytes
  }

  /// Returns the octets of base64 with its padding (RFC 4648, section 4); nil when it is
  /// anything else, non-zero trailing bits included.
  static func decodeBase64(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var characters = Array(text)
    guard characters.count.isMultiple(of: 4) else { return nil }
    var padding = 0
    while padding < 2, characters.last == UInt8(ascii: "=") {
      characters.removeLast()
      padding += 1
    }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count: UInt32 = 0
    for character in characters {
      guard let value = sextet(character) else { return nil }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> count))
        bits &= 1 << count - 1
      }
    }
    return bits == 0 ? bytes : nil
  }

  private static func sextet(_ character: UInt8) -> UInt8? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
    case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
  }
}
