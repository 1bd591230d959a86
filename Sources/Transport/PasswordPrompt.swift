import Bytes

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Asks for a password on the terminal of the process, without showing it.
///
/// The terminal is asked and not standard input, which may be a message. It is put back as it was,
/// however the program ends.
public enum PasswordPrompt {
  /// How a question ended.
  public enum Answer: Equatable, Sendable {
    /// The octets typed before ENTER, which are the caller's to wipe.
    case password([UInt8])
    /// Ctrl-C.
    case interrupted
    /// Ctrl-D on an empty line, or the terminal has gone.
    case ended
  }

  /// The longest password in octets.
  private static let longest = 1024

  /// Asks a question; nil when the process has no terminal.
  public static func ask(_ question: String) -> Answer? {
    // A C string, lent until the call returns.
    let number = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
    guard number >= 0 else { return nil }
    let terminal = Descriptor(number)
    defer { terminal.close() }
    return TerminalMode.whileRestoredBySignals {
      guard TerminalMode.makeRaw(terminal) else { return nil }
      defer { TerminalMode.restore() }
      show(question, on: terminal)
      let answer = read(from: terminal, question)
      show("\n", on: terminal)
      return answer
    }
  }

  private static func read(from terminal: Descriptor, _ question: String) -> Answer {
    var parser = KeyParser()
    var typed: [UInt8] = []
    // No more than this, so that nothing typed is moved and left behind.
    typed.reserveCapacity(longest)
    defer { wipe(&typed) }
    while let bytes = try? terminal.read(upTo: 1), !bytes.isEmpty {
      for key in parser.parse(bytes) {
        switch key {
        case .text(let scalar) where typed.count + 4 <= longest:
          typed += Array(String(scalar).utf8)
        case .enter: return .password(typed.map { $0 })
        case .interrupt: return .interrupted
        case .endOfInput where typed.isEmpty: return .ended
        case .backspace:
          while let last = typed.popLast(), last & 0xC0 == 0x80 {}
        case .eraseToStart, .eraseWord: wipe(&typed)
        case .suspend:
          TerminalMode.suspend()
          show(question, on: terminal)
        default: break
        }
      }
    }
    return .ended
  }

  /// A terminal that takes no more is found out by reading.
  private static func show(_ text: String, on terminal: Descriptor) {
    try? terminal.writeAll(Array(text.utf8))
  }
}
