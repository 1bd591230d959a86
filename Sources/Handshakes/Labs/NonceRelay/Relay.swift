import Bytes
import Terms
import Transcripts

extension NonceRelay {
  /// The server: registers users, pairs those who want each other, and passes on what they send.
  ///
  /// It reads every message, as any relay can, and refuses what is none.
  public struct Relay: ServingParty {
    public let actor = Actor("relay")

    /// The mode and size that the relay serves.
    private let settings: LabSettings
    var reception = Reception<User>(
      registrationLimit: Self.registrationLimit, messageLimit: Self.messageLimit)
    private var nextID: UInt64 = 0

    /// How long a user may take to register, in seconds.
    public static let registrationLimit = 10
    /// How long the rest of a message may take, in seconds.
    public static let messageLimit = 30

    /// Creates a relay without users.
    public init(_ settings: LabSettings) {
      self.settings = settings
    }

    /// Somebody who has registered.
    struct User: NamedUser {
      let name: String
      let id: UInt64
      let wanted: String
      /// The link of the one it talks to.
      var partner: Link?
      /// The length of its modulus in bytes, once its key has passed.
      var modulusLength: Int?
    }

    public mutating func handle(_ input: Input) -> [Output] { serve(input) }

    mutating func take(
      _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard let user = reception[link] else {
        return try register(arrival, link, &outputs)
      }
      if let partner = user.partner {
        try pass(arrival, from: link, to: partner, &outputs)
      } else {
        throw .unexpected(
          message: arrival.name(among: Layouts.all(settings.mode)), while: "nobody is paired")
      }
    }
  }
}

// MARK: Registration

extension NonceRelay.Relay {
  private mutating func register(
    _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let stranger = Actor("client")
    let message = try arrival.read(
      as: Layouts.register, from: stranger, to: actor, while: "a registration is awaited",
      among: Layouts.withRelay)
    let user = try user(in: message)
    nextID += 1
    reception[link] = user
    let id = Term.constant("id", ByteWriter.integer(user.id, length: 4), notation: .decimal)
    let wanted = user.wanted.isEmpty ? "anybody" : user.wanted
    let stage = Stage(
      .connection, actor, "\(user.name) registers as number \(user.id) and wants \(wanted)",
      values: message.contents.map(\.term), messages: [.received(message)])
    outputs.append(.stage(stage))
    try send(Layouts.registered, [id], to: link, "the relay numbers \(user.name)", &outputs)
    try pairUp(link, &outputs)
  }

  private func user(in message: Message) throws(HandshakeError) -> NonceRelay.Relay.User {
    func text(_ field: String) -> String { String(decoding: message[field].bytes, as: UTF8.self) }
    guard message["version"].bytes == [1] else { throw .field("register version", expected: "1") }
    guard text("lab") == NonceRelay.name else {
      throw .mismatch(of: "lab", own: NonceRelay.name, other: "another one")
    }
    try settings.check(message)
    let name = text("name")
    try UserName.check(name, in: "register name")
    let wanted = text("wanted")
    guard wanted.isEmpty || UserName.isValid(wanted) else {
      throw .field("register wanted", expected: "empty, or \(UserName.expectation)")
    }
    guard reception.links(holding: name).isEmpty else {
      throw .field("register name", expected: "another one: \(name) is here already")
    }
    return NonceRelay.Relay.User(name: name, id: nextID, wanted: wanted)
  }

  /// Pairs a user with the longest waiting one who wants it and whom it wants.
  private mutating func pairUp(
    _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let own = reception[link] else { return }
    let waiting = reception.users.filter { $0.link != link && $0.user.partner == nil }
      .sorted { $0.user.id < $1.user.id }
    guard let other = waiting.first(where: { wants(own, $0.user) && wants($0.user, own) }) else {
      return
    }
    for (role, (here, there, user)) in [(other.link, link, own), (link, other.link, other.user)]
      .enumerated()
    {
      reception[here]?.partner = there
      let values = [
        Term.constant("role", [UInt8(role)]),
        .constant("peer id", ByteWriter.integer(user.id, length: 4), notation: .decimal),
        .text("peer name", user.name),
      ]
      let name = reception[here]?.name ?? ""
      try send(
        Layouts.paired, values, to: here, "the relay tells \(name) that \(user.name) is here",
        &outputs)
    }
  }

  /// A user wants another one by name, by number, or anybody.
  private func wants(_ user: User, _ other: User) -> Bool {
    user.wanted.isEmpty || user.wanted == other.name
      || (user.wanted == String(other.id)
        && reception.links(holding: user.wanted).isEmpty)
  }
}

// MARK: Passing on

extension NonceRelay.Relay {
  private mutating func pass(
    _ arrival: Arrival, from link: Link, to partner: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let sender = reception[link], let receiver = reception[partner] else { return }
    guard
      let layout = Layouts.betweenUsers(settings.mode).first(where: {
        $0.type == arrival.frame.type
      })
    else {
      throw .unexpected(
        message: arrival.name(among: Layouts.all(settings.mode)), while: "paired")
    }
    let message = try arrival.read(
      as: layout, from: Actor(sender.name), to: Actor(receiver.name), while: "paired",
      among: Layouts.betweenUsers(settings.mode), notations: notations(link, partner))
    if layout.type == Layouts.publicKey.type {
      reception[link]?.modulusLength = message["n"].bytes.count
    }
    guard let id = reception.nextID(on: partner) else { return }
    let copy = message.forwarded(as: id, from: actor, to: Actor(receiver.name))
    let stage = Stage(
      heading(of: layout), actor,
      "the relay passes \(sender.name)'s \(layout.name) on to \(receiver.name)",
      values: message.contents.map(\.term), messages: [.received(message), .sent(copy)])
    outputs += [.stage(stage), .send(copy.bytes, on: partner)]
  }

  /// How the lists of numbers of the original are shown, now that both keys have passed.
  private func notations(_ sender: Link, _ receiver: Link) -> [String: Notation] {
    guard settings == LabSettings(mode: .original, size: .toy) else { return [:] }
    var notations: [String: Notation] = [:]
    if let width = reception[sender]?.modulusLength {
      notations["signed_nonce"] = .decimals(width: width)
    }
    if let width = reception[receiver]?.modulusLength {
      notations["sealed_key"] = .decimals(width: width)
    }
    return notations
  }

  private func heading(of layout: MessageLayout) -> Stage.Heading {
    switch layout.type {
    case Layouts.publicKey.type: .certification
    case Layouts.nonce.type, Layouts.signature.type: .handshake
    case Layouts.sealedKey.type, Layouts.finished.type: .keyGeneration
    case Layouts.bye.type: .closing
    default: .messageEncryption
    }
  }

  private mutating func send(
    _ layout: MessageLayout, _ values: [Term], to link: Link, _ title: String,
    _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let user = reception[link],
      let message = try reception.write(
        layout, values, on: link, from: actor, to: Actor(user.name))
    else { return }
    let stage = Stage(.connection, actor, title, values: values, messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: link)]
  }
}

// MARK: The end of a connection

extension NonceRelay.Relay {
  fileprivate typealias Layouts = NonceRelay.Layouts

  /// Forgets a connection, and tells the one it talked to.
  mutating func remove(_ link: Link, _ outputs: inout [Output]) {
    guard let user = reception.remove(link), let partner = user.partner,
      let other = reception[partner],
      let message = try? reception.write(
        Layouts.gone, [], on: partner, from: actor, to: Actor(other.name))
    else { return }
    _ = reception.remove(partner)
    let stage = Stage(
      .closing, actor, "\(user.name) is gone, the relay tells \(other.name)",
      messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: partner), .close(partner)]
  }
}
