/// What a command line asks for: a command with its arguments, or help, or the version.
enum Invocation {
  /// Run this command.
  case run(any Command, Arguments)
  /// Show the help of the last command of this path.
  case help([any Command])
  /// Show what the bare command shows.
  case introduction([any Command])
  /// Show the version.
  case version
}

/// Reads a command line from left to right.
///
/// Options may stand anywhere; `--` ends them; a word that begins with two dashes is never taken
/// as the value of an option (`--say=--text` is), while `-` and `-5` are ordinary words. Asking
/// for help wins over anything else that the line contains.
struct InvocationParser {
  private let globals: [any Declared]
  private var path: [any Command]
  private var rest: ArraySlice<String>
  /// The words found so far, under the spelling of their parameter.
  private var words: [String: [String]] = [:]
  private var positionals: [String] = []
  private var optionsHaveEnded = false
  private var wantsHelp: Bool

  /// Starts to read a command line for a program, whose every command takes `globals` too.
  init(root: any Command, globals: [any Declared], line: [String]) {
    self.globals = globals
    self.path = [root]
    self.rest = line[...]
    self.wantsHelp = line.prefix { $0 != "--" }.contains { $0 == "--help" || $0 == "-h" }
  }

  private var command: any Command { path[path.count - 1] }

  /// The words that call the command read so far: `chat-lab key generate`.
  private var title: String { path.map(\.name).joined(separator: " ") }

  /// Returns what the command line asks for, and the values of the options of every command.
  ///
  /// - Throws: `CommandError.usage`.
  mutating func parse() throws(CommandError) -> (Invocation, globals: Arguments) {
    let wantsVersion = rest.prefix { $0 != "--" }.contains("--version")
    while let word = rest.popFirst() {
      if optionsHaveEnded { positionals.append(word) } else { try read(word) }
    }
    let globalValues = try Arguments(globals, words: words)
    if wantsHelp { return (.help(path), globalValues) }
    if wantsVersion { return (.version, globalValues) }
    if !command.subcommands.isEmpty { return (.introduction(path), globalValues) }
    try assignPositionals()
    return (.run(command, try Arguments(command.parameters, words: words)), globalValues)
  }

  private mutating func read(_ word: String) throws(CommandError) {
    switch word {
    case "-h", "--help", "--version":
      break  // seen before anything was read
    case "--":
      optionsHaveEnded = true
    case _ where word.hasPrefix("-") && word != "-" && Int(word) == nil:
      do throws(CommandError) {
        try readOption(word)
      } catch {
        if !wantsHelp { throw error }
      }
    case "help" where !command.subcommands.isEmpty:
      wantsHelp = true
    case _ where !command.subcommands.isEmpty:
      guard let next = command.subcommands.first(where: { $0.name == word }) else {
        throw unknownCommand(word)
      }
      path.append(next)
    default:
      positionals.append(word)
    }
  }

  private mutating func readOption(_ word: String) throws(CommandError) {
    let parts = word.dropFirst(2)
      .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard word.hasPrefix("--"),
      let option = (command.parameters + globals).map(\.declaration)
        .first(where: { $0.kind != .argument && $0.name == parts[0] })
    else { throw unknownOption(String(word.prefix { $0 != "=" })) }
    switch (option.kind, parts.count) {
    case (.flag, 1): words[option.spelling, default: []].append("")
    case (.flag, _): throw .usage("\(option.spelling) takes no value, found '\(word)'")
    case (_, 2):
      words[option.spelling, default: []].append(String(parts[1]))
      if option.secondPlaceholder != nil { try readValue(of: option) }
    default:
      try readValue(of: option)
      if option.secondPlaceholder != nil { try readValue(of: option) }
    }
  }

  /// Takes the next word as a value.
  private mutating func readValue(of option: Declaration) throws(CommandError) {
    guard let value = rest.first, !value.hasPrefix("--") else {
      throw .usage(missingValue(of: option, before: rest.first))
    }
    rest.removeFirst()
    words[option.spelling, default: []].append(value)
  }

  /// Gives each positional word to its parameter: one each, and the rest to one that repeats.
  private mutating func assignPositionals() throws(CommandError) {
    let places = command.parameters.map(\.declaration).filter { $0.kind == .argument }
    for place in places where !positionals.isEmpty {
      let count = place.isRepeated ? positionals.count : 1
      words[place.spelling] = Array(positionals.prefix(count))
      positionals.removeFirst(count)
    }
    guard let extra = positionals.first else { return }
    let takes =
      switch places.count {
      case 0: "no arguments"
      case 1: "one argument, \(places[0].spelling)"
      default: places.map(\.spelling).joined(separator: " ")
      }
    throw .usage("unexpected argument '\(extra)': '\(title)' takes \(takes)")
  }
}

// MARK: - Errors

extension InvocationParser {
  private func missingValue(of option: Declaration, before next: String?) -> String {
    let hint = next.map { ", found '\($0)' (as a value: '\(option.spelling)=\($0)')" } ?? ""
    let expected =
      option.choices.isEmpty
      ? option.values : "one of \(option.choices.joined(separator: ", "))"
    return "\(option.spelling): missing value, expected \(expected)\(hint)"
  }

  private func unknownOption(_ word: String) -> CommandError {
    let known = (command.parameters + globals).map(\.declaration)
      .filter { $0.kind != .argument }.map(\.spelling)
    let near = Spelling.suggestion(for: word, among: known + ["--help", "--version"])
    let hint = near.isEmpty ? "; '\(title) --help' lists the options" : near
    return .usage("unknown option '\(word)' for '\(title)'\(hint)")
  }

  private func unknownCommand(_ word: String) -> CommandError {
    let known = command.subcommands.map(\.name) + ["help"]
    let near = Spelling.suggestion(for: word, among: known)
    let hint = near.isEmpty ? "; '\(title) --help' lists the commands" : near
    return .usage("unknown command '\(title) \(word)'\(hint)")
  }
}
