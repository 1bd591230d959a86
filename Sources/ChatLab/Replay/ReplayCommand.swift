import Handshakes
import Rendering
import Transcripts

/// `chat-lab replay`: runs a transcript again from its recorded inputs, and compares every line.
struct ReplayCommand: Command {
  let name = "replay"
  let abstract = "Run a transcript again and compare every line of it."
  let discussion = """
    Every line is rebuilt from what the run was told, drew, was given and received: values, \
    formulas, messages, proofs. The exit status is 1 at the first difference, which is named by \
    its stage and field.
    """

  private let file = Parameter.argument(
    "file", .path(), help: "The transcript, as '--format jsonl' or '--transcript' wrote it.")

  var parameters: [any Declared] { [file] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let path = arguments[file]
    let transcript = try TranscriptFile(try io.read(path), path: path)
    let rebuilt = try rebuild(transcript, path: path)
    if let difference = TranscriptDifference(recorded: transcript.lines, rebuilt: rebuilt) {
      throw .failed("\(path): \(escapingControls(difference.text))")
    }
    let count = transcript.values.count
    try io.writeLine("\(path): \(transcript.lines.count) lines with \(count) values replay")
    return .success
  }

  private func rebuild(
    _ transcript: TranscriptFile, path: String
  ) throws(CommandError) -> [String] {
    if let request = DemoRequest(settings: transcript.settings) {
      return DemoRun(request, recordedDraws: transcript.draws).jsonLines
    }
    if let side = SideRequest(settings: transcript.settings) {
      do throws(HandshakeError) {
        return try side.rebuild(transcript)
      } catch {
        throw .failed("\(path): stage 0, run: \(escapingControls(error.description))")
      }
    }
    throw .failed("\(path): stage 0, run: expected the settings of a demo, join or serve")
  }
}
