import Testing

@testable import Transport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Real sockets on the loopback interface; one loop plays both sides, so that nothing here
/// depends on timing between threads.
@Suite("The event loop")
struct EventLoopTests {
  private static let anyPort = Endpoint(host: "127.0.0.1", port: 0)

  /// A loop with a listener, and one connection seen from both ends.
  private struct Pair {
    let loop: EventLoop
    let listener: Listener
    let client: ConnectionID
    let server: ConnectionID

    init(loop: EventLoop = EventLoop()) throws {
      self.loop = loop
      listener = try loop.listen(on: EventLoopTests.anyPort)
      client = try loop.connect(to: listener.endpoint)
      var isConnected = false
      var accepted: ConnectionID?
      while !isConnected || accepted == nil {
        switch try loop.next() {
        case .connected(client): isConnected = true
        case .accepted(let id, listener, _): accepted = id
        case let other: Issue.record("unexpected \(String(describing: other))")
        }
      }
      server = try #require(accepted)
    }
  }

  @Test("A signal is told before what happened earlier and was not told yet")
  func signalsFirst() throws {
    let loop = EventLoop()
    try loop.catchSignals()
    let timers = Set((0..<3).map { _ in loop.setTimer(after: .zero) })
    func isTimer(_ event: Event?) -> Bool {
      if case .timer(let timer) = event { timers.contains(timer) } else { false }
    }
    let first = try loop.next()
    // The threads that tests run on block signals, and this one is to come before the next line.
    var signals = sigset_t()
    _ = unsafe sigemptyset(&signals)
    _ = unsafe sigaddset(&signals, SIGWINCH)
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    raise(SIGWINCH)
    let rest = [try loop.next(), try loop.next(), try loop.next()]
    #expect(isTimer(first) && rest[0] == .signal(.windowChange))
    #expect(isTimer(rest[1]) && isTimer(rest[2]))
  }

  @Test("Listening on port 0 gives the real port; both sides learn of the connection")
  func connecting() throws {
    let pair = try Pair()
    #expect(pair.listener.endpoint.port != 0)
    #expect(pair.listener.endpoint.host == "127.0.0.1")
  }

  @Test("Bytes arrive in order and whole, more of them than any buffer of the system")
  func bulk() throws {
    let pair = try Pair(loop: EventLoop(outputLimit: 1 << 25))
    // 251 is prime, so that a piece lost or doubled would shift what follows.
    let sent = [[UInt8]](repeating: Array(0..<251), count: 100_000).flatMap(\.self)
    pair.loop.send(sent, to: pair.client)
    #expect(pair.loop.unsentBytes(to: pair.client) > 0)
    var received: [UInt8] = []
    while received.count < sent.count, case .received(pair.server, let bytes) = try pair.loop.next()
    {
      received += bytes
    }
    #expect(received == sent)
    #expect(pair.loop.unsentBytes(to: pair.client) == 0)
  }

  @Test("What was sent before closing is delivered, then the end is reported, once")
  func closing() throws {
    let pair = try Pair(loop: EventLoop(outputLimit: 1 << 24))
    pair.loop.send([UInt8](repeating: 1, count: 2_000_000), to: pair.client)
    pair.loop.close(pair.client)
    pair.loop.send([2], to: pair.client)
    pair.loop.stop(pair.listener)
    var count = 0
    var ends: [CloseReason] = []
    while let event = try pair.loop.next() {
      switch event {
      case .received(pair.server, let bytes): count += bytes.count
      case .closed(pair.server, let reason): ends.append(reason)
      default: Issue.record("unexpected \(event)")
      }
    }
    #expect(count == 2_000_000)
    #expect(ends == [.ended])
  }

  @Test("A connection that the caller closed has no more events")
  func silence() throws {
    let pair = try Pair()
    pair.loop.send([1], to: pair.server)
    pair.loop.close(pair.client)
    pair.loop.stop(pair.listener)
    var events: [Event] = []
    while let event = try pair.loop.next() { events.append(event) }
    #expect(events == [.closed(pair.server, .ended)])
  }

  @Test("A peer that vanishes is reported; sending to it afterwards does nothing")
  func vanishing() throws {
    let pair = try Pair()
    // Closing with unread bytes makes the system send a reset.
    pair.loop.send([1, 2, 3], to: pair.server)
    try #require(pair.loop.connections[pair.client]).socket.close()
    pair.loop.connections.removeValue(forKey: pair.client)
    var closed: CloseReason?
    pair.loop.send([UInt8](repeating: 0, count: 100_000), to: pair.server)
    while closed == nil, let event = try pair.loop.next() {
      if case .closed(pair.server, let reason) = event { closed = reason }
    }
    #expect(closed == .broken || closed == .ended)
    pair.loop.send([1], to: pair.server)
    #expect(pair.loop.unsentBytes(to: pair.server) == 0)
  }

  @Test("A peer that does not read is dropped at the stated limit, the others are served")
  func slowReader() throws {
    let loop = EventLoop(outputLimit: 100_000)
    let pair = try Pair(loop: loop)
    // Nobody reads at this end: it is taken out of the loop.
    let deaf = try #require(loop.connections[pair.client])
    loop.connections.removeValue(forKey: pair.client)
    defer { deaf.socket.close() }
    let chunk = [UInt8](repeating: 0, count: 10_000)
    var sent = 0
    while loop.connections[pair.server] != nil, sent < 1 << 28 {
      loop.send(chunk, to: pair.server)
      sent += chunk.count
      #expect(loop.unsentBytes(to: pair.server) <= 100_000)
    }
    #expect(try loop.next() == .closed(pair.server, .slowReader(limit: 100_000)))
    let other = try loop.connect(to: pair.listener.endpoint)
    loop.send([5], to: other)
    var echo: [UInt8]?
    while echo == nil, let event = try loop.next() {
      if case .received(_, let bytes) = event { echo = bytes }
    }
    #expect(echo == [5])
  }

  @Test("A thousand connections at once, each with its own bytes")
  func many() throws {
    let loop = EventLoop()
    let listener = try loop.listen(on: Self.anyPort)
    let count = 1000
    var expected: [ConnectionID: [UInt8]] = [:]
    for index in 0..<count {
      let id = try loop.connect(to: listener.endpoint)
      expected[id] = [UInt8(truncatingIfNeeded: index), UInt8(index >> 8), 7]
      loop.send(expected[id] ?? [], to: id)
    }
    var received: [ConnectionID: [UInt8]] = [:]
    var accepted: Set<ConnectionID> = []
    while received.values.reduce(0, { $0 + $1.count }) < 3 * count, let event = try loop.next() {
      switch event {
      case .accepted(let id, _, _): accepted.insert(id)
      case .received(let id, let bytes) where accepted.contains(id): loop.send(bytes, to: id)
      case .received(let id, let bytes): received[id, default: []] += bytes
      case .closed(_, let reason): Issue.record("closed: \(reason)")
      default: break
      }
    }
    #expect(accepted.count == count)
    #expect(received == expected)
    loop.closeAll()
    while let event = try loop.next() { Issue.record("unexpected \(event)") }
  }

  @Test("A connection that nobody accepts is refused, an unknown host has no address")
  func refused() throws {
    let loop = EventLoop()
    let listener = try loop.listen(on: Self.anyPort)
    loop.stop(listener)
    let id = try loop.connect(to: listener.endpoint)
    #expect(try loop.next() == .closed(id, .failed(.refused(listener.endpoint))))
    #expect(try loop.next() == nil)
    #expect(throws: TransportError.unknownHost("no.such.host.invalid")) {
      try loop.connect(to: Endpoint(host: "no.such.host.invalid", port: 1))
    }
  }

  @Test("An address in use, and one that is not ours, say so")
  func cannotListen() throws {
    let loop = EventLoop()
    let listener = try loop.listen(on: Self.anyPort)
    #expect(throws: TransportError.addressInUse(listener.endpoint)) {
      try EventLoop().listen(on: listener.endpoint)
    }
    let foreign = Endpoint(host: "192.0.2.1", port: 0)
    #expect {
      try loop.listen(on: foreign)
    } throws: { error in
      guard case .cannotListen(foreign, _) = error as? TransportError else { return false }
      return true
    }
  }

  @Test("A host with several addresses is reached by the one that answers")
  func severalAddresses() throws {
    let loop = EventLoop()
    let listener = try loop.listen(on: Self.anyPort)
    let id = try loop.connect(to: Endpoint(host: "localhost", port: listener.endpoint.port))
    var isConnected = false
    while !isConnected, let event = try loop.next() {
      if case .connected(id) = event { isConnected = true }
      if case .closed(id, let reason) = event {
        Issue.record("closed: \(reason)")
        break
      }
    }
    #expect(isConnected)
  }

  @Test("Timers go off in their order, cancelled ones not at all; then nothing is left")
  func timers() throws {
    let loop = EventLoop()
    let start = ContinuousClock.now
    let late = loop.setTimer(after: .milliseconds(40))
    let early = loop.setTimer(after: .milliseconds(10))
    loop.cancel(loop.setTimer(after: .milliseconds(20)))
    #expect(try loop.next() == .timer(early))
    #expect(try loop.next() == .timer(late))
    #expect(ContinuousClock.now - start >= .milliseconds(40))
    #expect(try loop.next() == nil)
  }

  @Test("Input is read until its end, and not while it is paused")
  func input() throws {
    let pipe = try Pipe()
    try pipe.input.writeAll([1, 2, 3])
    let loop = EventLoop()
    loop.readInput(pipe.output)
    loop.isInputPaused = true
    let timer = loop.setTimer(after: .milliseconds(5))
    #expect(try loop.next() == .timer(timer))
    loop.isInputPaused = false
    #expect(try loop.next() == .input([1, 2, 3]))
    pipe.input.close()
    #expect(try loop.next() == .inputEnded)
    #expect(try loop.next() == nil)
    pipe.output.close()
  }
}
