import Transport

@testable import ChatLab

/// An output in memory, which can play a terminal and can fail.
final class MemorySink: OutputSink {
  var isTerminal = false
  var terminalColumns: Int?
  var terminalRows: Int?
  var failure: TransportError?
  private(set) var bytes: [UInt8] = []

  var text: String { String(decoding: bytes, as: UTF8.self) }

  func write(_ more: [UInt8]) throws(TransportError) {
    if let failure { throw failure }
    bytes += more
  }
}

/// What a program did with a command line.
struct Outcome {
  var status: ExitStatus
  var output: String
  var diagnostics: String
}

/// Runs a command line in this process.
func run(
  _ line: [String], of program: Program = .fixture, environment: [String: String] = [:],
  output: MemorySink = MemorySink(), diagnostics: MemorySink = MemorySink()
) -> Outcome {
  let io = CommandIO(output: output, diagnostics: diagnostics) { environment[$0] }
  let status = program.run(line, io)
  return Outcome(status: status, output: output.text, diagnostics: diagnostics.text)
}

extension Program {
  /// A program whose commands use every kind of parameter and every outcome.
  static let fixture = Program(
    root: CommandGroup(
      name: "lab", abstract: "Try every kind of parameter.",
      subcommands: [
        BrewCommand(), FailCommand(),
        CommandGroup(
          name: "key", abstract: "Make and show keys.", subcommands: [ShowCommand()]),
      ],
      introduction: "TRY: lab brew\n"),
    version: "9.9")
}

/// Prints what it was given.
struct BrewCommand: Command {
  enum Strength: String, CaseIterable, Sendable {
    case mild
    case strong
  }

  let name = "brew"
  let abstract = "Brew a drink and say what went into it, which takes more than one line to tell."
  let discussion = """
    A first paragraph that is long enough to be broken between two of its words somewhere.

      a table   stays
      as it     is
    """
  let drink = Parameter.argument(
    "drink", .choice("drink", among: ["coffee", "tea"]), default: "coffee", help: "What to brew.")
  let guests = Parameter.arguments("guest", .name(), help: "Who drinks it.")
  let strength = Parameter.option(
    "strength", .choice("strength"), default: Strength.strong, help: "How long it stands.")
  let cups = Parameter.option("cups", .integer("n", in: 1...12), help: "How many cups.")
  let say = Parameter.options("say", .text(), help: "What to say with it.")
  let salt = Parameter.option("salt", .hex(count: 2), help: "Two octets of salt.")
  let server = Parameter.option("server", .endpoint(), help: "Where the water comes from.")
  let milk = Parameter.flag("milk", help: "Add milk.")

  var parameters: [any Declared] { [drink, guests, strength, cups, say, salt, server, milk] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    try io.writeLine(
      [
        arguments[drink], arguments[guests].joined(separator: "+"), "\(arguments[strength])",
        arguments[cups].map { "\($0)" } ?? "-", arguments[say].joined(separator: "|"),
        arguments[salt].map { "\($0)" } ?? "-", arguments[server].map { "\($0)" } ?? "-",
        "\(arguments[milk])", arguments.wereGiven(strength) ? "given" : "default",
      ].joined(separator: " "))
    return .success
  }
}

/// Ends in each way that a command can end.
struct FailCommand: Command {
  let name = "fail"
  let abstract = "Fail."
  let way = Parameter.argument("way", .text("way"), help: "How.")
  var parameters: [any Declared] { [way] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    switch arguments[way] {
    case "usage": throw .usage("no such\nthing")
    case "failed": throw .failed("tag: wrong")
    case "file": throw CommandError(.unreadable(path: "a.pem", code: 2))
    case "server": throw CommandError(.refused(Endpoint(host: "::1", port: 7)))
    case "interrupted": throw .interrupted
    default: return .failure
    }
  }
}

/// A command inside a group, with a parameter that must be given.
struct ShowCommand: Command {
  let name = "show"
  let abstract = "Show a key."
  let file = Parameter.argument("file", .path(), help: "The key.")
  let out = Parameter.option("out", .path(), help: "Where to write it.")
  let form = Parameter.required(
    "form", .choice("form", among: ["der", "pem"]), help: "How to show it.")
  var parameters: [any Declared] { [file, out, form] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    try io.write(try io.read(arguments[file]), to: arguments[out])
    return .success
  }
}
