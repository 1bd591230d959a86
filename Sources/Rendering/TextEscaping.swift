/// Returns a text in which every character that could take over a terminal, or show words in
/// another order than they were written, stands escaped as `\u{1b}`.
///
/// Escaped are the control characters (C0, DEL, C1), the separators of lines and paragraphs, and
/// the bidirectional controls (Unicode Standard Annex 9, section 2). Everything else stays as it
/// is, the backslash too: the result is for reading, not for decoding.
public func escapingControls(_ text: some StringProtocol) -> String {
  var escaped = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if isControl(scalar) {
      escaped.append(contentsOf: "\\u{\(String(scalar.value, radix: 16))}".unicodeScalars)
    } else {
      escaped.append(scalar)
    }
  }
  return String(escaped)
}

/// True for the characters that `escapingControls` escapes.
func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x00...0x1F, 0x7F...0x9F: true  // C0, DEL, C1
  case 0x2028...0x2029: true  // line and paragraph separator
  case 0x061C, 0x200E...0x200F: true  // ALM, LRM, RLM
  case 0x202A...0x202E, 0x2066...0x2069: true  // embeddings, overrides, isolates
  default: false
  }
}
