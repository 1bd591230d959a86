import Bytes
import Handshakes
import Rendering
import Transcripts
import Transport

/// Numbers, shows and records the stages of one side of a run as they happen.
final class StageLog {
  private let io: CommandIO
  private let weaknesses: [Weakness]
  private let showsStages: Bool
  private let knowledge: ((Transcript) -> KnowledgeReport)?
  private let file: LineFile?
  private var json = JSONLinesRenderer()
  private var count = 0
  /// What happened so far; kept only where somebody reads it, as a server may run for long.
  private var transcript: Transcript
  /// The inputs since the last stage.
  private var inputs: [RecordedInput] = []

  /// Begins a run without stages.
  ///
  /// - Parameters:
  ///   - settings: What the run was told.
  ///   - lab: The lab, whose weaknesses the stages name.
  ///   - showsStages: Whether stages have lines to be shown.
  ///   - path: The file for the transcript, if one is wanted.
  ///   - knowledge: Finds out who can know the values so far, if the stages are to say it.
  /// - Throws: `CommandError.unwritableOutput`.
  init(
    _ settings: [Transcript.Setting], lab: Lab, _ io: CommandIO, showsStages: Bool = true,
    transcript path: String?, knowledge: ((Transcript) -> KnowledgeReport)? = nil
  ) throws(CommandError) {
    self.io = io
    self.showsStages = showsStages
    self.knowledge = knowledge
    weaknesses = lab.weaknesses
    transcript = Transcript(settings: settings)
    file = try CommandError.sorting { () throws(TransportError) in
      try path.map { path throws(TransportError) in try LineFile(path) }
    }
    try write(json.line(settings: settings))
  }

  /// The lines that stand before the first stage.
  var introduction: [String] {
    showsStages ? renderer(nil).introduction(transcript.settings) : []
  }

  /// Remembers what made the party take its next stage.
  func note(_ input: Input) {
    guard file != nil else { return }
    let recorded = RecordedInput(input)
    // A tick on which nothing was done says no more than the one after it.
    if recorded.kind == "tick", inputs.last?.kind == "tick" { inputs.removeLast() }
    inputs.append(recorded)
  }

  /// Records a stage, and returns its lines.
  ///
  /// - Throws: `CommandError.unwritableOutput`.
  func record(_ stage: Stage) throws(CommandError) -> [String] {
    count += 1
    if file != nil || knowledge != nil { transcript.append(stage) }
    if file != nil { try write(json.line(stage, inputs: inputs)) }
    inputs = []
    guard showsStages else { return [] }
    return renderer(knowledge?(transcript)).lines(stage, number: count)
  }

  private func write(_ line: String) throws(CommandError) {
    try CommandError.sorting { () throws(TransportError) in try file?.write(line) }
  }

  /// Made anew each time, as a terminal may change its width.
  private func renderer(_ knowledge: KnowledgeReport?) -> TerminalRenderer {
    TerminalRenderer(
      columns: io.columns, usesColor: io.usesColor, weaknesses: weaknesses, knowledge: knowledge)
  }
}

extension RecordedInput {
  /// Writes down an input, so that the party can be given it again.
  init(_ input: Input) {
    switch input {
    case .start: self.init(kind: "start")
    case .opened(let link): self.init(kind: "opened", wire: link.wire)
    case .received(let bytes, let link):
      self.init(kind: "received", wire: link.wire, value: Hex.encode(bytes))
    case .closed(let link): self.init(kind: "closed", wire: link.wire)
    case .tick(let seconds): self.init(kind: "tick", value: String(seconds))
    case .submit(let command): self.init(kind: "submit", value: RecordedInput.text(of: command))
    }
  }

  private static func text(of command: ChatCommand) -> String {
    switch command {
    case .say(let text): "say \(Hex.encode(text))"
    case .quit: "quit"
    case .endOfInput: "endOfInput"
    case .verified: "verified"
    case .peerFingerprint(let hash): "peerFingerprint \(Hex.encode(hash))"
    case .help: "help"
    case .unknown(let line): "unknown \(line)"
    }
  }
}
