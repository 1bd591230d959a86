import Transport

/// Shows one page after another, at the reader's pace.
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
    case quit
    case jump(Int)
  }

  /// Shows pages until the reader quits or the last one is left.
  func run(_ io: CommandIO) throws(CommandError) {
    let keys = KeyReader(io.input)
    defer { keys.stop() }
    var index = 0
    while index < pages.count {
      if io.isTerminal { try io.write("\u{1B}[H\u{1B}[2J\u{1B}[3J") }
      for line in pages[index] { try io.writeLine(line) }
      switch try move(from: index, keys, io) {
      case .on: index += 1
      case .back: index = max(0, index - 1)
      case .quit: return
      case .jump(let number): index = min(max(0, number), pages.count - 1)
      }
    }
  }

  private func move(
    from index: Int, _ keys: KeyReader, _ io: CommandIO
  ) throws(CommandError) -> Move {
    var digits = ""
    while true {
      io.progress(
        "stage \(index) of \(pages.count - 1)   ENTER on   b back   q quit   number ENTER jump  "
          + digits)
      defer { io.endProgress() }
      switch keys.next() {
      case .enter: return digits.isEmpty ? .on : .jump(Int(digits) ?? index)
      case .text(let scalar) where ("0"..."9").contains(scalar) && digits.count < 6:
        digits.unicodeScalars.append(scalar)
      case .text(" "), .right, .down: return .on
      case .text("b"), .left, .up: return .back
      case .text("q"), .endOfInput, nil: return .quit
      case .interrupt: throw .interrupted
      case .backspace: digits = String(digits.dropLast())
      default: break
      }
    }
  }
}
