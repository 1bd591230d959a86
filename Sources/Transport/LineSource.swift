/// What a source of typed lines gives.
public enum LineEvent: Equatable, Sendable {
  /// A line, without its end.
  case line(String)
  /// A line with more bytes than the limit, which was not kept.
  case tooLong(bytes: Int, limit: Int)
  /// Nothing more will be typed.
  case endOfInput
  /// Ctrl-C was pressed.
  case interrupt
}

/// Turns the bytes of standard input into lines: those of a pipe, or the keys of a terminal.
public protocol LineSource: AnyObject {
  /// What stands before the line that is being typed, where anybody sees it.
  var prompt: String { get set }

  /// Takes bytes that arrived.
  func receive(_ bytes: [UInt8]) -> [LineEvent]

  /// Takes the end of the bytes.
  func finish() -> [LineEvent]

  /// Lets other output appear, whole lines of it, without disturbing what is being typed.
  func printAbove<Failure: Error>(_ output: () throws(Failure) -> Void) throws(Failure)

  /// Fits what is shown to the terminal, whose size may have changed.
  func redraw()

  /// Puts the terminal back as it was.
  func stop()
}

/// The lines of a pipe or a file.
///
/// A last line counts without its end; what is no UTF-8 becomes U+FFFD; a line that is longer
/// than the limit is counted, not kept.
public final class PlainLineSource: LineSource {
  /// Has no effect: nobody sees it.
  public var prompt = ""

  private let limit: Int
  private var bytes: [UInt8] = []
  /// The length of the line so far, of which `bytes` has at most `limit` + 1.
  private var count = 0
  private var hasFinished = false

  /// Creates a source whose lines have at most `limit` bytes.
  public init(limit: Int = 16_384) {
    self.limit = limit
  }

  /// Takes bytes that arrived, cut anywhere.
  public func receive(_ more: [UInt8]) -> [LineEvent] {
    var events: [LineEvent] = []
    let pieces = more.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, piece) in pieces.enumerated() {
      // One byte above the limit is kept, as it may be the CR of an end of line.
      bytes += piece.prefix(limit + 1 - bytes.count)
      count += piece.count
      if index < pieces.count - 1 { events.append(takeLine()) }
    }
    return events
  }

  /// Takes the end of the bytes, which ends the last line too.
  public func finish() -> [LineEvent] {
    guard !hasFinished else { return [] }
    hasFinished = true
    return count > 0 ? [takeLine(), .endOfInput] : [.endOfInput]
  }

  /// Lets the output appear: nothing is in its way.
  public func printAbove<Failure: Error>(_ output: () throws(Failure) -> Void) throws(Failure) {
    try output()
  }

  /// Does nothing.
  public func redraw() {}

  /// Does nothing.
  public func stop() {}

  private func takeLine() -> LineEvent {
    if count == bytes.count, bytes.last == 0x0D {
      bytes.removeLast()
      count -= 1
    }
    defer { (bytes, count) = ([], 0) }
    guard count <= limit else { return .tooLong(bytes: count, limit: limit) }
    return .line(String(decoding: bytes, as: UTF8.self))
  }
}
