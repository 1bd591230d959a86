import Rendering

/// How a line that is being typed looks in a terminal of some width.
///
/// A line that is longer than the screen scrolls sideways by half a screen, so that the cursor
/// always shows.
public struct LineView: Equatable, Sendable {
  /// The prompt, and as much of the line as fits behind it.
  public let text: String
  /// The column of the cursor, from 0.
  public let cursor: Int

  /// Lays out a prompt and a line.
  public init(prompt: String, line: LineBuffer, columns: Int) {
    let promptWidth = displayWidth(of: prompt)
    // The last column stays free: a terminal may go to the next line when it is written to.
    let room = max(columns - promptWidth - 1, 2)
    let before = LineView.cells(line.before)
    let position = before.reduce(0) { $0 + $1.width }
    let step = max(room / 2, 1)
    let offset = position < room ? 0 : (position / step - 1) * step
    var shown = ""
    var column = 0
    for cell in before + LineView.cells(line.after) {
      defer { column += cell.width }
      if column < offset { continue }
      if column + cell.width > offset + room { break }
      // Half of a wide character before the window leaves a gap.
      shown += String(repeating: " ", count: shown.isEmpty ? column - offset : 0) + cell.text
    }
    text = prompt + shown
    cursor = promptWidth + position - offset
  }

  /// The bytes that draw this in the place of what the terminal's line showed before.
  public var drawing: String {
    let move = cursor > 0 ? "\u{1B}[\(cursor)C" : ""
    return "\r\u{1B}[K\(text)\r\(move)"
  }

  /// The characters of a text, as they are shown, each with its width in columns.
  private static func cells(_ text: String) -> [(text: String, width: Int)] {
    text.map { character in
      let shown = escapingControls(String(character))
      return (shown, displayWidth(of: shown))
    }
  }
}
