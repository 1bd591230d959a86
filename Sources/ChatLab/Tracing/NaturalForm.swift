import Arithmetic

extension ValueForm where Value == Natural {
  /// A natural number in decimal digits, or in hexadecimal ones after `0x`, of at most so many
  /// bits: more would fill the machine with steps.
  static func natural(_ placeholder: String = "number", bits: Int = 4096) -> ValueForm {
    ValueForm(
      placeholder: placeholder, expected: "a number of at most \(bits) bits, decimal or 0x…",
      choices: [],
      read: { text in
        // The length is looked at first: reading digits takes longer the more there are.
        guard text.utf8.count <= bits / 3 + 2 else { return nil }
        let number =
          text.hasPrefix("0x")
          ? try? Natural(hexadecimal: text.dropFirst(2)) : try? Natural(decimal: text)
        guard let number, number.bitWidth <= bits else { return nil }
        return number
      }, show: { $0.description })
  }
}
