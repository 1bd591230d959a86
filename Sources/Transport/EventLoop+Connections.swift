#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// MARK: - Connecting

extension EventLoop {
  /// Begins to connect: `connected` follows, or `closed` with the reason.
  ///
  /// What is sent before is kept. Each address of the host is tried in turn.
  ///
  /// - Throws: `TransportError.unknownHost`.
  public func connect(
    to endpoint: Endpoint, within limit: Duration = .seconds(10)
  ) throws(TransportError) -> ConnectionID {
    let addresses = try SocketAddress.resolve(endpoint, toListen: false)
    let attempt = Connection.Attempt(
      endpoint: endpoint, remaining: addresses[...], deadline: clock.now + limit)
    let id = newConnection()
    tryNext(attempt, for: id, lastCode: EADDRNOTAVAIL)
    return id
  }

  /// Goes on to the next address of a host, or gives up.
  func tryNext(_ attempt: Connection.Attempt, for id: ConnectionID, lastCode: Int32) {
    var attempt = attempt
    var code = lastCode
    let previous = connections[id]
    while let address = attempt.remaining.popFirst() {
      do throws(TransportError) {
        let (socket, progress) = try Descriptor.connecting(to: address)
        let connection = Connection(socket: socket, attempt: attempt)
        connection.output = previous?.output ?? OutputBuffer()
        connection.closingDeadline = previous?.closingDeadline
        discard(id)
        connections[id] = connection
        if progress == .done { established(connection, id) }
        return
      } catch {
        if case .system(_, let found) = error { code = found }
      }
    }
    drop(id, .failed(EventLoop.error(code, connectingTo: attempt.endpoint)))
  }

  func established(_ connection: Connection, _ id: ConnectionID) {
    connection.attempt = nil
    events.append(.connected(id))
    flush(connection, id)
  }

  func newConnection() -> ConnectionID {
    lastConnection += 1
    let id = ConnectionID(number: lastConnection)
    open.insert(id)
    return id
  }

  private static func error(_ code: Int32, connectingTo endpoint: Endpoint) -> TransportError {
    switch code {
    case ECONNREFUSED: .refused(endpoint)
    case ETIMEDOUT: .timedOut(endpoint)
    default: .unreachable(endpoint, code: code)
    }
  }
}

// MARK: - Sending and closing

extension EventLoop {
  /// Sends bytes to a peer, now or as soon as it takes them; does nothing when the connection
  /// has gone.
  ///
  /// A peer for which more than `outputLimit` bytes would wait is dropped.
  public func send(_ bytes: [UInt8], to id: ConnectionID) {
    guard open.contains(id), let connection = connections[id] else { return }
    connection.output.append(bytes)
    flush(connection, id)
    if connection.output.count > outputLimit { drop(id, .slowReader(limit: outputLimit)) }
  }

  /// The number of bytes that wait for a peer to take them.
  public func unsentBytes(to id: ConnectionID) -> Int {
    connections[id]?.output.count ?? 0
  }

  /// The number of bytes that a peer's system has taken so far.
  func takenBytes(by id: ConnectionID) -> Int {
    connections[id]?.output.taken ?? 0
  }

  /// Reports, once, when no byte waits for a peer any more.
  public func reportDrain(of id: ConnectionID) {
    guard let connection = connections[id] else { return }
    connection.reportsDrain = true
    if connection.output.count == 0 { noteDrain(connection, id) }
  }

  /// Leaves unread what a peer sends, so that it has to wait, until `resumeReading`.
  public func pauseReading(_ id: ConnectionID) {
    connections[id]?.isPaused = true
  }

  /// Goes on reading from a peer.
  public func resumeReading(_ id: ConnectionID) {
    connections[id]?.isPaused = false
  }

  /// Closes a connection once what was sent is delivered; there are no more events of it.
  public func close(_ id: ConnectionID) {
    guard open.remove(id) != nil, let connection = connections[id] else { return }
    startClosing(connection, id)
  }

  /// Closes all connections as `close` does, stops listening, and forgets input and timers, so
  /// that `next` soon returns nil: when every peer is done, or after `limit` at the latest.
  public func closeAll(within limit: Duration? = nil) {
    if let limit { end = clock.now + limit }
    for listener in Array(listeners.keys) { stop(listener) }
    for id in open { close(id) }
    timers = [:]
    stopInput()
  }

  /// Sends the rest, says that it was all, and waits until the peer has said the same: closing
  /// at once could destroy what the peer has not read yet (RFC 9293, section 3.6).
  func startClosing(_ connection: Connection, _ id: ConnectionID) {
    connection.isPaused = false
    if connection.closingDeadline == nil {
      connection.closingDeadline = clock.now + lingerLimit
    }
    flush(connection, id)
  }

  /// Sends what the peer takes, and goes on with closing when that was all.
  func flush(_ connection: Connection, _ id: ConnectionID) {
    guard connection.attempt == nil else { return }
    let before = connection.output.count
    // A broken connection is reported where it is read: the peer's last words come first.
    try? connection.output.write(to: connection.socket)
    if connection.output.count == 0 { noteDrain(connection, id) }
    if connection.closingDeadline != nil, connection.output.count < before {
      // A slow reader still reads.
      connection.closingDeadline = clock.now + lingerLimit
    }
    guard connection.closingDeadline != nil, connection.output.count == 0 else { return }
    if connection.hasEnded { return discard(id) }
    if !connection.isShutDown {
      connection.isShutDown = true
      connection.socket.shutDownSending()
    }
  }

  private func noteDrain(_ connection: Connection, _ id: ConnectionID) {
    guard connection.reportsDrain else { return }
    connection.reportsDrain = false
    events.append(.drained(id))
  }

  /// Closes at once and reports why.
  func drop(_ id: ConnectionID, _ reason: CloseReason) {
    discard(id)
    events.append(.closed(id, reason))
  }

  func discard(_ id: ConnectionID) {
    connections.removeValue(forKey: id)?.socket.close()
  }
}
