/// A TCP connection of an event loop, incoming or outgoing.
public struct ConnectionID: Hashable, Sendable {
  let number: Int
}

/// A socket on which an event loop accepts connections.
public struct Listener: Hashable, Sendable {
  let number: Int32
  /// Where it listens, with the port that the system chose.
  public let endpoint: Endpoint
}

/// A moment at which an event loop wakes up.
public struct TimerID: Hashable, Sendable {
  let number: Int
}

/// The signals that an event loop reports.
public enum Signal: Sendable {
  /// Ctrl-C.
  case interrupt
  /// A request to end.
  case terminate
  /// The terminal has gone.
  case hangup
  /// The terminal has another size.
  case windowChange
  /// The program was stopped, and goes on.
  case resume
}

/// Why a connection is no more.
public enum CloseReason: Equatable, Sendable {
  /// The peer closed it, after everything it sent.
  case ended
  /// The peer or the network broke it.
  case broken
  /// The peer did not read: more than this many bytes were waiting for it.
  case slowReader(limit: Int)
  /// It was never made.
  case failed(TransportError)
}

/// What an event loop reports; bytes are those of the stream, in pieces of any size.
public enum Event: Equatable, Sendable {
  /// Somebody connected.
  case accepted(ConnectionID, on: Listener, from: Endpoint)
  /// An outgoing connection was made.
  case connected(ConnectionID)
  /// Bytes arrived, at least one.
  case received(ConnectionID, [UInt8])
  /// A connection has gone; its last event.
  case closed(ConnectionID, CloseReason)
  /// The peer took all that waited for it; reported once for each `reportDrain`.
  case drained(ConnectionID)
  /// Bytes of standard input, at least one.
  case input([UInt8])
  /// Standard input has ended; its last event.
  case inputEnded
  /// Nobody reads what the loop writes any more, or it cannot be written; its last event.
  case outputFailed(TransportError)
  /// A timer went off; its last event.
  case timer(TimerID)
  /// A signal came.
  case signal(Signal)
}

extension Event {
  /// The connection that the event is about.
  public var connection: ConnectionID? {
    switch self {
    case .accepted(let id, _, _), .connected(let id), .received(let id, _), .closed(let id, _),
      .drained(let id):
      id
    case .input, .inputEnded, .outputFailed, .timer, .signal: nil
    }
  }
}
