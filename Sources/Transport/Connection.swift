/// What an event loop remembers of a connection.
final class Connection {
  /// The attempt to make a connection: what was asked for, and what is left to try.
  struct Attempt {
    let endpoint: Endpoint
    var remaining: ArraySlice<SocketAddress>
    let deadline: ContinuousClock.Instant
  }

  let socket: Descriptor
  /// What the peer did not take yet.
  var output = OutputBuffer()
  /// Nil once the connection is made.
  var attempt: Attempt?
  /// When a connection that is being closed is given up; nil while it is open.
  var closingDeadline: ContinuousClock.Instant?
  /// True once the peer was told that nothing more comes.
  var isShutDown = false
  /// True once the peer has said the same.
  var hasEnded = false
  /// True while what the peer sends is left unread, so that it has to wait.
  var isPaused = false
  /// True while somebody wants to know when no output waits any more.
  var reportsDrain = false

  /// Remembers a socket that is connected, or is about to be.
  init(socket: Descriptor, attempt: Attempt? = nil) {
    self.socket = socket
    self.attempt = attempt
  }

  /// When the loop must look at this connection though nothing happened.
  var deadline: ContinuousClock.Instant? { closingDeadline ?? attempt?.deadline }
}

/// Bytes on their way out, the oldest first.
struct OutputBuffer {
  private var bytes: [UInt8] = []
  /// How many of the bytes are out already.
  private var start = 0
  /// How many bytes were taken since the beginning.
  private(set) var taken = 0

  /// The number of bytes that wait.
  var count: Int { bytes.count - start }

  /// Adds bytes behind those that wait.
  mutating func append(_ more: [UInt8]) {
    bytes += more
  }

  /// Writes what a descriptor takes at once.
  ///
  /// - Throws: what `Descriptor.write` does; what waited is then lost.
  mutating func write(to descriptor: Descriptor) throws(TransportError) {
    do throws(TransportError) {
      while count > 0 {
        if try write(to: descriptor, upTo: count) == 0 { return }
      }
    } catch {
      self = OutputBuffer()
      throw error
    }
  }

  /// Writes what a descriptor takes of the first `limit` bytes in one call, and returns how many
  /// it took.
  mutating func write(
    to descriptor: Descriptor, upTo limit: Int
  ) throws(TransportError) -> Int {
    let written = try descriptor.write(bytes[start...].prefix(limit))
    start += written
    taken += written
    // Moving the rest to the front costs its length, so it is done when that is the smaller half.
    if start * 2 >= bytes.count {
      bytes.removeFirst(start)
      start = 0
    }
    return written
  }
}

/// Events in the order in which they happened.
struct EventQueue {
  private var events: [Event] = []
  private var start = 0

  /// Adds an event behind the others.
  mutating func append(_ event: Event) {
    events.append(event)
  }

  /// Takes the oldest event.
  mutating func popFirst() -> Event? {
    guard start < events.count else {
      events.removeAll(keepingCapacity: true)
      start = 0
      return nil
    }
    defer { start += 1 }
    return events[start]
  }
}
