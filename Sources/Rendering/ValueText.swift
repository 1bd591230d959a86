import Bytes
import Terms

/// How the bytes of a term are written down for a reader.
enum ValueText {
  /// The value in the notation of its term, or nil where hexadecimal digits say it all.
  static func plain(_ term: Term) -> String? {
    switch term.notation {
    case .hexadecimal:
      return nil
    case .text:
      let text = String(decoding: term.bytes, as: UTF8.self)
      return "\"\(escapingControls(text))\""
    case .decimal:
      return decimal(term.bytes[...])
    case .decimals(let width):
      guard width > 0, term.bytes.count.isMultiple(of: width) else { return nil }
      let numbers = stride(from: 0, to: term.bytes.count, by: width).map {
        decimal(term.bytes[$0..<$0 + width]) ?? "?"
      }
      return "[\(numbers.joined(separator: ", "))]"
    }
  }

  /// The hexadecimal digits, so many bytes to a line.
  static func hexLines(_ bytes: [UInt8], columns: Int) -> [String] {
    // A power of two, so that lines of different values can be compared.
    let perLine = [32, 16, 8].first { 2 * $0 <= columns } ?? 4
    return stride(from: 0, to: bytes.count, by: perLine).map {
      Hex.encode(bytes[$0..<min($0 + perLine, bytes.count)])
    }
  }

  /// A number of up to 64 bits in decimal; longer ones are for the hexadecimal digits.
  private static func decimal(_ bytes: ArraySlice<UInt8>) -> String? {
    let digits = bytes.drop { $0 == 0 }
    guard digits.count <= 8 else { return nil }
    return String(digits.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
