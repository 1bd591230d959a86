import Rendering

/// `chat-lab why`: where a value comes from, down to the random draws.
struct WhyCommand: Command {
  let name = "why"
  let abstract = "Show where a value of a transcript comes from."
  let discussion = """
    Prints the value, what it was computed from, and so on down to what was drawn, given or \
    constant. A received value goes on at the value that was sent, where the transcript has the \
    sender's side. Several values may have one name; each gets a tree, or name one by its id.
    """

  private let file = Parameter.argument("file", .path(), help: "The transcript.")
  private let value = Parameter.argument(
    "name", .text("name"), help: "The name of a value, or its id.")

  var parameters: [any Declared] { [file, value] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let path = arguments[file]
    let transcript = try TranscriptFile(try io.read(path), path: path)
    let provenance = Provenance(transcript)
    let wanted = arguments[value]
    let found = provenance.identifiers(named: wanted)
    guard !found.isEmpty else {
      let names = provenance.names.map { escapingControls($0) }
      let hint = Spelling.suggestion(for: wanted, among: names)
      throw .failed("\(path): no value is called '\(wanted)'\(hint)")
    }
    for identifier in found {
      for line in provenance.tree(of: identifier, columns: io.columns) { try io.writeLine(line) }
      try io.writeLine()
    }
    return .success
  }
}
