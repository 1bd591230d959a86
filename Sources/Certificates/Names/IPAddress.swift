/// Addresses of the Internet Protocol, as octets in certificates and as text for people.
public enum IPAddress {
  /// Reads `192.0.2.1` or `2001:db8::1` (RFC 4291, section 2.2); nil for anything else.
  public static func octets(_ text: String) -> [UInt8]? {
    text.utf8.contains(UInt8(ascii: ":")) ? version6(text) : version4(Substring(text))
  }

  /// Four decimal numbers without leading zeros.
  private static func version4(_ text: Substring) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let octets = parts.compactMap { part -> UInt8? in
      guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }), part == "0" || part.first != "0"
      else { return nil }
      return UInt8(part)
    }
    return parts.count == 4 && octets.count == 4 ? octets : nil
  }

  private static func version6(_ text: String) -> [UInt8]? {
    guard let gap = text.firstRange(of: "::") else {
      let octets = groups(Substring(text))
      return octets?.count == 16 ? octets : nil
    }
    guard let head = groups(text[..<gap.lowerBound]), let tail = groups(text[gap.upperBound...]),
      head.count + tail.count <= 14
    else { return nil }
    return head + [UInt8](repeating: 0, count: 16 - head.count - tail.count) + tail
  }

  /// Groups of up to four hexadecimal digits, the last of which may be an address of version 4.
  private static func groups(_ text: Substring) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    var octets: [UInt8] = []
    for (index, part) in parts.enumerated() {
      if index == parts.count - 1, part.contains("."), let last = version4(part) {
        octets += last
      } else {
        guard (1...4).contains(part.utf8.count), part.utf8.first != UInt8(ascii: "+"),
          let group = UInt16(part, radix: 16)
        else { return nil }
        octets += [UInt8(group >> 8), UInt8(group & 0xff)]
      }
    }
    return octets
  }

  /// An address, or address and mask, as text; hexadecimal digits where it is neither.
  public static func text(_ octets: [UInt8]) -> String {
    switch octets.count {
    case 4: return octets.map(String.init).joined(separator: ".")
    case 16: return version6Text(octets)
    case 8, 32:
      let half = octets.count / 2
      return text(Array(octets[..<half])) + "/" + text(Array(octets[half...]))
    default: return octets.map { String($0, radix: 16) }.joined(separator: " ")
    }
  }

  /// Lower-case groups, the longest run of zeros left out (RFC 5952, section 4).
  private static func version6Text(_ octets: [UInt8]) -> String {
    let groups = stride(from: 0, to: 16, by: 2).map { Int(octets[$0]) << 8 | Int(octets[$0 + 1]) }
    var longest = 0..<0
    var start = 0
    while start < 8 {
      var end = start
      while end < 8, groups[end] == 0 { end += 1 }
      if end - start > max(longest.count, 1) { longest = start..<end }
      start = max(end, start + 1)
    }
    let hex = { (range: Range<Int>) in
      groups[range].map { String($0, radix: 16) }.joined(separator: ":")
    }
    return longest.isEmpty
      ? hex(0..<8) : hex(0..<longest.lowerBound) + "::" + hex(longest.upperBound..<8)
  }
}
