/// Finds the frames in a stream of bytes that arrives in pieces of any size.
///
/// A length is compared with the limit as soon as its header is there, before a byte of the body
/// is waited for. After an error the buffer stays in it: what follows on the stream has no
/// meaning.
public struct FrameBuffer: Sendable {
  /// The longest body that is accepted, in bytes.
  public let limit: Int

  private var bytes: [UInt8] = []
  /// Where the first frame that was not yet taken begins.
  private var start = 0
  private var failure: FrameError?

  /// The longest body where nobody says otherwise, in bytes.
  public static let defaultLimit = 65_536

  /// Creates an empty buffer.
  public init(limit: Int = FrameBuffer.defaultLimit) {
    self.limit = limit
  }

  /// The bytes that belong to no complete frame taken so far.
  public var pending: Int { bytes.count - start }

  /// Takes what arrived.
  public mutating func append(_ more: some Collection<UInt8>) {
    guard failure == nil else { return }
    // What was taken is given back before the array grows.
    if start > 0 {
      bytes.removeFirst(start)
      start = 0
    }
    bytes.append(contentsOf: more)
  }

  /// Returns the next frame, or nil when it is not complete yet.
  ///
  /// - Throws: `FrameError.tooLong`, now and at every later call.
  public mutating func next() throws(FrameError) -> Frame? {
    guard let length = try nextLength(), pending >= Frame.headerLength + length else { return nil }
    let bodyStart = start + Frame.headerLength
    let frame = Frame(type: bytes[start], body: Array(bytes[bodyStart..<bodyStart + length]))
    start = bodyStart + length
    return frame
  }

  /// Checks that the stream may end here: between two frames.
  ///
  /// - Throws: `FrameError.truncated`, or the error met before.
  public mutating func expectEnd() throws(FrameError) {
    let length = try nextLength()
    guard pending == 0 else {
      throw .truncated(missing: Frame.headerLength + (length ?? 0) - pending)
    }
  }

  /// Reads the length in the next header; nil when the header is not complete.
  private mutating func nextLength() throws(FrameError) -> Int? {
    if let failure { throw failure }
    guard pending >= Frame.headerLength else { return nil }
    let length = bytes[start + 1..<start + Frame.headerLength].reduce(0) { $0 << 8 | Int($1) }
    guard length <= limit else {
      let error = FrameError.tooLong(type: bytes[start], length: length, limit: limit)
      failure = error
      bytes = []
      start = 0
      throw error
    }
    return length
  }
}
