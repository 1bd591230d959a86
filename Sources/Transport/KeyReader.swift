#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads keys from standard input one by one: as they are pressed on a terminal, from a pipe as
/// they come.
public final class KeyReader {
  private var parser = KeyParser()
  private var waiting: [Key] = []
  private let isRaw: Bool

  /// Makes the terminal raw, if standard input is one.
  public init() {
    isRaw = isatty(STDIN_FILENO) == 1 && TerminalMode.makeRaw()
  }

  /// Returns the next key, or nil at the end of input.
  public func next() -> Key? {
    while waiting.isEmpty {
      var byte: UInt8 = 0
      // One byte of a local variable.
      let count = unsafe read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      guard count == 1 else { return nil }
      // In a pipe a line ends with a newline, where a terminal sends a carriage return.
      waiting = !isRaw && byte == 0x0A ? [.enter] : parser.parse([byte])
    }
    return waiting.removeFirst()
  }

  /// Puts the terminal back as it was.
  public func stop() {
    if isRaw { TerminalMode.restore() }
  }
}
