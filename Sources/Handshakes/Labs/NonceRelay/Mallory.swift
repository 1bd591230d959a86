import Bytes
import Terms
import Transcripts

extension NonceRelay {
  /// An attacker in the place of the relay: she pairs two users as the relay would, and then runs
  /// the handshake with each of them in the name of the other, with keys of her own.
  ///
  /// She is one more party with terms of her own, made by the same code; what she ends up knowing
  /// follows from them.
  public struct Mallory: Party {
    public let actor = Actor("mallory")

    private let settings: LabSettings
    private let source: Draws.Source
    /// The users in the order in which they registered.
    private var users: [Victim] = []

    /// Creates an attacker on users who run a mode and size.
    public init(_ settings: LabSettings, drawingFrom source: Draws.Source) {
      self.settings = settings
      self.source = source
    }

    /// One of the two users, and the conversation with it in the other's name.
    private struct Victim: Sendable {
      let link: Link
      var name: String?
      /// What the other one said before this one's session was up.
      var waiting: [Term] = []
      var conversation: Conversation
    }

    private enum Conversation: Sendable {
      case registering(Channel)
      case handshaking(any PairHandshake, Pair)
      case chatting(any PairSession, Pair)
      case ended
    }

    /// Whom the attacker plays towards a user.
    public static func alias(playing name: String) -> Actor { Actor("mallory-as-\(name)") }

    public mutating func handle(_ input: Input) -> [Output] {
      var outputs: [Output] = []
      switch input {
      case .opened(let link):
        users.append(
          Victim(link: link, name: nil, conversation: .registering(Channel(link))))
      case .received(let bytes, let link):
        guard let index = users.firstIndex(where: { $0.link == link }) else { break }
        do throws(HandshakeError) {
          try receive(bytes, index, &outputs)
        } catch {
          users[index].conversation = .ended
          outputs += [.close(link), .ended(.failed(error))]
        }
      case .closed(let link):
        for index in users.indices where users[index].link != link {
          if case .ended = users[index].conversation { continue }
          users[index].conversation = .ended
          outputs.append(.close(users[index].link))
        }
      case .start, .submit, .tick, .listening:
        break
      }
      return outputs
    }

    private mutating func receive(
      _ bytes: [UInt8], _ index: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      switch users[index].conversation {
      case .registering(var channel):
        channel.append(bytes)
        users[index].conversation = .registering(channel)
      case .handshaking(let handshake, var pair):
        pair.channel.append(bytes)
        users[index].conversation = .handshaking(handshake, pair)
      case .chatting(let session, var pair):
        pair.channel.append(bytes)
        users[index].conversation = .chatting(session, pair)
      case .ended:
        break
      }
      while try advance(index, &outputs) {}
    }

    /// Takes the next whole message of a user; false when there is none.
    private mutating func advance(
      _ index: Int, _ outputs: inout [Output]
    ) throws(HandshakeError) -> Bool {
      switch users[index].conversation {
      case .registering(var channel):
        guard let arrival = try channel.nextArrival() else { return false }
        users[index].conversation = .registering(channel)
        try register(arrival, index, &outputs)
      case .handshaking(var handshake, var pair):
        guard let arrival = try pair.channel.nextArrival() else { return false }
        let actions = try handshake.receive(arrival, &pair)
        users[index].conversation = .handshaking(handshake, pair)
        try perform(actions, index, pair, &outputs)
      case .chatting(var session, var pair):
        guard let arrival = try pair.channel.nextArrival() else { return false }
        let actions = try session.receive(arrival, &pair)
        users[index].conversation = .chatting(session, pair)
        try perform(actions, index, pair, &outputs)
      case .ended:
        return false
      }
      return true
    }
  }
}

extension NonceRelay.Mallory {
  fileprivate typealias Layouts = NonceRelay.Layouts

  /// Answers a registration as the relay would, and begins once both users are there.
  private mutating func register(
    _ arrival: Arrival, _ index: Int, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try arrival.read(
      as: Layouts.register, from: Actor("client"), to: actor, while: "a registration is awaited",
      among: Layouts.withRelay)
    let name = String(decoding: message["name"].bytes, as: UTF8.self)
    // As the relay does: another name has no place in what the other user is told.
    try UserName.check(name, in: "register name")
    users[index].name = name
    let stage = Stage(
      .connection, actor, "\(name) takes mallory for the relay and registers",
      values: message.contents.map(\.term), messages: [.received(message)])
    outputs.append(.stage(stage))
    let id = Term.constant("id", ByteWriter.integer(UInt64(index), length: 4), notation: .decimal)
    try send(Layouts.registered, [id], index, "mallory numbers \(name)", &outputs)
    guard users.count == 2, users.allSatisfy({ $0.name != nil }) else { return }
    for here in users.indices {
      guard let other = users[1 - here].name else { continue }
      let values = [
        Term.constant("role", [UInt8(here)]),
        .constant("peer id", ByteWriter.integer(UInt64(1 - here), length: 4), notation: .decimal),
        .text("peer name", other),
      ]
      try send(Layouts.paired, values, here, "mallory says that \(other) is here", &outputs)
    }
    for here in users.indices { try begin(here, &outputs) }
  }

  private mutating func send(
    _ layout: MessageLayout, _ values: [Term], _ index: Int, _ title: String,
    _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard case .registering(var channel) = users[index].conversation,
      let name = users[index].name
    else { return }
    let message = try channel.write(layout, values, from: actor, to: Actor(name))
    users[index].conversation = .registering(channel)
    let stage = Stage(.connection, actor, title, values: values, messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: channel.link)]
  }

  /// Begins the handshake with a user in the other's name.
  private mutating func begin(
    _ index: Int, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard case .registering(let channel) = users[index].conversation,
      let victim = users[index].name, let played = users[1 - index].name
    else { return }
    let own = Self.alias(playing: played)
    var pair = Pair(
      own: own, peer: Actor(victim), claimedName: played, role: 1 - index, settings: settings,
      layouts: Layouts.all(settings.mode), channel: channel,
      draws: Draws(of: own, in: NonceRelay.name, from: source))
    var handshake: any PairHandshake =
      switch settings.mode {
      case .original: NonceRelay.OriginalHandshake()
      case .hardened: NonceRelay.HardenedHandshake(policy: .leaveToUser)
      }
    let actions = try handshake.begin(&pair)
    users[index].conversation = .handshaking(handshake, pair)
    try perform(actions, index, pair, &outputs)
  }

  private mutating func perform(
    _ actions: [PairAction], _ index: Int, _ pair: Pair,
    _ outputs: inout [Output]
  ) throws(HandshakeError) {
    for action in actions {
      switch action {
      case .stage(let stage): outputs.append(.stage(stage))
      case .send(let message): outputs.append(.send(message.bytes, on: users[index].link))
      case .deliver(_, let text): try passOn(text, to: 1 - index, &outputs)
      case .ask, .consult, .fingerprints, .notice, .refuse, .store: break
      case .established(let session, _):
        users[index].conversation = .chatting(session, pair)
        let waiting = users[index].waiting
        users[index].waiting = []
        for text in waiting { try passOn(text, to: index, &outputs) }
      case .goodbye: try sayGoodbye(&outputs)
      case .fail(let error): throw error
      }
    }
  }

  /// Encrypts a line that one user sent for the other one, who takes it for the sender's.
  private mutating func passOn(
    _ text: Term, to index: Int, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard case .chatting(var session, var pair) = users[index].conversation else {
      users[index].waiting.append(text)
      return
    }
    let actions = try session.send(text, &pair)
    users[index].conversation = .chatting(session, pair)
    try perform(actions, index, pair, &outputs)
  }

  private mutating func sayGoodbye(_ outputs: inout [Output]) throws(HandshakeError) {
    for index in users.indices {
      guard case .chatting(var session, var pair) = users[index].conversation else { continue }
      let actions = try session.sendGoodbye(&pair)
      users[index].conversation = .ended
      try perform(actions, index, pair, &outputs)
    }
  }
}
