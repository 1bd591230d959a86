extension Natural {
  /// Creates a number from decimal digits.
  ///
  /// - Throws: `ArithmeticError.noDigits`, or `ArithmeticError.notDecimal` with the offset of the
  ///   first character that is not a digit.
  public init(decimal text: some StringProtocol) throws(ArithmeticError) {
    guard !text.utf8.isEmpty else { throw .noDigits }
    var number = Natural.zero
    for (offset, character) in text.utf8.enumerated() {
      guard case UInt8(ascii: "0")...UInt8(ascii: "9") = character else {
        throw .notDecimal(offset: offset)
      }
      number = number * Natural(10) + Natural(UInt64(character - UInt8(ascii: "0")))
    }
    self = number
  }

  /// Creates a number from hexadecimal digits of either case; their number may be odd.
  ///
  /// - Throws: `ArithmeticError.noDigits`, or `ArithmeticError.notHexadecimal` with the offset of
  ///   the first character that is not a digit.
  public init(hexadecimal text: some StringProtocol) throws(ArithmeticError) {
    guard !text.utf8.isEmpty else { throw .noDigits }
    var words = [UInt64](repeating: 0, count: (text.utf8.count + 15) / 16)
    for (offset, character) in text.utf8.enumerated() {
      let digit: UInt8
      switch character {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = character - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = character - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = character - UInt8(ascii: "A") + 10
      default: throw .notHexadecimal(offset: offset)
      }
      let position = text.utf8.count - 1 - offset
      words[position / 16] |= UInt64(digit) << UInt64(4 * (position % 16))
    }
    self.init(words: words)
  }

  /// The number in lower-case hexadecimal digits without leading zeros.
  public var hexadecimal: String {
    guard let first = words.last else { return "0" }
    return words.dropLast().reversed().reduce(String(first, radix: 16)) { text, word in
      let digits = String(word, radix: 16)
      return text + String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
  }
}

extension Natural: CustomStringConvertible {
  /// The number in decimal digits.
  public var description: String {
    // Blocks of 19 digits, the most that one word holds, the least significant first.
    var blocks: [String] = []
    var rest = self
    while !rest.isZero {
      let (quotient, block) = rest.quotientAndRemainder(
        dividingBy: 10_000_000_000_000_000_000 as UInt64)
      blocks.append(String(block))
      rest = quotient
    }
    guard let first = blocks.popLast() else { return "0" }
    return blocks.reversed().reduce(first) { text, block in
      text + String(repeating: "0", count: 19 - block.utf8.count) + block
    }
  }
}
