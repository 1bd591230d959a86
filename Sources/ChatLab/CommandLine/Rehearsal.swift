import Transport

/// What a command line did, with what it wrote kept in memory: for tools of this package that run
/// many command lines in one process.
package struct Rehearsal {
  /// What the shell would be told.
  package let status: Int32
  /// What went to standard output.
  package let output: [UInt8]
  /// What went to standard error.
  package let diagnostics: [UInt8]

  /// Every status that a command may end with.
  package static let documentedStatuses = ExitStatus.allCases.map(\.rawValue)
}

extension Program {
  /// Runs a command line of `chat-lab`, without the program's own name, in this process.
  package static func rehearse(_ line: [String]) -> Rehearsal {
    let (output, diagnostics) = (CollectingSink(), CollectingSink())
    let io = CommandIO(output: output, diagnostics: diagnostics) { _ in nil }
    let status = chatLab.run(line, io)
    return Rehearsal(
      status: status.rawValue, output: output.bytes, diagnostics: diagnostics.bytes)
  }

  /// The name of the command that a line would run, or nil: for help, and for a line that is wrong.
  package static func command(of line: [String]) -> String? {
    var parser = InvocationParser(root: chatLab.root, globals: globals, line: line)
    guard let (invocation, _) = try? parser.parse(), case .run(let command, _) = invocation else {
      return nil
    }
    return command.name
  }

  /// The words that call each command: "trace", "der".
  package static var paths: [[String]] {
    func paths(of command: any Command) -> [[String]] {
      command.subcommands.isEmpty
        ? [[command.name]]
        : command.subcommands.flatMap { paths(of: $0) }.map { [command.name] + $0 }
    }
    return chatLab.root.subcommands.flatMap { paths(of: $0) }
  }

  /// The words that mean something to `chat-lab`: commands, options, and what these may be given.
  package static var vocabulary: [String] {
    func words(of command: any Command) -> [String] {
      let declarations = command.parameters.map(\.declaration)
      return [command.name] + declarations.filter { $0.kind != .argument }.map(\.spelling)
        + declarations.flatMap(\.choices) + command.subcommands.flatMap { words(of: $0) }
    }
    return Array(Set(words(of: chatLab.root) + globals.map(\.declaration.spelling))).sorted()
  }
}

/// An output that is kept.
private final class CollectingSink: OutputSink {
  private(set) var bytes: [UInt8] = []
  var isTerminal: Bool { false }
  var terminalColumns: Int? { nil }
  var terminalRows: Int? { nil }

  func write(_ more: [UInt8]) throws(TransportError) { bytes += more }
}
