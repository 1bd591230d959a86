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
      for lab in Lab.all { try io.writeLine("\(lab.name)  \(lab.summary)") }
    case .json:
      try io.writeLine(LabList(Lab.all.map { ($0.name, $0.summary) }).json)
    }
    return .success
  }
}
