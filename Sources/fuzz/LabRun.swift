import Handshakes
import Terms
import Transcripts

/// Two users of nonce-relay and whoever stands between them, whose wires an attacker holds.
///
/// A value: a copy is a run that goes on by itself, so that a handshake is computed once and
/// attacked often.
struct LabRun: Sendable {
  /// A wire in one direction.
  enum Direction: Int, CaseIterable, Sendable {
    case fromAlice, toAlice, fromBob, toBob
  }

  static let names = ["alice", "bob"]

  let settings: LabSettings
  /// Alice, bob, and who is in the middle.
  private(set) var parties: [any Party]
  /// What is on its way, the oldest first.
  var queues: [[[UInt8]]] = [[], [], [], []]
  /// What each user has said once the session was up, or before.
  private(set) var said: [[[UInt8]]] = [[], []]
  /// What each user was shown as the other's, with its code checked.
  private(set) var verified: [[[UInt8]]] = [[], []]
  private(set) var endings: [Ending?] = [nil, nil, nil]
  private(set) var established: Set<Int> = []
  private(set) var fingerprints: [[UInt8]?] = [nil, nil]
  /// The stages since the last check.
  private var stages: [Stage] = []
  private(set) var now = 0
  /// What each party was given and what it showed, if that is kept.
  private(set) var log: [(party: Int, input: Input, stages: [Stage])] = []
  private let keepsLog: Bool

  private let links: [Link]

  /// Starts the users; what they send is on its way.
  init(
    _ settings: LabSettings, middle: Middle,
    keepsLog: Bool = false
  ) throws {
    self.settings = settings
    self.keepsLog = keepsLog
    let links = Self.names.map { Link(wire: "\($0)-\(middle.rawValue)", end: 0) }
    self.links = links
    let source = Draws.Source.seed("fuzz")
    parties = [0, 1].map { user in
      NonceRelay.Peer(
        UserConfiguration(
          name: Self.names[user], settings: settings, wanted: Self.names[1 - user]),
        fingerprints: user == 0 ? .leaveToUser : .compareOutOfBand, on: links[user],
        drawingFrom: source)
    }
    parties.append(
      middle == .relay
        ? NonceRelay.Relay(settings) : NonceRelay.Mallory(settings, drawingFrom: source))
    for link in links { try give(.opened(link.opposite), to: 2) }
    for user in 0...1 { try give(.start, to: user) }
  }

  // MARK: Inputs

  /// Gives a party an input, and checks what comes out.
  mutating func give(_ input: Input, to party: Int) throws {
    let hasEnded = party < 2 && endings[party] != nil
    let outputs = parties[party].handle(input)
    try Claim.that(!hasEnded || outputs.isEmpty, "a party that has ended says nothing")
    if keepsLog {
      let shown = outputs.compactMap { if case .stage(let stage) = $0 { stage } else { nil } }
      log.append((party, input, shown))
    }
    for output in outputs { try take(output, of: party) }
  }

  /// Gives octets to whom a direction leads.
  mutating func deliver(_ octets: [UInt8], _ direction: Direction) throws {
    switch direction {
    case .fromAlice: try give(.received(octets, on: links[0].opposite), to: 2)
    case .toAlice: try give(.received(octets, on: links[0]), to: 0)
    case .fromBob: try give(.received(octets, on: links[1].opposite), to: 2)
    case .toBob: try give(.received(octets, on: links[1]), to: 1)
    }
  }

  /// Lets the oldest message of a direction arrive, if there is one.
  mutating func deliverNext(_ direction: Direction) throws {
    guard !queues[direction.rawValue].isEmpty else { return }
    try deliver(queues[direction.rawValue].removeFirst(), direction)
  }

  /// Lets everything arrive, and the users compare their fingerprints.
  mutating func runOn() throws {
    for _ in 0..<200 {
      guard let next = Direction.allCases.first(where: { !queues[$0.rawValue].isEmpty }) else {
        break
      }
      try deliverNext(next)
    }
    guard fingerprints[1] != nil, let other = fingerprints[0] else { return }
    fingerprints[1] = nil
    try give(.submit(.peerFingerprint(other)), to: 1)
    try runOn()
  }

  /// A user says something.
  mutating func say(_ text: [UInt8], _ user: Int) throws {
    said[user].append(text)
    try give(.submit(.say(text)), to: user)
  }

  /// The time goes on.
  mutating func wait(_ seconds: Int) throws {
    now += seconds
    for party in 0...2 { try give(.tick(seconds: now), to: party) }
  }

  /// The wire of a user is cut, seen from both ends.
  mutating func cut(_ user: Int) throws {
    try give(.closed(links[user]), to: user)
    try give(.closed(links[user].opposite), to: 2)
  }

  // MARK: Outputs

  private mutating func take(_ output: Output, of party: Int) throws {
    switch output {
    case .stage(let stage): stages.append(stage)
    case .send(let octets, let link):
      try checkSent(octets)
      guard let user = links.firstIndex(where: { $0.wire == link.wire }) else {
        throw Violation(description: "sent on a wire that nobody has: \(link.wire)")
      }
      queues[2 * user + (party == 2 ? 1 : 0)].append(octets)
    case .deliver(let delivery):
      if party < 2, delivery.isVerified { verified[party].append(delivery.text) }
    case .established: if party < 2 { established.insert(party) }
    case .ask(_, let fingerprint): if party < 2 { fingerprints[party] = fingerprint }
    case .fingerprints(let known):
      if party == 0, let own = known.first(where: { $0.owner.name == Self.names[0] }) {
        fingerprints[0] = own.hash
      }
    case .ended(let ending):
      endings[party] = ending
      // The server's own words are for whoever shows them to escape.
      if case .failed(.refused) = ending { return }
      if let reason = ending.reason { try Claim.isLine(reason) }
    case .listen, .connect, .store:
      throw Violation(description: "a party of this lab neither listens nor keeps files")
    case .ready, .notice, .prompt, .close: break
    }
  }

  /// What a party sends is a message that can be read.
  private func checkSent(_ octets: [UInt8]) throws {
    let layouts = NonceRelay.Layouts.withRelay + NonceRelay.Layouts.betweenUsers(settings.mode)
    let id = MessageID(wire: "wire", sendingEnd: 0, ordinal: 0)
    let isReadable = layouts.contains { layout in
      layout.type == octets.first
        && (try? layout.read(octets, id: id, from: Actor("a"), to: Actor("b"))) != nil
    }
    try Claim.that(isReadable, "a party sends messages: \(octets.prefix(8))")
  }

  /// Checks how everything was shown since the last check.
  mutating func checkStages() throws {
    for stage in stages { try Shown.check(stage) }
    stages = []
  }

  /// Forgets the stages so far.
  mutating func forgetStages() { stages = [] }
}
