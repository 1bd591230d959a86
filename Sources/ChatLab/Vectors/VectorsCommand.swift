import Processor
import Vectors

/// `chat-lab vectors`: published test vectors against the primitives.
struct VectorsCommand: Command {
  let name = "vectors"
  let abstract = "Run published test vectors and say which pass."
  let discussion = """
    Reads CAVP response files, ACVP and Wycheproof JSON and the test files of some RFCs, \
    recognised by their content, from the project's own directory or any other. The expected \
    results of an ACVP prompt are found beside it. A case that cannot be run is skipped with its \
    reason. The document docs/vectors.md has the details.

    A backend is the code of the hot loops: portable Swift, or further instructions of the \
    processor, alone or (auto) all that are there.

    The exit status is 1 if a case fails, or if none was run.
    """

  private enum Format: String, CaseIterable { case text, json }

  private let names = Parameter.arguments(
    "name", .text("name"), help: "Only files whose path or algorithm has this in it.")
  private let directory = Parameter.option(
    "directory", .path("directory"), help: "Where the files are, instead of the project's own.")
  private let backend = Parameter.option(
    "backend", .choice("backend", among: Backend.names),
    help: "Which backend to run, if the processor can.")
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text, help: "Text, or JSON.")

  var parameters: [any Declared] { [names, directory, backend, format] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let backend = try chosenBackend(arguments)
    guard let directory = arguments[directory] ?? VectorSuite.projectDirectory() else {
      throw .unreadableInput(
        "the project's vectors are not here or above, expected --directory DIR")
    }
    let suite: VectorSuite
    do {
      suite = try VectorSuite(directory: directory)
    } catch {
      throw .unreadableInput("--directory \(directory): cannot be read, expected vector files")
    }
    let before = Backend.current
    defer { Backend.current = before }
    Backend.current = backend
    let report = suite.run(matching: arguments[names], backend: backend) { file in
      io.progress("\(file.path): \(file.cases) cases")
    }
    io.endProgress()
    switch arguments[format] {
    case .text: try io.write(report.text(columns: max(60, io.columns)))
    case .json: try io.write(report.json())
    }
    if let complaint = report.complaint { throw .failed(complaint) }
    return .success
  }

  /// The backend that was asked for; without the option the one that the program runs on.
  private func chosenBackend(_ arguments: Arguments) throws(CommandError) -> Backend {
    guard let name = arguments[self.backend] else { return Backend.current }
    guard let backend = Backend.named(name) else {
      let here = Backend.available.map(\.name).joined(separator: ", ")
      throw .usage("--backend: \(name) cannot run here, expected \(here)")
    }
    return backend
  }
}
