/// Reads keys one by one: as they are pressed on a terminal, from a pipe as they come.
public final class KeyReader {
  private var parser = KeyParser()
  private var waiting: [Key] = []
  private let input: Descriptor
  private let isRaw: Bool

  /// Reads from a descriptor; makes the terminal raw, if it is standard input and that is one.
  public init(_ input: Descriptor = .standardInput) {
    self.input = input
    isRaw = input == .standardInput && input.isTerminal && TerminalMode.makeRaw()
  }

  /// Returns the next key, or nil at the end of input.
  public func next() -> Key? {
    while waiting.isEmpty {
      guard let bytes = try? input.read(upTo: 1), let byte = bytes.first else { return nil }
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
