import Rendering
import Transport

/// When output is coloured.
enum ColorChoice: String, CaseIterable, Sendable {
  /// On a terminal, unless `NO_COLOR` is set or the terminal is dumb.
  case auto
  case always
  case never
}

/// What a command sees of the world: keys, and two outputs with how wide and colourful they are.
struct CommandIO {
  /// The product of the command.
  private var output: any OutputSink
  /// Progress, warnings and errors.
  private let diagnostics: any OutputSink
  /// Where keys are read from.
  let input: Descriptor
  private let environment: @Sendable (String) -> String?
  private let ask: (String) -> PasswordPrompt.Answer?
  private var colorChoice = ColorChoice.auto
  private var columnChoice: Int?
  private let progressLine = ProgressLine()

  /// What is shown of long work, until something else is written.
  private final class ProgressLine {
    var isShown = false
  }

  /// Collects the outputs of a program, its input, whom it asks for passwords (nobody, as a
  /// rule), and its environment.
  init(
    output: any OutputSink, diagnostics: any OutputSink, input: Descriptor = .standardInput,
    ask: @escaping (String) -> PasswordPrompt.Answer? = { _ in nil },
    environment: @escaping @Sendable (String) -> String?
  ) {
    self.output = output
    self.diagnostics = diagnostics
    self.input = input
    self.ask = ask
    self.environment = environment
  }

  /// The outputs of this process.
  static var process: CommandIO {
    CommandIO(
      output: DescriptorSink(.standardOutput), diagnostics: DescriptorSink(.standardError),
      ask: PasswordPrompt.ask, environment: environmentVariable)
  }

  /// The same outputs with the user's choice of colour and width.
  func with(color: ColorChoice, columns: Int?) -> CommandIO {
    var copy = self
    copy.colorChoice = color
    copy.columnChoice = columns
    return copy
  }

  /// The same outputs, of which the product is written by a loop whenever it is taken.
  func written(by loop: EventLoop) -> CommandIO {
    var copy = self
    copy.output = output.written(by: loop)
    return copy
  }

  /// The smallest and the largest width that a user can ask for.
  static let columnRange = 40...500

  /// How wide output may be: the user's choice, or the terminal's width, or 80.
  var columns: Int {
    let columns = columnChoice ?? output.terminalColumns ?? 80
    return min(max(columns, CommandIO.columnRange.lowerBound), CommandIO.columnRange.upperBound)
  }

  /// How many lines the terminal shows at a time; nil where there is none, or it does not say.
  var rows: Int? { output.terminalRows }

  /// True when the product goes to a terminal.
  var isTerminal: Bool { output.isTerminal }

  /// True when the product is coloured.
  var usesColor: Bool { usesColor(output) }

  /// True when progress, warnings and errors are.
  var diagnosticsUseColor: Bool { usesColor(diagnostics) }

  private func usesColor(_ sink: any OutputSink) -> Bool {
    switch colorChoice {
    case .always: true
    case .never: false
    case .auto: sink.isTerminal && (environment("NO_COLOR") ?? "").isEmpty && !isDumb
    }
  }

  private var isDumb: Bool { environment("TERM") == "dumb" }
}

// MARK: - Writing

extension CommandIO {
  /// Writes bytes of the product.
  ///
  /// - Throws: `CommandError.outputClosed` when the reader has gone, so that the command stops;
  ///   `CommandError.unwritableOutput` when the disk is full.
  func write(_ bytes: [UInt8]) throws(CommandError) {
    if isTerminal { withdrawProgress() }
    do throws(TransportError) {
      try output.write(bytes)
    } catch {
      throw CommandError(output: error)
    }
  }

  /// Writes text of the product as it is.
  func write(_ text: String) throws(CommandError) {
    try write(Array(text.utf8))
  }

  /// Writes a line of the product.
  func writeLine(_ line: String = "") throws(CommandError) {
    try write(line + "\n")
  }

  /// Writes the product to a file, whole or not at all; to standard output where no path is
  /// given, or the path is `-`.
  ///
  /// A new file gets `mode`, less the umask.
  func write(_ bytes: [UInt8], to path: String?, mode: UInt32 = 0o666) throws(CommandError) {
    guard let path, path != "-" else { return try write(bytes) }
    do throws(TransportError) {
      try Files.write(bytes, to: path, mode: mode)
    } catch {
      throw CommandError(error)
    }
  }

  /// Reads an input file; standard input for the path `-`.
  ///
  /// - Throws: `CommandError.unreadableInput`.
  func read(_ path: String) throws(CommandError) -> [UInt8] {
    do throws(TransportError) {
      return try Files.read(path)
    } catch {
      throw CommandError(error)
    }
  }

  /// Writes the product to a file that must not be there yet, unless `isReplacing`; to standard
  /// output where no path is given, or the path is `-`.
  ///
  /// The file gets `mode`, less the umask, even where it replaces one with more permissions.
  ///
  /// - Throws: `CommandError.unwritableOutput`, which names `--force` where that would help.
  func put(
    _ bytes: [UInt8], at path: String?, mode: UInt32, replacing isReplacing: Bool
  ) throws(CommandError) {
    guard let path, path != "-" else { return try write(bytes) }
    try putting { () throws(TransportError) in
      try Files.put(bytes, at: path, mode: mode, replacing: isReplacing)
    }
  }

  /// Finds out whether `put` would work, before work that is long or that leaves a trace.
  ///
  /// - Throws: `CommandError.unwritableOutput`, as `put` would.
  func checkPut(at path: String?, replacing isReplacing: Bool) throws(CommandError) {
    guard let path, path != "-" else { return }
    try putting { () throws(TransportError) in
      try Files.checkPut(at: path, replacing: isReplacing)
    }
  }

  private func putting(_ action: () throws(TransportError) -> Void) throws(CommandError) {
    do throws(TransportError) {
      try action()
    } catch .exists(let path) {
      throw .unwritableOutput("\(path): is there already, expected --force to replace it")
    } catch {
      throw CommandError(error)
    }
  }

  /// Asks for a password on the terminal, without showing it.
  ///
  /// - Throws: `CommandError.usage` naming the option that does without a terminal, when there is
  ///   none; `.interrupted`; `.failed` when nothing was typed.
  func askForPassword(_ question: String, of what: String, orGive option: String)
    throws(CommandError) -> [UInt8]
  {
    switch ask(question) {
    case .password(let octets): return octets
    case .interrupted: throw .interrupted
    case .ended: throw .failed("\(what): no password was typed")
    case nil: throw .usage("\(what): needs a password, no terminal to ask on, expected \(option)")
    }
  }

  /// Writes a line about the work; failing is no error, as nobody may be reading.
  func note(_ line: String) {
    withdrawProgress()
    try? diagnostics.write(Array((line + "\n").utf8))
  }

  /// Writes `error: …`, in one line whatever the text contains; a word of the command line that
  /// would control the terminal is shown escaped.
  func error(_ message: String) {
    let label = diagnosticsUseColor ? "\u{1B}[1;31merror:\u{1B}[0m" : "error:"
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    note("\(label) \(escapingControls(line))")
  }

  /// Shows how far long work has come, in place of what was shown before, if anybody watches.
  func progress(_ text: String) {
    guard diagnostics.isTerminal else { return }
    progressLine.isShown = !text.isEmpty
    try? diagnostics.write(Array("\r\u{1B}[K\(text)".utf8))
  }

  /// Takes away what `progress` showed.
  func endProgress() {
    progress("")
  }

  /// Takes it away where other words would stand behind it.
  private func withdrawProgress() {
    if progressLine.isShown { endProgress() }
  }
}
