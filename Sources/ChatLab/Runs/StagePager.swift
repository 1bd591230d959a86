import Transport

/// Shows one page after another, at the reader's pace.
///
/// On a terminal a page that is higher than the screen begins with its heading, and the reader
/// scrolls; elsewhere every page is written whole.
struct StagePager {
  private let pages: [[String]]

  /// Takes the pages, each as its lines.
  init(_ pages: [[String]]) {
    self.pages = pages
  }

  /// What a reader can ask for.
  private enum Move: Equatable {
    case on
    case back
    case down
    case up
    case quit
    case jump(Int)
  }

  /// Where the reader is: a page, and the first of its lines on the screen.
  private struct Position {
    var page = 0
    var line = 0
  }

  /// Shows pages until the reader quits or the last one is left.
  func run(_ io: CommandIO) throws(CommandError) {
    let keys = KeyReader(io.input)
    defer { keys.stop() }
    var position = Position()
    while position.page < pages.count {
      let shown = lines(at: position, io)
      if io.isTerminal { try io.write("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
      for line in pages[position.page][shown] { try io.writeLine(line) }
      switch try move(showing: shown, of: position.page, keys, io) {
      case .on: position = Position(page: position.page + 1)
      case .back: position = Position(page: max(0, position.page - 1))
      case .down where shown.upperBound < pages[position.page].count:
        position.line = shown.upperBound
      case .down: position = Position(page: position.page + 1)
      case .up where shown.lowerBound > 0:
        position.line = max(0, shown.lowerBound - shown.count)
      case .up: position = Position(page: max(0, position.page - 1))
      case .quit: return
      case .jump(let number): position = Position(page: min(max(0, number), pages.count - 1))
      }
    }
  }

  /// The lines of a page that fit above the line of keys; those from its last screen on stay on
  /// that screen, so that it is full.
  private func lines(at position: Position, _ io: CommandIO) -> Range<Int> {
    let count = pages[position.page].count
    guard let rows = io.rows, rows > 1, count > rows - 1 else { return 0..<count }
    let first = min(position.line, count - (rows - 1))
    return first..<first + rows - 1
  }

  private func move(
    showing shown: Range<Int>, of page: Int, _ keys: KeyReader, _ io: CommandIO
  ) throws(CommandError) -> Move {
    let (count, last) = (pages[page].count, pages.count - 1)
    let keysThatWork =
      shown.count == count
      ? "stage \(page) of \(last)   ENTER on   b back   q quit   number ENTER jump  "
      : "stage \(page) of \(last), line \(shown.upperBound) of \(count)   SPACE more   "
        + "ENTER on   b back   q quit  "
    var digits = ""
    while true {
      // Half a line of keys is better than one that wraps, and cannot be taken away again.
      io.progress(keysThatWork.prefix(io.columns - digits.count - 1) + digits)
      defer { io.endProgress() }
      switch keys.next() {
      case .enter: return digits.isEmpty ? .on : .jump(Int(digits) ?? page)
      case .text(let scalar) where ("0"..."9").contains(scalar) && digits.count < 6:
        digits.unicodeScalars.append(scalar)
      case .text(" "), .down: return .down
      case .up: return .up
      case .right: return .on
      case .text("b"), .left: return .back
      case .text("q"), .endOfInput, nil: return .quit
      case .interrupt: throw .interrupted
      case .backspace: digits = String(digits.dropLast())
      default: break
      }
    }
  }
}
