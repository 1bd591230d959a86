import Bytes

/// The form of the examples with intermediate values that NIST publishes with its standards.
enum NISTNotation {
  /// The line between the parts of an example.
  static let rule = String(repeating: "=", count: 62)
  /// The line around a title.
  static let frame = String(repeating: "#", count: 62)

  /// Octets in words of four, six words to a line; the first line and word take what is too few.
  static func words(_ octets: [UInt8]) -> [String] {
    groups(of: octets, size: 24).map { line in
      groups(of: line, size: 4).map { hex($0) }.joined(separator: " ")
    }
  }

  /// A name, and octets on the lines below it.
  static func value(_ name: String, _ octets: [UInt8]) -> [String] {
    [name + " is"] + words(octets)
  }

  /// Octets as upper-case digits without separators.
  static func hex(_ octets: [UInt8]) -> String { Hex.encode(octets).uppercased() }

  /// A word as upper-case digits, with its zeros.
  static func hex<Word: FixedWidthInteger>(_ word: Word) -> String { digits(word).uppercased() }

  /// A word as lower-case digits, with its zeros.
  static func digits<Word: FixedWidthInteger>(_ word: Word) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: Word.bitWidth / 4 - digits.count) + digits
  }

  /// The text in quotation marks when all octets are printable ASCII; nil otherwise.
  static func quoted(_ octets: [UInt8]) -> String? {
    guard !octets.isEmpty, octets.allSatisfy({ (0x20...0x7e).contains($0) }) else { return nil }
    return "\"" + String(decoding: octets, as: UTF8.self) + "\""
  }

  /// Cuts octets into groups of one size, of which the first may be shorter.
  private static func groups(of octets: [UInt8], size: Int) -> [[UInt8]] {
    var groups: [[UInt8]] = []
    var end = octets.count % size
    if end > 0 { groups.append(Array(octets[..<end])) }
    while end < octets.count {
      groups.append(Array(octets[end..<end + size]))
      end += size
    }
    return groups
  }
}
