import Handshakes
import Rendering
import Terms
import Transcripts

/// `chat-lab diff`: two transcripts beside each other, and what each difference means.
struct DiffCommand: Command {
  let name = "diff"
  let abstract = "Compare two transcripts and say what each difference means."
  let discussion = """
    Both runs are repeated from what they were told, drew and received, as 'replay' does, so that \
    the comparison knows how each value is made and who can know it. Stages are laid side by side \
    by their heading, user, messages and values; a value counts as the same under the same name, \
    whatever its bytes.

    What is said about an attacker is worked out from both runs: who can know a value, what \
    vouches for a field, what the keys depend on, which weaknesses show.

    The exit status is 0 when both were compared, whatever was found.
    """

  private enum Format: String, CaseIterable { case text, json }

  private let first = Parameter.argument("a", .path(), help: "A transcript.")
  private let second = Parameter.argument("b", .path(), help: "Another one.")
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text, help: "Text, or JSON.")

  var parameters: [any Declared] { [first, second, format] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let paths = (first: arguments[first], second: arguments[second])
    let (a, b) = (try run(paths.first, io), try run(paths.second, io))
    let comparison = RunComparison(a, b)
    let renderer = ComparisonRenderer(columns: io.columns, usesColor: io.usesColor)
    switch arguments[format] {
    case .json: try io.writeLine(renderer.json(comparison, names: paths))
    case .text:
      let lines = renderer.lines(
        comparison, names: paths, settings: (a.transcript.settings, b.transcript.settings))
      for line in lines { try io.writeLine(line) }
    }
    return .success
  }

  /// Repeats a run.
  private func run(_ path: String, _ io: CommandIO) throws(CommandError) -> ComparedRun {
    let file = try TranscriptFile(try io.read(path), path: path)
    if let request = DemoRequest(settings: file.settings) {
      let run = DemoRun(request, recordedDraws: file.draws)
      let lab = Labs.checked(request.lab)
      let observers = lab.observers(of: request.demonstration())
      return ComparedRun(
        run.transcript, users: request.users,
        observers: observers.map { (name: $0.name, actors: $0.actors, wires: $0.wires) },
        weaknesses: lab.weaknesses)
    }
    if let side = SideRequest(settings: file.settings) {
      do throws(HandshakeError) {
        return try side.comparedRun(file)
      } catch {
        throw .failed("\(path): stage 0, run: \(escapingControls(error.description))")
      }
    }
    throw .failed("\(path): stage 0, run: expected the settings of a demo, join or serve")
  }
}

extension SideRequest {
  /// The stages of this side, repeated, and what a listener on its wires can know.
  fileprivate func comparedRun(
    _ file: TranscriptFile
  ) throws(HandshakeError) -> ComparedRun {
    var transcript = Transcript(settings: transcriptSettings)
    for stage in try stages(file) { transcript.append(stage) }
    let wires = Set(
      transcript.stages.flatMap(\.messages).map(\.message.id.wire))
    var users: [String] = []
    if case .user(let configuration) = role { users = [configuration.name] }
    let listener = (name: "a listener", actors: [Actor](), wires: wires)
    let own = users.map { (name: $0, actors: [Actor($0)], wires: wires) }
    return ComparedRun(
      transcript, users: users, observers: own + [listener],
      weaknesses: Labs.checked(lab).weaknesses)
  }
}
