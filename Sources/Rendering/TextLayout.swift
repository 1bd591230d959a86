/// Puts text into lines of a given width.
public struct TextLayout: Sendable {
  /// The number of columns.
  public let columns: Int

  /// Lays text out for a width.
  public init(columns: Int) {
    self.columns = columns
  }

  /// Breaks a text at its spaces, with something in front of the first line and of the next ones;
  /// a word that is longer than a line is cut.
  ///
  /// Each end of a line stands for one space, so several in a row stay visible. An empty text has
  /// no lines.
  public func wrap(_ text: String, first: String, next: String) -> [String] {
    guard !text.isEmpty else { return [] }
    var lines: [String] = []
    var line = first
    var isEmpty = true
    let room = columns - max(displayWidth(of: first), displayWidth(of: next))
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      for (index, piece) in cut(word, to: room).enumerated() {
        let space = isEmpty || index > 0 ? "" : " "
        if !isEmpty, displayWidth(of: line) + space.count + displayWidth(of: piece) > columns {
          lines.append(line)
          line = next + piece
        } else {
          line += space + piece
        }
        isEmpty = false
      }
    }
    return lines + [line]
  }

  /// Breaks a text at its spaces into indented lines.
  func wrap(_ text: String, indent: Int, hanging: Int? = nil) -> [String] {
    wrap(text, first: spaces(indent), next: spaces(hanging ?? indent))
  }

  /// Puts one text at the left and one at the right of a line, or of several if they do not fit.
  func spread(_ left: String, _ right: String, indent: Int = 0) -> [String] {
    let start = spaces(indent) + left
    let space = columns - displayWidth(of: start) - displayWidth(of: right)
    if right.isEmpty || space < 2 {
      return wrap(left, indent: indent, hanging: indent + 2)
        + wrap(right, indent: indent + 2).map(flushRight)
    }
    return [start + spaces(space) + right]
  }

  private func flushRight(_ line: String) -> String {
    let text = line.drop { $0 == " " }
    return spaces(columns - displayWidth(of: text)) + text
  }

  private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  /// Cuts a word into pieces of at most some columns, and of at least one character.
  private func cut(_ word: some StringProtocol, to width: Int) -> [String] {
    var pieces = [""]
    var used = 0
    for character in word {
      let more = displayWidth(of: character)
      if used > 0, used + more > width {
        pieces.append("")
        used = 0
      }
      pieces[pieces.count - 1].append(character)
      used += more
    }
    return pieces
  }
}
