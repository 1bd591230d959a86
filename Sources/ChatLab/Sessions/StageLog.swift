import Handshakes
import Rendering
import Transcripts
import Transport

/// Numbers, shows and records the stages of one side of a run as they happen.
final class StageLog {
  private let io: CommandIO
  private let settings: [Transcript.Setting]
  private let weaknesses: [Weakness]
  private let showsStages: Bool
  private let file: LineFile?
  private var recorder = SideRecorder()
  private var count = 0
  private var insight: (any ServerInsight)?

  /// Begins a run without stages.
  ///
  /// - Parameters:
  ///   - side: What is run.
  ///   - io: Where it is shown.
  ///   - showsStages: Whether stages have lines to be shown.
  ///   - path: The file for the transcript, if one is wanted.
  ///   - asksWhoKnows: Whether stages say what a relay can know from them.
  /// - Throws: `CommandError.unwritableOutput`.
  init(
    _ side: SideRequest, _ io: CommandIO, showsStages: Bool = true, transcript path: String?,
    asksWhoKnows: Bool = false
  ) throws(CommandError) {
    self.io = io
    self.showsStages = showsStages
    settings = side.transcriptSettings
    let lab = Labs.checked(side.lab)
    weaknesses = lab.weaknesses
    insight = asksWhoKnows ? lab.insight(side.settings) : nil
    file = try CommandError.sorting { () throws(TransportError) in
      try path.map { path throws(TransportError) in try LineFile(path) }
    }
    try write(recorder.line(settings: settings))
  }

  /// The lines that stand before the first stage.
  var introduction: [String] {
    showsStages ? renderer.introduction(settings.map(\.readable)) : []
  }

  /// Remembers what made the party take its next stage.
  func note(_ input: Input) {
    if file != nil { recorder.record(input) }
  }

  /// Records a stage, and returns its lines.
  ///
  /// - Throws: `CommandError.unwritableOutput`.
  func record(_ stage: Stage) throws(CommandError) -> [String] {
    count += 1
    if file != nil { try write(recorder.line(stage)) }
    guard showsStages else { return [] }
    let renderer = renderer
    let lines = renderer.lines(stage, number: count)
    guard let findings = insight?.findings(after: stage) else { return lines }
    let server = stage.actor.name
    let remarks =
      findings.isEmpty
      ? renderer.noFinding(by: server)
      : findings.flatMap { renderer.finding($0.secret, $0.reason, by: server) }
    // What is found out stands with the other remarks, before the empty line.
    return lines.dropLast() + remarks + [""]
  }

  private func write(_ line: String) throws(CommandError) {
    try CommandError.sorting { () throws(TransportError) in try file?.write(line) }
  }

  /// Made anew each time, as a terminal may change its width.
  private var renderer: TerminalRenderer {
    TerminalRenderer(columns: io.columns, usesColor: io.usesColor, weaknesses: weaknesses)
  }
}
