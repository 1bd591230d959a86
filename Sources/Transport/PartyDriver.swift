import Handshakes

/// Runs a party over TCP: turns what happens on a loop into the party's inputs, and sends and
/// closes as its outputs ask.
///
/// It knows no protocol. The user's side of a party (stages, deliveries, questions, its end) goes
/// to the closure `report`, which hears of every output after the driver has done its part.
///
///     let driver = PartyDriver(party, on: loop)
///     try driver.connect(Link(wire: "relay", end: 0), to: server)
///     while let event = try loop.next() {
///       try driver.handle(event) { output in … }
///     }
public final class PartyDriver {
  private var party: any Party
  private let loop: EventLoop
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private var ticker: TimerID

  private var listeners: Set<Listener> = []
  private var acceptedCount = 0
  private var links: [ConnectionID: Link] = [:]
  private var connections: [Link: ConnectionID] = [:]
  /// The outgoing connections, not made yet, that the party cannot start without.
  private var pending: Set<ConnectionID> = []
  /// The outgoing connections, not made yet, that the party asked for.
  private var dialled: Set<ConnectionID> = []
  /// What follows at once from an output of the party.
  private var consequences: [Input] = []
  private var congestion = Congestion()

  /// Hears of every input before the party does, to record it.
  public var willHandle: ((Input) -> Void)?

  /// Why an outgoing connection was never made; the party only learns that its link is closed.
  public private(set) var connectFailure: TransportError?

  /// Puts a party on a loop; its seconds count from now.
  public init(_ party: any Party, on loop: EventLoop) {
    self.party = party
    self.loop = loop
    start = clock.now
    ticker = loop.setTimer(after: .seconds(1))
  }

  /// Accepts connections, each as a link of its own: `client-1`, `client-2`, …, of which the
  /// party has the end 1.
  ///
  /// - Returns: Where it listens, with the port that the system chose for port 0.
  /// - Throws: What `EventLoop.listen` does.
  public func listen(on endpoint: Endpoint) throws(TransportError) -> Endpoint {
    let listener = try loop.listen(on: endpoint)
    listeners.insert(listener)
    return listener.endpoint
  }

  /// Begins to connect a link of the party, which starts once all its links are connected.
  ///
  /// - Throws: What `EventLoop.connect` does.
  public func connect(_ link: Link, to endpoint: Endpoint) throws(TransportError) {
    let id = try loop.connect(to: endpoint)
    pending.insert(id)
    add(link, id)
  }

  /// Takes an event of the loop; one that does not concern the party is left to others.
  ///
  /// - Throws: What `report` throws; the outputs after that one are then lost.
  public func handle<Failure: Error>(
    _ event: Event, report: (Output) throws(Failure) -> Void
  ) throws(Failure) {
    switch event {
    case .accepted(let id, let listener, _):
      guard listeners.contains(listener) else { return }
      acceptedCount += 1
      let link = Link(wire: "client-\(acceptedCount)", end: 1)
      add(link, id)
      try feed(.opened(link), report)
    case .connected(let id):
      if dialled.remove(id) != nil, let link = links[id] {
        return try feed(.opened(link), report)
      }
      guard pending.remove(id) != nil, pending.isEmpty else { return }
      try feed(.start, report)
    case .received(let id, let bytes):
      guard let link = links[id] else { return }
      try feed(.received(bytes, on: link), from: id, report)
    case .drained(let id):
      resume(congestion.end(for: id))
    case .closed(let id, let reason):
      guard let link = links[id] else { return }
      if pending.remove(id) != nil, case .failed(let error) = reason { connectFailure = error }
      forget(link, id)
      try feed(.closed(link), report)
    case .timer(ticker):
      ticker = loop.setTimer(after: .seconds(1))
      resume(congestion.overtake(at: clock.now, taken: loop.takenBytes))
      dropStalled()
      try feed(.tick(seconds: Int((clock.now - start).components.seconds)), report)
    case .timer, .input, .inputEnded, .outputFailed, .signal:
      break
    }
  }

  /// Whether an event is for the party, so that whoever runs many need not show it to all.
  public func isConcerned(by event: Event) -> Bool {
    switch event {
    case .accepted(_, let listener, _): listeners.contains(listener)
    case .timer(let timer): timer == ticker
    default: event.connection.map { links[$0] != nil } ?? false
    }
  }

  /// Starts a party that needs no connection first: a server.
  ///
  /// - Throws: What `report` throws.
  public func begin<Failure: Error>(
    report: (Output) throws(Failure) -> Void
  ) throws(Failure) {
    try feed(.start, report)
  }

  /// Hands the party what its user wants.
  ///
  /// - Throws: What `report` throws.
  public func submit<Failure: Error>(
    _ command: ChatCommand, report: (Output) throws(Failure) -> Void
  ) throws(Failure) {
    try feed(.submit(command), report)
  }

  /// True while more bytes wait for some peer than should; what makes more of them can wait too.
  public var isCongested: Bool { !congestion.isEmpty }
}

// MARK: - Inputs and outputs

extension PartyDriver {
  private func feed<Failure: Error>(
    _ input: Input, from source: ConnectionID? = nil, _ report: (Output) throws(Failure) -> Void
  ) throws(Failure) {
    willHandle?(input)
    let outputs = party.handle(input)
    let isShared = Self.hasSeveralReceivers(outputs)
    for output in outputs {
      switch output {
      case .send(let bytes, let link):
        send(bytes, on: link, causedBy: source, isShared: isShared)
      case .close(let link): close(link)
      case .listen: listenBesideConnections()
      case .connect(let link, let address): dial(link, address)
      default: break
      }
      try report(output)
    }
    while !consequences.isEmpty { try feed(consequences.removeFirst(), report) }
  }

  /// Listens on a free port of the address that the party's connections have at this end.
  private func listenBesideConnections() {
    let host = links.keys.lazy.compactMap(loop.localEndpoint).first?.host ?? "127.0.0.1"
    let own = try? listen(on: Endpoint(host: host, port: 0))
    consequences.append(.listening(address: own.map { "\($0)" } ?? ""))
  }

  private func dial(_ link: Link, _ address: String) {
    guard let endpoint = try? Endpoint(parsing: address), let id = try? loop.connect(to: endpoint)
    else {
      consequences.append(.closed(link))
      return
    }
    dialled.insert(id)
    add(link, id)
  }

  private static func hasSeveralReceivers(_ outputs: [Output]) -> Bool {
    var first: Link?
    for case .send(_, let link) in outputs {
      if let first, first != link { return true }
      first = link
    }
    return false
  }

  private func send(
    _ bytes: [UInt8], on link: Link, causedBy source: ConnectionID?, isShared: Bool
  ) {
    guard let id = connections[link] else { return }
    loop.send(bytes, to: id)
    let unsent = loop.unsentBytes(to: id)
    guard unsent > Congestion.threshold else { return }
    let mustWait = congestion.note(
      id, unsent: unsent, taken: loop.takenBytes(by: id), causedBy: source, isShared: isShared,
      at: clock.now)
    loop.reportDrain(of: id)
    if let source, mustWait { loop.pauseReading(source) }
  }

  private func close(_ link: Link) {
    guard let id = connections[link] else { return }
    forget(link, id)
    loop.close(id)
  }

  private func add(_ link: Link, _ id: ConnectionID) {
    links[id] = link
    connections[link] = id
  }

  private func forget(_ link: Link, _ id: ConnectionID) {
    links.removeValue(forKey: id)
    dialled.remove(id)
    connections.removeValue(forKey: link)
    resume(congestion.end(for: id))
  }
}

// MARK: - Slow readers

extension PartyDriver {
  private func resume(_ sources: Set<ConnectionID>) {
    for source in sources { loop.resumeReading(source) }
  }

  /// Gives up on peers that took nothing for long while bytes waited for them.
  private func dropStalled() {
    for id in congestion.stalled(at: clock.now, unsent: loop.unsentBytes) {
      loop.drop(id, .slowReader(limit: Congestion.threshold))
    }
  }
}
