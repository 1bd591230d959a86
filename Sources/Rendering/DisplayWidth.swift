/// Returns how many columns of a terminal a text takes: wide characters take two, combining ones
/// none (Unicode Standard Annex 11, and what terminals do with emoji).
///
/// The text must be free of control characters: see `escapingControls`.
public func displayWidth(of text: some StringProtocol) -> Int {
  text.reduce(0) { $0 + displayWidth(of: $1) }
}

/// Returns how many columns a user-perceived character takes: 0, 1 or 2.
///
/// A sequence (a letter with its accents, a family joined from people) is as wide as its widest
/// part; a pair of regional indicators is one flag, and U+FE0F makes an emoji of a text symbol.
public func displayWidth(of character: Character) -> Int {
  let scalars = character.unicodeScalars
  if scalars.count > 1, let first = scalars.first {
    if isRegionalIndicator(first) { return 2 }
    if scalars.contains("\u{FE0F}"), first.properties.isEmoji { return 2 }
  }
  return scalars.reduce(0) { max($0, displayWidth(of: $1)) }
}

private func displayWidth(of scalar: Unicode.Scalar) -> Int {
  // Most text is ASCII.
  if scalar.value < 0x300 { return scalar.value == 0xAD ? 1 : scalar.value < 0x20 ? 0 : 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
  default: break
  }
  if (0x1160...0x11FF).contains(scalar.value) { return 0 }  // vowels and finals after 1100...115F
  if isRegionalIndicator(scalar) { return 1 }
  if scalar.properties.isEmojiPresentation { return 2 }
  return wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
}

private func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
  (0x1F1E6...0x1F1FF).contains(scalar.value)
}

/// The classes W and F of `EastAsianWidth.txt` (Unicode 16.0), block by block, without the emoji.
private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F,  // Hangul Jamo, initial consonants
  0x2329...0x232A,  // angle brackets
  0x2630...0x2637, 0x268A...0x268F,  // trigrams, digrams
  0x2E80...0x303E,  // CJK radicals, symbols and punctuation
  0x3041...0x3247, 0x3250...0xA4CF,  // kana, enclosed letters, Han, Yi
  0xA960...0xA97C,  // Hangul Jamo Extended-A
  0xAC00...0xD7A3,  // Hangul syllables
  0xF900...0xFAFF,  // CJK compatibility ideographs
  0xFE10...0xFE19, 0xFE30...0xFE6B,  // vertical and small forms
  0xFF01...0xFF60, 0xFFE0...0xFFE6,  // fullwidth forms
  0x16FE0...0x18D08,  // Tangut, Khitan
  0x1AFF0...0x1B2FB,  // kana supplements, Nushu
  0x1D300...0x1D376,  // Tai Xuan Jing, counting rods
  0x1F200...0x1F265,  // enclosed ideographs
  0x20000...0x2FFFD, 0x30000...0x3FFFD,  // supplementary Han
]
