/// Changes of an input that is text: of its words, numbers and lines.
enum TextMutation {
  /// Changes one thing.
  static func apply(
    _ text: inout [UInt8], tokens: [[UInt8]], _ generator: inout CaseGenerator
  ) {
    let place = generator.number(below: text.count + 1)
    let word = run(in: text, around: place, where: isLetterOrDigit)
    switch generator.number(below: 9) {
    case 0: text.insert(contentsOf: generator.one(of: tokens), at: place)
    case 1, 2: text.replaceSubrange(word, with: generator.one(of: tokens))
    case 3:
      let digits = run(in: text, around: place) { (0x30...0x39).contains($0) }
      text.replaceSubrange(digits, with: generator.one(of: numbers))
    case 4: text.replaceSubrange(line(in: text, around: place), with: [])
    case 5: text.insert(contentsOf: text[line(in: text, around: place)], at: place)
    case 6:
      let line = line(in: text, around: place)
      let other = generator.number(below: text.count + 1)
      let copy = Array(text[line])
      text.insert(contentsOf: copy, at: self.line(in: text, around: other).lowerBound)
    case 7:
      // Another character of the same text: it belongs to the same alphabet.
      guard !text.isEmpty else { return }
      text[generator.number(below: text.count)] = text[generator.number(below: text.count)]
    default:
      let other = run(
        in: text, around: generator.number(below: text.count + 1), where: isLetterOrDigit)
      text.replaceSubrange(word, with: Array(text[other]))
    }
  }

  /// Numbers at which programs go wrong.
  private static let numbers = [
    "", "0", "1", "-1", "00", "7", "255", "256", "65535", "65536", "2147483647", "2147483648",
    "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551615", "18446744073709551616", "1e400", "1.5", "340282366920938463463374607",
  ].map { Array($0.utf8) }

  private static func isLetterOrDigit(_ octet: UInt8) -> Bool {
    (0x30...0x39).contains(octet) || (0x41...0x5a).contains(octet & 0xdf)
  }

  private static func line(in text: [UInt8], around place: Int) -> Range<Int> {
    let line = run(in: text, around: place) { $0 != 0x0a }
    return line.lowerBound..<min(text.count, line.upperBound + 1)
  }

  private static func run(
    in text: [UInt8], around place: Int, where belongs: (UInt8) -> Bool
  ) -> Range<Int> {
    var (start, end) = (place, place)
    while start > 0, belongs(text[start - 1]) { start -= 1 }
    while end < text.count, belongs(text[end]) { end += 1 }
    return start..<end
  }
}
