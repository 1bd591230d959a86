import Handshakes
import Rendering
import Transport

/// Why a command ends early; each case has its exit status and its one line on standard error.
enum CommandError: Error, Equatable, Sendable {
  /// The command was used wrongly; the text names the option and what was expected.
  case usage(String)
  /// The run failed; the text says what is wrong and where.
  case failed(String)
  /// An input cannot be read; the text names it.
  case unreadableInput(String)
  /// An output cannot be written; the text names it.
  case unwritableOutput(String)
  /// A server cannot be reached; the text names it.
  case unreachable(String)
  /// The user pressed Ctrl-C.
  case interrupted
  /// The reader of standard output has gone (`chat-lab … | head`): nothing is left to say, so
  /// the program ends quietly and with success.
  case outputClosed

  /// What the shell is told.
  var status: ExitStatus {
    switch self {
    case .usage: .usage
    case .failed: .failure
    case .unreadableInput: .unreadableInput
    case .unwritableOutput: .unwritableOutput
    case .unreachable: .unreachable
    case .interrupted: .interrupted
    case .outputClosed: .success
    }
  }

  /// The line for standard error; nil where there is nothing to say.
  var message: String? {
    switch self {
    case .usage(let text), .failed(let text), .unreadableInput(let text),
      .unwritableOutput(let text), .unreachable(let text):
      text
    case .interrupted, .outputClosed:
      nil
    }
  }

  /// Sorts what happened at the edge of the program into the cases above.
  init(_ error: TransportError) {
    let text = String(describing: error)
    switch error {
    case .malformedEndpoint: self = .usage(text)
    case .unreadable, .tooLarge: self = .unreadableInput(text)
    case .unwritable, .exists, .inUse: self = .unwritableOutput(text)
    case .unknownHost, .refused, .timedOut, .unreachable, .addressInUse, .cannotListen:
      self = .unreachable(text)
    case .outputClosed: self = .outputClosed
    case .missingProgram, .system: self = .failed(text)
    }
  }
}

extension CommandError {
  /// Says of standard output what went wrong with it.
  init(output error: TransportError) {
    if case .system(_, let code) = error {
      self.init(.unwritable(path: "standard output", code: code))
    } else {
      self.init(error)
    }
  }

  /// Creates the party of a side that is to run.
  static func beginning(_ side: SideRequest) throws(CommandError) -> any Party {
    do throws(HandshakeError) {
      return try side.party()
    } catch .file(let name, let problem) {
      throw .unreadableInput(escapingControls("\(name): \(problem)"))
    } catch {
      throw .failed(escapingControls(error.description))
    }
  }

  /// Does something at the edge of the program, and sorts what goes wrong there.
  static func sorting<Result>(
    _ body: () throws(TransportError) -> Result
  ) throws(CommandError) -> Result {
    do throws(TransportError) {
      return try body()
    } catch {
      throw CommandError(error)
    }
  }
}
