/// The line that is being typed: text on both sides of a cursor, and the lines before it.
///
/// A value without a terminal: keys go in, finished lines come out.
public struct LineBuffer: Sendable {
  /// What a key did, beyond changing the line.
  public enum Outcome: Equatable, Sendable {
    /// ENTER was pressed; the line is empty again.
    case line(String)
    /// ENTER was pressed on a line of more bytes than the limit; the line is empty again.
    case tooLong(bytes: Int)
    /// Ctrl-D was pressed on an empty line.
    case endOfInput
    /// Ctrl-C was pressed.
    case interrupt
    /// Ctrl-Z was pressed.
    case suspend
  }

  /// The text before the cursor.
  public private(set) var before = ""
  /// The text after the cursor.
  public private(set) var after = ""
  /// The longest line, in bytes of UTF-8.
  public let limit: Int

  /// How many bytes the line would have with those that were refused; 0 when none were.
  private var typedBytes = 0
  private var history: [String] = []
  /// Where in the history the line is; at its end, a new one is being typed.
  private var position = 0
  /// The new line, while one of the history is shown.
  private var draft = ""

  /// How many lines are remembered.
  private static let historyLimit = 100

  /// Creates an empty line.
  public init(limit: Int = 16_384) {
    self.limit = limit
  }

  /// The whole line.
  public var text: String { before + after }

  /// Takes a key.
  public mutating func apply(_ key: Key) -> Outcome? {
    switch key {
    case .text(let scalar): insert(scalar)
    case .enter: return finish()
    case .backspace: if !before.isEmpty { before.removeLast() }
    case .delete: if !after.isEmpty { after.removeFirst() }
    case .left: if let last = before.popLast() { after.insert(last, at: after.startIndex) }
    case .right: if !after.isEmpty { before.append(after.removeFirst()) }
    case .home: (before, after) = ("", text)
    case .end: (before, after) = (text, "")
    case .up: show(position - 1)
    case .down: show(position + 1)
    case .eraseToStart: before = ""
    case .eraseToEnd: after = ""
    case .eraseWord: eraseWord()
    case .redraw: break
    case .interrupt: return .interrupt
    case .endOfInput where text.isEmpty: return .endOfInput
    case .endOfInput: if !after.isEmpty { after.removeFirst() }
    case .suspend: return .suspend
    }
    // Who has erased everything begins again.
    if before.isEmpty, after.isEmpty { typedBytes = 0 }
    return nil
  }

  private mutating func insert(_ scalar: Unicode.Scalar) {
    let size = UTF8.width(scalar)
    // One byte more than the limit is kept by nobody, but counted, so that ENTER can refuse.
    let kept = before.utf8.count + after.utf8.count
    guard kept + size <= limit, typedBytes == 0 else {
      typedBytes = max(typedBytes, kept) + size
      return
    }
    before.unicodeScalars.append(scalar)
  }

  private mutating func finish() -> Outcome {
    let line = text
    let typed = typedBytes
    (before, after, draft, typedBytes) = ("", "", "", 0)
    if typed > 0 { return .tooLong(bytes: typed) }
    if !line.isEmpty, history.last != line { history.append(line) }
    history.removeFirst(max(0, history.count - LineBuffer.historyLimit))
    position = history.count
    return .line(line)
  }

  private mutating func show(_ wanted: Int) {
    guard (0...history.count).contains(wanted) else { return }
    if position == history.count { draft = text }
    position = wanted
    (before, after) = (wanted == history.count ? draft : history[wanted], "")
    typedBytes = 0
  }

  private mutating func eraseWord() {
    while let last = before.last, last.isWhitespace { before.removeLast() }
    while let last = before.last, !last.isWhitespace { before.removeLast() }
  }
}
