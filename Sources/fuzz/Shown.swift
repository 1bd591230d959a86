import Rendering
import Transcripts
import Transport

/// How a stage is shown, with claims that hold whatever a peer put into it.
enum Shown {
  /// Claims that a stage is shown without anything that controls a terminal, and that its line of
  /// a transcript is one line of JSON.
  static func check(_ stage: Stage) throws {
    var renderer = JSONLinesRenderer()
    let line = renderer.line(stage)
    try Claim.isLine(line, longest: 1 << 24)
    let value = JSONValue(parsing: Array(line.utf8))
    try Claim.that(value?["title"]?.string == stage.title, "a transcript's line reads back")
    let terminal = TerminalRenderer(columns: 80)
    for line in terminal.lines(stage, number: 1) {
      try Claim.isPlain(line)
      try Claim.that(displayWidth(of: line) <= 80, "a line of \(displayWidth(of: line)) columns")
    }
  }
}
