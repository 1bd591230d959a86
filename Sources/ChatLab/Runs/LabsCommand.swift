import Handshakes
import Rendering

/// `chat-lab labs`: what there is to run.
struct LabsCommand: Command {
  let name = "labs"
  let abstract = "List the labs."

  private enum Format: String, CaseIterable { case text, json }
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text, help: "Text, or JSON.")

  var parameters: [any Declared] { [format] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    switch arguments[format] {
    case .text:
      let layout = TextLayout(columns: io.columns)
      let width = (Labs.names.map(\.count).max() ?? 0) + 2
      for lab in Labs.all {
        let name = lab.name + String(repeating: " ", count: width - lab.name.count)
        let margin = String(repeating: " ", count: width)
        for line in layout.wrap(lab.summary, first: name, next: margin) { try io.writeLine(line) }
      }
    case .json:
      try io.writeLine(LabList(Labs.all.map { ($0.name, $0.summary) }).json)
    }
    return .success
  }
}
