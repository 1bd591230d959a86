import Rendering

/// A line typed in a terminal, with the keys that people expect, and room for other output above.
///
/// While it lives the terminal is raw; `stop` puts it back, and so does every end of the program
/// (see `TerminalMode`).
public final class TerminalLineEditor: LineSource {
  private let output: Descriptor
  private var parser = KeyParser()
  private var line: LineBuffer
  private var isActive = true

  /// What stands before the line; setting it draws the line again.
  public var prompt: String {
    didSet { if prompt != oldValue { redraw() } }
  }

  /// Makes the terminal raw and shows the prompt; nil when standard input or `output` is no
  /// terminal.
  public init?(prompt: String, limit: Int = 16_384, output: Descriptor = .standardOutput) {
    guard Descriptor.standardInput.isTerminal, output.isTerminal, TerminalMode.makeRaw() else {
      return nil
    }
    self.prompt = prompt
    self.output = output
    line = LineBuffer(limit: limit)
    redraw()
  }

  deinit {
    stop()
  }

  /// Takes what the terminal sent.
  public func receive(_ bytes: [UInt8]) -> [LineEvent] {
    var events: [LineEvent] = []
    for key in parser.parse(bytes) {
      let typed = line.text
      switch line.apply(key) {
      case .line(let text):
        leave(typed)
        events.append(.line(text))
      case .tooLong(let count):
        leave(typed)
        events.append(.tooLong(bytes: count, limit: line.limit))
      case .endOfInput:
        events.append(.endOfInput)
      case .interrupt:
        events.append(.interrupt)
      case .suspend:
        erase()
        TerminalMode.suspend()
      case nil:
        break
      }
    }
    redraw()
    return events
  }

  /// Takes the end of input: the terminal has gone.
  public func finish() -> [LineEvent] {
    [.endOfInput]
  }

  /// Lets other output appear, whole lines of it, above the line that is being typed.
  public func printAbove<Failure: Error>(_ print: () throws(Failure) -> Void) throws(Failure) {
    erase()
    defer { redraw() }
    try print()
  }

  /// Draws the line again.
  public func redraw() {
    guard isActive else { return }
    let columns = output.terminalColumns ?? 80
    write(LineView(prompt: prompt, line: line, columns: columns).drawing)
  }

  /// Takes the line off the screen, and puts the terminal back as it was.
  public func stop() {
    guard isActive else { return }
    erase()
    isActive = false
    TerminalMode.restore()
  }

  /// Leaves a finished line on the screen, all of it.
  private func leave(_ text: String) {
    erase()
    write("\(prompt)\(escapingControls(text))\n")
  }

  private func erase() {
    if isActive { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    // A terminal that has gone ends the input too, which is where it is noticed.
    try? output.writeAll(Array(text.utf8))
  }
}
