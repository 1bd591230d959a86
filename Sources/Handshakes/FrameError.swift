/// What is wrong with a stream of frames.
public enum FrameError: Error, Equatable, Sendable {
  /// A header announces a longer body than its reader allows.
  case tooLong(type: UInt8, length: Int, limit: Int)
  /// The stream ended inside a frame, of which `missing` bytes at least were still to come.
  case truncated(missing: Int)
}

extension FrameError: CustomStringConvertible {
  /// One line: what was found, and what was expected.
  public var description: String {
    switch self {
    case .tooLong(let type, let length, let limit):
      "message of type \(type): announces \(length) bytes, expected at most \(limit)"
    case .truncated(let missing):
      "the stream ends inside a message, \(missing) bytes early"
    }
  }
}
