#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension EventLoop {
  /// Whose descriptor an entry of the list for `poll` is.
  private enum Source {
    case signals
    case input(Descriptor)
    case output
    case listener(Listener)
    case connection(ConnectionID)
  }

  /// How long a listener rests when no descriptor is left for another connection: trying again
  /// at once would only keep the processor busy.
  private static let rest = Duration.milliseconds(100)

  /// How much is read from one descriptor before the others have their turn, in bytes.
  private static let readSize = 16_384

  /// Waits until something is ready or due, and turns all of it into events.
  func wait() throws(TransportError) {
    let now = clock.now
    var sources: [Source] = []
    var requests: [pollfd] = []
    var deadline = (Array(timers.values) + (end.map { [$0] } ?? [])).min()
    func watch(_ source: Source, _ descriptor: Descriptor, _ flags: Int32) {
      sources.append(source)
      requests.append(pollfd(fd: descriptor.number, events: Int16(flags), revents: 0))
    }
    if let signals { watch(.signals, signals, POLLIN) }
    if let input, !isInputPaused { watch(.input(input), input, POLLIN) }
    if let output {
      // That its reader has gone is told without asking.
      watch(.output, output.descriptor, output.waiting.count > 0 ? POLLOUT : 0)
    }
    for (listener, resting) in listeners {
      if resting > now {
        deadline = min(deadline ?? resting, resting)
      } else {
        watch(.listener(listener), Descriptor(listener.number), POLLIN)
      }
    }
    for (id, connection) in connections {
      if let own = connection.deadline { deadline = min(deadline ?? own, own) }
      watch(.connection(id), connection.socket, interest(connection))
    }
    let count = nfds_t(requests.count)
    // The kernel fills in the entries, which live until the call returns.
    let ready = unsafe poll(&requests, count, milliseconds(from: now, to: deadline))
    if ready < 0, errno != EINTR { throw .system(call: "poll", code: errno) }
    if ready > 0 {
      for (source, request) in zip(sources, requests) where request.revents != 0 {
        handle(source, Int32(request.revents))
      }
    }
    handleDeadlines()
  }

  private func interest(_ connection: Connection) -> Int32 {
    if connection.attempt != nil { return POLLOUT }
    let reading = connection.hasEnded || connection.isPaused ? 0 : POLLIN
    return connection.output.count > 0 ? reading | POLLOUT : reading
  }

  func milliseconds(
    from now: ContinuousClock.Instant, to deadline: ContinuousClock.Instant?
  ) -> Int32 {
    guard let deadline else { return -1 }
    let (seconds, attoseconds) = max(deadline - now, .zero).components
    // Rounded up, so that what was waited for is due; a later deadline is looked at again.
    return Int32(clamping: min(seconds, 3600) * 1000 + attoseconds / 1_000_000_000_000_000 + 1)
  }
}

// MARK: - What is ready

extension EventLoop {
  private func handle(_ source: Source, _ flags: Int32) {
    switch source {
    case .signals:
      break  // read before the next event
    case .input(let descriptor):
      readInput(ready: descriptor)
    case .output:
      if flags & POLLOUT != 0 { flushOutput() } else { dropOutput() }
    case .listener(let listener):
      accept(listener)
    case .connection(let id):
      guard let connection = connections[id] else { return }
      if let attempt = connection.attempt {
        finishConnecting(connection, attempt, id)
      } else {
        if flags & POLLOUT != 0 { flush(connection, id) }
        if flags & ~POLLOUT != 0, !connection.hasEnded { read(connection, id) }
        // Neither reading nor writing can say more of a connection that was broken.
        if flags & (POLLERR | POLLHUP) != 0, connection.hasEnded { discard(id) }
      }
    }
  }

  private func readInput(ready descriptor: Descriptor) {
    let bytes: [UInt8]
    do throws(TransportError) {
      guard let found = try descriptor.read(upTo: EventLoop.readSize) else { return }
      bytes = found
    } catch {
      bytes = []  // a terminal that has gone is the end of input, too
    }
    if bytes.isEmpty { stopInput() }
    events.append(bytes.isEmpty ? .inputEnded : .input(bytes))
  }

  private func accept(_ listener: Listener) {
    while true {
      switch Descriptor(listener.number).acceptConnection() {
      case .connection(let socket, let endpoint):
        let id = newConnection()
        connections[id] = Connection(socket: socket)
        events.append(.accepted(id, on: listener, from: endpoint))
      case .nobody:
        return
      case .exhausted:
        listeners[listener] = clock.now + EventLoop.rest
        return
      }
    }
  }

  private func finishConnecting(
    _ connection: Connection, _ attempt: Connection.Attempt, _ id: ConnectionID
  ) {
    switch connection.socket.connectResult {
    case .failed(let code): tryNext(attempt, for: id, lastCode: code)
    case .done, .inProgress: established(connection, id)
    }
  }

  private func read(_ connection: Connection, _ id: ConnectionID) {
    let isClosing = connection.closingDeadline != nil
    do throws(TransportError) {
      guard let bytes = try connection.socket.read(upTo: EventLoop.readSize) else { return }
      if !bytes.isEmpty {
        // What comes after the caller closed is read only to learn when it ends.
        if !isClosing { events.append(.received(id, bytes)) }
        return
      }
      connection.hasEnded = true
      if !isClosing { events.append(.closed(id, .ended)) }
      startClosing(connection, id)
    } catch {
      drop(id, .broken)
    }
  }
}

// MARK: - What is due

extension EventLoop {
  private func handleDeadlines() {
    let now = clock.now
    let due = timers.filter { $0.value <= now }.sorted { $0.value < $1.value }
    for (timer, _) in due {
      timers.removeValue(forKey: timer)
      events.append(.timer(timer))
    }
    for (id, connection) in connections {
      guard let deadline = connection.deadline, deadline <= now else { continue }
      if let attempt = connection.attempt, connection.closingDeadline == nil {
        drop(id, .failed(.timedOut(attempt.endpoint)))
      } else {
        discard(id)
      }
    }
  }
}
