import Handshakes
import Rendering
import Transcripts
import Transport

/// How a stage is shown, with claims that hold whatever a peer put into it.
enum Shown {
  /// Claims this of the stages of a run, and that the server can be asked after each of its own
  /// what it finds out.
  static func check(_ stages: [Stage], by lab: any Lab.Type, _ mode: Mode) throws {
    var insight = lab.insight(LabSettings(mode: mode, size: .toy))
    for stage in stages {
      try check(stage)
      guard ["server", "relay"].contains(stage.actor.name) else { continue }
      for finding in insight?.findings(after: stage) ?? [] {
        try Claim.isPlain(finding.secret.name)
      }
    }
  }

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
