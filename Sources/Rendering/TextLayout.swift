/// Puts text into lines of a given width.
struct TextLayout {
  /// The number of columns.
  let columns: Int

  /// Breaks a text at its spaces into indented lines; a word that is longer than a line is cut.
  func wrap(_ text: String, indent: Int, hanging: Int? = nil) -> [String] {
    let first = String(repeating: " ", count: indent)
    let next = String(repeating: " ", count: hanging ?? indent)
    var lines: [String] = []
    var line = first
    var isEmpty = true
    for word in text.split(separator: " ") {
      for piece in cut(word, to: columns - next.count) {
        if !isEmpty, displayWidth(of: line) + 1 + displayWidth(of: piece) > columns {
          lines.append(line)
          line = next
          isEmpty = true
        }
        line += (isEmpty ? "" : " ") + piece
        isEmpty = false
      }
    }
    return isEmpty ? lines : lines + [line]
  }

  /// Puts one text at the left and one at the right of a line, or of two if they do not fit.
  func spread(_ left: String, _ right: String, indent: Int = 0) -> [String] {
    let start = String(repeating: " ", count: indent) + left
    let space = columns - displayWidth(of: start) - displayWidth(of: right)
    if space >= 2 { return [start + String(repeating: " ", count: space) + right] }
    let before = String(repeating: " ", count: max(0, columns - displayWidth(of: right)))
    return wrap(left, indent: indent, hanging: indent + 2) + [before + right]
  }

  private func cut(_ word: some StringProtocol, to width: Int) -> [String] {
    var pieces = [""]
    for character in word {
      if displayWidth(of: pieces[pieces.count - 1]) + displayWidth(of: character) > width {
        pieces.append("")
      }
      pieces[pieces.count - 1].append(character)
    }
    return pieces
  }
}
