import Transport

/// A program with subcommands: reads a command line, and does or shows what it asks for.
public struct Program: Sendable {
  let root: CommandGroup
  private let version: String

  private static let color = Parameter.option(
    "color", .choice("when"), default: ColorChoice.auto,
    help: "Colour the output; auto means on a terminal, unless NO_COLOR is set.")
  private static let columns = Parameter.option(
    "columns", .integer("n", in: CommandIO.columnRange),
    help: "Fit the output to this width. (default: the terminal's, or 80)")
  /// The options that every command has.
  static let globals: [any Declared] = [color, columns]

  /// Creates a program from its commands.
  init(root: CommandGroup, version: String) {
    self.root = root
    self.version = version
  }

  /// Runs the command line of this process, and ends it.
  ///
  /// A closed output is an error of the write, not a signal that kills the program.
  public static func main() -> Never {
    ignoreBrokenPipes()
    let status = chatLab.run(Array(CommandLine.arguments.dropFirst()), .process)
    exitProcess(status.rawValue)
  }

  /// Runs a command line, without the program's own name.
  func run(_ line: [String], _ io: CommandIO) -> ExitStatus {
    var io = io
    do throws(CommandError) {
      var parser = InvocationParser(root: root, globals: Program.globals, line: line)
      let (invocation, globals) = try parser.parse()
      io = io.with(color: globals[Program.color], columns: globals[Program.columns])
      return try run(invocation, io)
    } catch {
      if let message = error.message { io.error(message) }
      return error.status
    }
  }

  private func run(
    _ invocation: Invocation, _ io: CommandIO
  ) throws(CommandError) -> ExitStatus {
    switch invocation {
    case .run(let command, let arguments):
      return try command.run(arguments, io)
    case .introduction(let path) where path.count == 1 && root.introduction != nil:
      try io.write(root.introduction ?? "")
    case .introduction(let path), .help(let path):
      try io.write(HelpText(path: path, globals: Program.globals, columns: io.columns).text)
    case .version:
      try io.writeLine("\(root.name) \(version)")
    }
    return .success
  }
}
