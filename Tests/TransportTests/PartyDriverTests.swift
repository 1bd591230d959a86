import Handshakes
import Terms
import Testing

@testable import Transport

/// Sends back what it gets.
private struct Echo: Party {
  let actor = Actor("echo")

  mutating func handle(_ input: Input) -> [Output] {
    if case .received(let bytes, let link) = input { [.send(bytes, on: link)] } else { [] }
  }
}

/// Passes on what any client sends to the second one.
private struct Forwarder: Party {
  let actor = Actor("forwarder")
  static let receiver = Link(wire: "client-2", end: 1)

  mutating func handle(_ input: Input) -> [Output] {
    if case .received(let bytes, _) = input { [.send(bytes, on: Self.receiver)] } else { [] }
  }
}

/// Says one thing on its link, and ends with the answer.
private struct Caller: Party {
  let actor = Actor("caller")
  static let link = Link(wire: "server", end: 0)

  mutating func handle(_ input: Input) -> [Output] {
    switch input {
    case .start: [.notice("calling"), .send([1, 2, 3], on: Self.link), .notice("called")]
    case .received: [.close(Self.link), .ended(.goodbye(from: actor))]
    case .closed: [.ended(.serverGone)]
    default: []
    }
  }
}

/// Listens, or connects to who listens and says one thing there.
private struct Direct: Party {
  let actor = Actor("direct")
  /// Where to connect; nil for who listens.
  let target: String?
  private static let link = Link(wire: "direct", end: 0)

  mutating func handle(_ input: Input) -> [Output] {
    switch input {
    case .start: target.map { [.connect(Self.link, to: $0)] } ?? [.listen]
    case .listening(let address): [.notice(address)]
    case .opened(Self.link): [.send([7], on: Self.link)]
    case .received(let bytes, _): [.notice("\(bytes)"), .ended(.goodbye(from: actor))]
    case .closed: [.ended(.serverGone)]
    default: []
    }
  }
}

@Suite("Parties over TCP")
struct PartyDriverTests {
  private static let anyPort = Endpoint(host: "127.0.0.1", port: 0)

  /// Feeds events to some drivers until one of their outputs is the end of a party.
  private func runToEnd(
    _ drivers: [PartyDriver], on loop: EventLoop, _ report: (Output) -> Void = { _ in }
  ) throws -> Ending? {
    var ending: Ending?
    while ending == nil, let event = try loop.next() {
      for driver in drivers {
        driver.handle(event) { output in
          if case .ended(let found) = output { ending = found }
          report(output)
        }
      }
    }
    return ending
  }

  @Test("A party starts when its link is up; outputs are done and reported in their order")
  func order() throws {
    let loop = EventLoop()
    let server = PartyDriver(Echo(), on: loop)
    var inputs: [Input] = []
    server.willHandle = { inputs.append($0) }
    let endpoint = try server.listen(on: Self.anyPort)
    let caller = PartyDriver(Caller(), on: loop)
    try caller.connect(Caller.link, to: endpoint)
    var told: [String] = []
    let ending = try runToEnd([server, caller], on: loop) { output in
      switch output {
      case .notice(let text): told.append(text)
      case .send(let bytes, let link): told.append("\(bytes.count) to \(link.wire)")
      case .close(let link): told.append("close \(link.wire)")
      default: break
      }
    }
    #expect(ending == .goodbye(from: Actor("caller")))
    #expect(told == ["calling", "3 to server", "called", "3 to client-1", "close server"])
    let link = Link(wire: "client-1", end: 1)
    #expect(inputs == [.opened(link), .received([1, 2, 3], on: link)])
  }

  @Test("A party listens beside its connection; another one connects to it, or learns that not")
  func direct() throws {
    let loop = EventLoop()
    let server = PartyDriver(Echo(), on: loop)
    let endpoint = try server.listen(on: Self.anyPort)
    let listener = PartyDriver(Direct(target: nil), on: loop)
    try listener.connect(Caller.link, to: endpoint)
    var address: String?
    while address == nil, let event = try loop.next() {
      for driver in [server, listener] {
        driver.handle(event) { if case .notice(let text) = $0 { address = text } }
      }
    }
    let found = try #require(address)
    #expect(try Endpoint(parsing: found).host == "127.0.0.1")
    let caller = PartyDriver(Direct(target: found), on: loop)
    try caller.connect(Caller.link, to: endpoint)
    var heard: [String] = []
    let ending = try runToEnd([server, listener, caller], on: loop) { output in
      if case .notice(let text) = output { heard.append(text) }
    }
    #expect(ending == .goodbye(from: Actor("direct")))
    #expect(heard == ["[7]"])
    for nowhere in ["127.0.0.1:1", "no address"] {
      let lost = PartyDriver(Direct(target: nowhere), on: loop)
      try lost.connect(Caller.link, to: endpoint)
      #expect(try runToEnd([server, lost], on: loop) == .serverGone)
    }
  }

  @Test("A link that cannot be made is closed for the party; why is kept")
  func refused() throws {
    let loop = EventLoop()
    let listener = try loop.listen(on: Self.anyPort)
    loop.stop(listener)
    let caller = PartyDriver(Caller(), on: loop)
    try caller.connect(Caller.link, to: listener.endpoint)
    #expect(try runToEnd([caller], on: loop) == .serverGone)
    #expect(caller.connectFailure == .refused(listener.endpoint))
  }

  @Test("A party hears the seconds pass")
  func ticks() throws {
    let loop = EventLoop()
    let driver = PartyDriver(Echo(), on: loop)
    var inputs: [Input] = []
    driver.willHandle = { inputs.append($0) }
    while inputs.isEmpty, let event = try loop.next() { driver.handle(event) { _ in } }
    guard case .tick(let seconds) = inputs.first else {
      Issue.record("\(inputs)")
      return
    }
    #expect(seconds >= 1)
  }

  @Test("A fast sender waits for a slow receiver; nothing is lost, nobody is dropped")
  func backPressure() throws {
    // More than the server would keep for a receiver before it dropped it, and more than the
    // system's own buffers hold on both ways: some tens of megabytes at the most.
    let total = 3 << 24
    let loop = EventLoop(outputLimit: 1 << 20)
    let senders = EventLoop(outputLimit: total)
    let server = PartyDriver(Forwarder(), on: loop)
    let endpoint = try server.listen(on: Self.anyPort)
    var accepted = 0
    server.willHandle = { if case .opened = $0 { accepted += 1 } }
    /// Lets the server do what it can do at once.
    func serve() throws {
      let timer = loop.setTimer(after: .milliseconds(1))
      while let event = try loop.next(), event != .timer(timer) { server.handle(event) { _ in } }
    }
    let sender = try senders.connect(to: endpoint)
    while accepted < 1 { try serve() }
    let receiver = try senders.connect(to: endpoint)
    while accepted < 2 { try serve() }
    senders.send([UInt8](repeating: 7, count: total), to: sender)
    senders.pauseReading(receiver)
    // The receiver reads nothing: soon the server reads nothing either.
    while !server.isCongested {
      let timer = senders.setTimer(after: .milliseconds(1))
      while let event = try senders.next(), event != .timer(timer) {}
      try serve()
    }
    #expect(senders.unsentBytes(to: sender) > 0)
    senders.resumeReading(receiver)
    var received = 0
    while received < total {
      let timer = senders.setTimer(after: .milliseconds(1))
      while let event = try senders.next(), event != .timer(timer) {
        switch event {
        case .received(receiver, let bytes): received += bytes.count
        case .closed(let id, let reason):
          Issue.record("\(id == sender ? "sender" : "receiver") closed: \(reason)")
          return
        default: break
        }
      }
      try serve()
    }
    #expect(received == total && !server.isCongested)
  }
}

@Suite("Who waits for whom")
struct CongestionTests {
  private let now = ContinuousClock.now
  private let receivers = [ConnectionID(number: 1), ConnectionID(number: 2)]
  private let source = ConnectionID(number: 3)

  @Test("A sender goes on when no receiver of its bytes is behind any more")
  func resuming() {
    var congestion = Congestion()
    for receiver in receivers {
      let mustWait = congestion.note(receiver, unsent: 10, taken: 0, causedBy: source, at: now)
      #expect(mustWait)
    }
    #expect(congestion.end(for: receivers[0]).isEmpty)
    #expect(congestion.end(for: receivers[1]) == [source])
    #expect(congestion.isEmpty && congestion.end(for: receivers[1]).isEmpty)
  }

  @Test("Whoever sends to many waits for one of them as long as that one takes enough")
  func overtaking() {
    var congestion = Congestion()
    let (slow, other) = (receivers[0], ConnectionID(number: 4))
    func note(_ source: ConnectionID, isShared: Bool, at time: ContinuousClock.Instant) -> Bool {
      congestion.note(
        slow, unsent: 10, taken: 5, causedBy: source, isShared: isShared, at: time)
    }
    func moment(_ number: Int) -> ContinuousClock.Instant {
      now + Congestion.sharedPatience * number
    }
    let pace = Congestion.sharedPace
    let noted = note(source, isShared: true, at: now)
    let alone = note(other, isShared: false, at: now)
    #expect(noted && alone)
    let early = congestion.overtake(at: now + Congestion.sharedPatience / 2) { _ in 5 }
    let paced = congestion.overtake(at: moment(1)) { _ in 5 + pace }
    #expect(early.isEmpty && paced.isEmpty)
    let slack = congestion.overtake(at: moment(2)) { _ in 4 + 2 * pace }
    #expect(slack == [source])
    let (shared, single) = (
      note(source, isShared: true, at: moment(2)), note(other, isShared: false, at: moment(2))
    )
    #expect(!shared && single)
    // It is still watched, and waited for again when it takes more.
    let stalled = congestion.stalled(at: now + Congestion.patience * 2) { _ in 10 }
    #expect(stalled == [slow])
    let again = congestion.overtake(at: moment(3)) { _ in 4 + 3 * pace }
    let waits = note(source, isShared: true, at: moment(3))
    #expect(again.isEmpty && waits)
    let ended = congestion.end(for: slow)
    #expect(ended == [source, other])
  }

  @Test("Whoever waits for two goes on when both are too slow")
  func overtakingTwo() {
    var congestion = Congestion()
    let second = now + Congestion.sharedPatience / 2
    for (receiver, time) in zip(receivers, [now, second]) {
      let mustWait = congestion.note(
        receiver, unsent: 10, taken: 0, causedBy: source, isShared: true, at: time)
      #expect(mustWait)
    }
    let first = congestion.overtake(at: now + Congestion.sharedPatience) { _ in 0 }
    let both = congestion.overtake(at: second + Congestion.sharedPatience) { _ in 0 }
    #expect(first.isEmpty && both == [source])
  }

  @Test("Whoever takes nothing for long is found, whoever takes a little is not")
  func stalling() {
    var congestion = Congestion()
    for receiver in receivers {
      let mustWait = congestion.note(receiver, unsent: 10, taken: 0, causedBy: nil, at: now)
      #expect(!mustWait)
    }
    let half = now + Congestion.patience / 2
    #expect(congestion.stalled(at: half) { $0 == receivers[0] ? 9 : 10 }.isEmpty)
    let late = now + Congestion.patience + .seconds(1)
    #expect(congestion.stalled(at: late) { $0 == receivers[0] ? 9 : 10 } == [receivers[1]])
  }
}
