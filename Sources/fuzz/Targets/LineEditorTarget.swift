import Handshakes
import Rendering
import Transport

/// What a terminal sends, as keys, a line, and its picture.
struct LineEditorTarget: FuzzTarget {
  let name = "line-editor"
  let cost = 60
  let tokens = [
    "\u{1b}[A", "\u{1b}[B", "\u{1b}[C", "\u{1b}[D", "\u{1b}OH", "\u{1b}[3~", "\u{1b}[1;5C",
    "\u{1b}",
    "\u{7f}", "\u{17}", "\u{15}", "\u{0b}", "\u{01}", "\u{05}", "\r", "\n", "é", "\u{301}", "界",
    "\u{1f468}\u{200d}\u{1f469}", "\u{202e}", "\u{feff}", "\t", "\u{04}", "\u{10}", "\u{0e}",
    "\u{1f1e9}", "\u{1f1ea}",
  ]
  let longestInput = 300
  let corpus: [[UInt8]] = [
    "hello\r", ":quit\r", "Grüße\u{1b}[D\u{1b}[D\u{7f}x\r\u{1b}[A\u{1b}[A\u{1b}[Bnew\r",
    "word word\u{17}\u{01}x\u{05}y\u{0b}\u{15}\r", String(repeating: "界", count: 60) + "\u{1b}[D",
    "a\u{1f468}\u{200d}\u{1f469}b\u{1b}[D\u{7f}\r",
  ].map { Array($0.utf8) }

  func run(_ input: [UInt8]) throws {
    var whole = KeyParser()
    let keys = whole.parse(input)
    var single = KeyParser()
    try Claim.that(
      input.flatMap { single.parse([$0]) } == keys, "keys are the same in pieces of any size")
    for limit in [16_384, 20] { try type(keys, limit: limit) }
  }

  private func type(_ keys: [Key], limit: Int) throws {
    var line = LineBuffer(limit: limit)
    for key in keys {
      let before = line.text
      switch line.apply(key) {
      case .line(let text):
        try Claim.that(text == before, "ENTER gives the line that stands there")
        try Claim.that(text.utf8.count <= limit, "a line keeps to its limit")
        _ = ChatCommand(line: text)
      case .tooLong(let count): try Claim.that(count > limit, "too long is beyond the limit")
      case .endOfInput: try Claim.that(before.isEmpty, "the input ends on an empty line")
      case .interrupt, .suspend, nil: break
      }
      try Claim.that(line.text.utf8.count <= limit, "a line keeps to its limit")
      try check(line)
    }
  }

  private func check(_ line: LineBuffer) throws {
    for columns in [1, 10, 80] {
      let view = LineView(prompt: "you> ", line: line, columns: columns)
      try Claim.isPlain(view.text)
      try Claim.that(view.cursor >= 0, "a cursor is not left of the screen")
      guard columns >= 10 else { continue }
      try Claim.that(
        view.cursor < columns && displayWidth(of: view.text) <= columns,
        "the line and its cursor fit \(columns) columns")
    }
  }
}
