#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Waits for sockets, standard input, timers and signals at once, on one thread, and tells what
/// happened, one event at a time.
///
/// Nothing here blocks but `next`, and the look-up of a host name in `connect` and `listen`.
///
///     let loop = EventLoop()
///     let listener = try loop.listen(on: Endpoint(host: "127.0.0.1", port: 0))
///     while let event = try loop.next() {
///       if case .received(let peer, let bytes) = event { loop.send(bytes, to: peer) }
///     }
public final class EventLoop {
  /// How many bytes may wait for a peer that does not read, before it is dropped.
  public let outputLimit: Int
  /// How long the peer of a closed connection may take nothing of what was sent before.
  public let lingerLimit: Duration

  var connections: [ConnectionID: Connection] = [:]
  /// The connections that the caller knows and did not close: others have no events.
  var open: Set<ConnectionID> = []
  var lastConnection = 0
  /// The listeners, each with the moment until which it rests.
  var listeners: [Listener: ContinuousClock.Instant] = [:]
  var timers: [TimerID: ContinuousClock.Instant] = [:]
  private var lastTimer = 0
  /// When closing everything is given up; nil while nothing was said about that.
  var end: ContinuousClock.Instant?
  var signals: Descriptor?
  /// The signals that came and were not reported yet.
  private var received: [Signal] = []
  var input: Descriptor?
  /// What standard output did not take yet.
  var output: Page?
  /// True while standard input is left unread, so that what it feeds can catch up.
  public var isInputPaused = false
  var events = EventQueue()
  let clock = ContinuousClock()

  /// Creates a loop that waits for nothing yet, and lets the process have all the descriptors
  /// that the system allows it.
  public init(outputLimit: Int = 1 << 20, lingerLimit: Duration = .seconds(2)) {
    self.outputLimit = outputLimit
    self.lingerLimit = lingerLimit
    raiseDescriptorLimit()
    ignoreBrokenPipes()
  }

  deinit {
    for connection in connections.values { connection.socket.close() }
    for listener in listeners.keys { Descriptor(listener.number).close() }
  }

  /// Returns what happened next, waiting for it; nil when there is nothing left to wait for.
  ///
  /// A signal comes before whatever else has happened: who stops a busy server does not wait until
  /// it has done all its work.
  ///
  /// - Throws: `TransportError.system` when waiting itself fails.
  public func next() throws(TransportError) -> Event? {
    while true {
      if let signals { received += SignalPipe.read(signals) }
      if !received.isEmpty { return .signal(received.removeFirst()) }
      while let event = events.popFirst() {
        guard let id = event.connection else { return event }
        guard open.contains(id) else { continue }
        if case .closed = event { open.remove(id) }
        return event
      }
      if listeners.isEmpty, connections.isEmpty, timers.isEmpty, input == nil { return nil }
      if let end, clock.now >= end { return nil }
      try wait()
    }
  }
}

// MARK: - Listening

extension EventLoop {
  /// Accepts connections on an endpoint; port 0 lets the system choose one.
  ///
  /// - Throws: `TransportError.addressInUse`, `.cannotListen` or `.unknownHost`.
  public func listen(on endpoint: Endpoint) throws(TransportError) -> Listener {
    var code = EADDRNOTAVAIL
    for address in try SocketAddress.resolve(endpoint, toListen: true) {
      do throws(TransportError) {
        let socket = try Descriptor.listening(on: address)
        let listener = Listener(number: socket.number, endpoint: socket.localEndpoint ?? endpoint)
        listeners[listener] = clock.now
        return listener
      } catch {
        if case .system(_, let found) = error { code = found }
      }
    }
    throw code == EADDRINUSE ? .addressInUse(endpoint) : .cannotListen(endpoint, code: code)
  }

  /// Where this end of a connection is; nil once it is closed.
  public func localEndpoint(of connection: ConnectionID) -> Endpoint? {
    connections[connection]?.socket.localEndpoint
  }

  /// Accepts no more connections; those that were accepted stay.
  public func stop(_ listener: Listener) {
    guard listeners.removeValue(forKey: listener) != nil else { return }
    Descriptor(listener.number).close()
  }
}

// MARK: - Timers, signals, input

extension EventLoop {
  /// Sets a timer that goes off once.
  public func setTimer(after duration: Duration) -> TimerID {
    lastTimer += 1
    let timer = TimerID(number: lastTimer)
    timers[timer] = clock.now + duration
    return timer
  }

  /// Takes back a timer that did not go off yet.
  public func cancel(_ timer: TimerID) {
    timers.removeValue(forKey: timer)
  }

  /// Reports signals from now on, instead of ending the program; that alone gives `next` nothing
  /// to wait for.
  ///
  /// - Throws: `TransportError.system` when no pipe can be made.
  public func catchSignals() throws(TransportError) {
    signals = try SignalPipe.open()
  }

  /// Reads an input from now on.
  public func readInput(_ descriptor: Descriptor = .standardInput) {
    input = descriptor
  }

  /// Reads no more input.
  public func stopInput() {
    input = nil
  }
}
