/// The text of a value of a trace, put into lines.
enum TraceText {
  /// Cuts a text into lines of at most some columns.
  ///
  /// A long run of hexadecimal digits is cut after whole words, so many to a line that the lines of
  /// different values can be compared: 32, 16, 8 or 4 octets. Anything else is cut at its spaces.
  static func pieces(of text: String, columns: Int) -> [String] {
    guard displayWidth(of: text) > columns else { return text.isEmpty ? [] : [text] }
    guard isHexadecimal(text) else {
      return TextLayout(columns: max(8, columns)).wrap(text, first: "", next: "")
    }
    let digits = [64, 32, 16].first { $0 <= columns } ?? 8
    // Digits of a number need not fill its first word; the line that is not full is the first then.
    var rest = text[...]
    var lines: [String] = []
    let ragged = text.utf8.count % 2
    if ragged == 1 {
      let first = rest.prefix(text.utf8.count % digits)
      lines.append(String(repeating: " ", count: digits - first.count) + first)
      rest = rest.dropFirst(first.count)
    }
    while !rest.isEmpty {
      lines.append(String(rest.prefix(digits)))
      rest = rest.dropFirst(digits)
    }
    return lines
  }

  /// True for digits of base 16 alone.
  private static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
      default: false
      }
    }
  }
}
