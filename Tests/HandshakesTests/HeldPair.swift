import Handshakes
import Terms
import Transcripts

/// Two users of nonce-relay whose messages a test holds in its hands.
///
/// Nothing arrives until the test lets it, and what is on its way can be changed, dropped or sent
/// again. A copy is a run that goes on by itself, so a handshake is computed once and tried often.
struct HeldPair {
  /// What a user has put out so far, apart from what it sent.
  struct Seen {
    var stages: [Stage] = []
    var deliveries: [Delivery] = []
    /// For each time that the session was said to be up, whether the peer is verified.
    var established: [Bool] = []
    var ending: Ending?
    /// The own fingerprint, once the user is asked to read it out.
    var fingerprint: [UInt8]?
  }

  let settings: LabSettings
  /// Alice and bob; alice is the first of the pair.
  private(set) var peers: [NonceRelay.Peer]
  /// The messages on their way to each user, the oldest first.
  var inFlight: [[[UInt8]]]
  private(set) var seen = [Seen(), Seen()]
  /// Every message that a user has sent, its registration apart.
  private(set) var sent: [[[UInt8]]] = [[], []]

  static let names = ["alice", "bob"]

  /// Starts two users who want anybody, and lets the relay's answers be on their way.
  init(
    _ settings: LabSettings, fingerprints: FingerprintPolicy = .leaveToUser,
    source: Draws.Source = .seed("a held pair")
  ) {
    self.init([settings, settings], [fingerprints, fingerprints], source: source)
  }

  /// Starts two users who do not want the same.
  init(
    _ settings: [LabSettings], _ fingerprints: [FingerprintPolicy],
    source: Draws.Source = .seed("a held pair")
  ) {
    self.settings = settings[0]
    peers = [0, 1].map { user in
      NonceRelay.Peer(
        UserConfiguration(
          name: Self.names[user], settings: settings[user], wanted: ""),
        fingerprints: fingerprints[user], on: Self.link(user), drawingFrom: source)
    }
    inFlight = [0, 1].map { user in
      [
        Self.relaySays(NonceRelay.Layouts.registered, [[0, 0, 0, UInt8(user)]]),
        Self.relaySays(
          NonceRelay.Layouts.paired,
          [[UInt8(user)], [0, 0, 0, UInt8(1 - user)], Array(Self.names[1 - user].utf8)]),
      ]
    }
    for user in 0...1 {
      for output in peers[user].handle(.start) {
        if case .stage(let stage) = output { seen[user].stages.append(stage) }
      }
    }
  }

  /// The end of the wire that a user holds.
  static func link(_ user: Int) -> Link { Link(wire: "\(names[user])-relay", end: 0) }

  /// Octets of a message from its fields.
  static func relaySays(_ layout: MessageLayout, _ fields: [[UInt8]]) -> [UInt8] {
    let terms = fields.map { Term.constant("field", $0) }
    let id = MessageID(wire: "test", sendingEnd: 1, ordinal: 0)
    guard let message = try? layout.write(terms, id: id, from: Actor("relay"), to: Actor("user"))
    else { preconditionFailure("the fields fit their layout") }
    return message.bytes
  }

  /// The layout of a message that a user gets.
  func layout(of message: [UInt8]) -> MessageLayout? {
    (NonceRelay.Layouts.betweenUsers(settings.mode) + NonceRelay.Layouts.withRelay)
      .first { $0.type == message.first }
  }

  /// The fields of a message that a user gets.
  func fields(of message: [UInt8]) -> [Field] {
    let id = MessageID(wire: "test", sendingEnd: 1, ordinal: 0)
    let read = try? layout(of: message)?.read(message, id: id, from: Actor("peer"), to: Actor("x"))
    return read?.fields ?? []
  }

  /// Gives a user an input, and returns what came out; what it sends is on its way to the other.
  @discardableResult
  mutating func give(_ input: Input, to user: Int) -> [Output] {
    let outputs = peers[user].handle(input)
    for output in outputs {
      switch output {
      case .stage(let stage): seen[user].stages.append(stage)
      case .send(let bytes, _):
        inFlight[1 - user].append(bytes)
        sent[user].append(bytes)
      case .deliver(let delivery): seen[user].deliveries.append(delivery)
      case .established(_, let verified): seen[user].established.append(verified)
      case .ask(_, let fingerprint): seen[user].fingerprint = fingerprint
      case .ended(let ending): seen[user].ending = ending
      // The relay tells the other one.
      case .close: inFlight[1 - user].append(Self.relaySays(NonceRelay.Layouts.gone, []))
      case .ready, .notice, .prompt, .fingerprints, .listen, .connect, .store: break
      }
    }
    return outputs
  }

  /// Gives a user octets.
  @discardableResult
  mutating func give(_ bytes: [UInt8], to user: Int) -> [Output] {
    give(.received(bytes, on: Self.link(user)), to: user)
  }

  /// Lets the oldest message arrive that is on its way to a user.
  mutating func deliverNext(to user: Int) {
    give(inFlight[user].removeFirst(), to: user)
  }

  /// The user whose message arrives next, or nil when nothing is on its way.
  var nextReceiver: Int? { [0, 1].first { !inFlight[$0].isEmpty } }

  /// Lets everything arrive.
  mutating func run() {
    while let user = nextReceiver { deliverNext(to: user) }
  }

  /// Both read their fingerprints to each other.
  mutating func readFingerprints() {
    guard let first = seen[0].fingerprint, let second = seen[1].fingerprint else { return }
    give(.submit(.peerFingerprint(second)), to: 0)
    give(.submit(.peerFingerprint(first)), to: 1)
  }

  /// A user says something; it is on its way.
  mutating func say(_ text: String, _ user: Int) {
    give(.submit(.say(Array(text.utf8))), to: user)
  }
}

// MARK: Runs that tests share

extension HeldPair {
  /// The moment before a message arrives in an honest run.
  struct Moment {
    /// The run at that moment, the message on its way.
    let pair: HeldPair
    /// Who gets the message.
    let receiver: Int
    /// What the message is called.
    let name: String
    var message: [UInt8] { pair.inFlight[receiver][0] }
  }

  /// The moments of an honest run at toy size in which alice and bob say a line, and alice leaves.
  static func moments(_ mode: Mode) -> [Moment] {
    mode == .original ? momentsOfOriginal : momentsOfHardened
  }

  /// An honest run at toy size whose session is up.
  static func established(_ mode: Mode) -> HeldPair {
    mode == .original ? establishedOriginal : establishedHardened
  }

  private static let momentsOfOriginal = honestRun(.original)
  private static let momentsOfHardened = honestRun(.hardened)
  private static let establishedOriginal = afterHandshake(.original)
  private static let establishedHardened = afterHandshake(.hardened)

  private static func honestRun(_ mode: Mode) -> [Moment] {
    var pair = HeldPair(LabSettings(mode: mode, size: .toy))
    var moments: [Moment] = []
    func run() {
      while let receiver = pair.nextReceiver {
        let name = pair.layout(of: pair.inFlight[receiver][0])?.name ?? "?"
        moments.append(Moment(pair: pair, receiver: receiver, name: name))
        pair.deliverNext(to: receiver)
      }
    }
    run()
    pair.say("hello from alice", 0)
    run()
    pair.say("from bob", 1)
    run()
    pair.give(.submit(.quit), to: 0)
    run()
    return moments.filter { $0.name != NonceRelay.Layouts.gone.name }
  }

  private static func afterHandshake(_ mode: Mode) -> HeldPair {
    var pair = HeldPair(LabSettings(mode: mode, size: .toy))
    pair.run()
    return pair
  }
}
