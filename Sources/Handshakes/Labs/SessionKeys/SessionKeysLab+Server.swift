import Bytes
import Terms
import Transcripts

extension SessionKeysLab {
  /// The server: lets users in under names, says who comes and goes, and passes on what they send.
  ///
  /// It reads every message, as any server can, and refuses what is none.
  public struct Server: ServingParty {
    public let actor: Actor

    /// The mode and size that the server serves.
    let settings: LabSettings
    var reception = Reception<Guest>(
      registrationLimit: Self.registrationLimit, messageLimit: Self.messageLimit,
      lengthLimit: Layouts.lengthLimit)
    /// What an attacker in the server's place does; nil in an honest one.
    var mischief: Mischief?

    /// How long a user may take to register, in seconds.
    public static let registrationLimit = 10
    /// How long the rest of a message may take, in seconds.
    public static let messageLimit = 30

    /// What the server is called in a sentence.
    var title: String { actor == Client.server ? "the server" : actor.name }

    /// Creates a server without users.
    public init(_ settings: LabSettings) {
      self.init(settings, as: Client.server, mischief: nil)
    }

    init(_ settings: LabSettings, as actor: Actor, mischief: Mischief?) {
      self.settings = settings
      self.actor = actor
      self.mischief = mischief
    }

    /// Somebody who has said a name.
    struct Guest: NamedUser {
      let name: String
      /// Whether the name is free, and the guest in.
      var isIn = false
      /// Those who were in before, and are told of the newcomer's key in `original`.
      var audience: [Link] = []
    }

    public mutating func handle(_ input: Input) -> [Output] { serve(input) }

    mutating func take(
      _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard let guest = reception[link] else {
        return try register(arrival, link, &outputs)
      }
      guard guest.isIn else {
        throw .unexpected(
          message: arrival.name(among: Layouts.all(settings.mode)), while: "the name is taken")
      }
      if arrival.frame.type == Layouts.leave.type {
        let message = try arrival.read(
          as: Layouts.leave, from: Actor(guest.name), to: actor, while: "present",
          among: Layouts.all(settings.mode))
        outputs.append(
          .stage(
            Stage(.closing, actor, "\(guest.name) leaves", messages: [.received(message)])))
        outputs.append(.close(link))
        remove(link, hasLeft: true, &outputs)
      } else {
        try pass(arrival, from: guest, link, &outputs)
      }
    }
  }
}

// MARK: - Coming in

extension SessionKeysLab.Server {
  typealias Layouts = SessionKeysLab.Layouts

  private mutating func register(
    _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try arrival.read(
      as: Layouts.register, from: Actor("client"), to: actor, while: "a registration is awaited",
      among: Layouts.all(settings.mode))
    let name = try name(in: message)
    reception[link] = Guest(name: name)
    let stage = Stage(
      .connection, actor, "\(name) comes", values: message.contents.map(\.term),
      messages: [.received(message)])
    outputs.append(.stage(stage))
    if reception.links(holding: name).contains(where: isIn) {
      try send(
        Layouts.occupied, [], to: link, "\(title) says that the name \(name) is taken",
        &outputs)
    } else {
      try letIn(link, &outputs)
    }
  }

  private func isIn(_ link: Link) -> Bool { reception[link]?.isIn == true }

  private func name(in message: Message) throws(HandshakeError) -> String {
    func text(_ field: String) -> String { String(decoding: message[field].bytes, as: UTF8.self) }
    guard message["version"].bytes == [1] else { throw .field("register version", expected: "1") }
    guard text("lab") == SessionKeysLab.name else {
      throw .mismatch(of: "lab", own: SessionKeysLab.name, other: "another one")
    }
    try settings.check(message)
    let name = text("name")
    try UserName.check(name, in: "register name")
    guard reception.users.count < Layouts.mostUsers else {
      throw .field("register name", expected: "at most \(Layouts.mostUsers) of them: full")
    }
    return name
  }

  private mutating func letIn(
    _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let present = reception.users.filter { $0.user.isIn }
    reception[link]?.isIn = true
    reception[link]?.audience = present.map(\.link)
    guard let name = reception[link]?.name else { return }
    let list = Term.text("present", present.map(\.user.name).joined(separator: " "))
    try send(
      Layouts.welcome, [list], to: link, "\(title) lets \(name) in, and says who is here",
      &outputs)
    guard settings.mode == .hardened else { return }
    for other in present {
      try send(
        Layouts.joined, [.text("name", name)], to: other.link,
        "\(title) tells \(other.user.name) that \(name) has joined", &outputs)
    }
  }
}

// MARK: - Passing on

extension SessionKeysLab.Server {
  private mutating func pass(
    _ arrival: Arrival, from guest: Guest, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let known = Layouts.betweenUsers(settings.mode)
    guard let layout = known.first(where: { $0.type == arrival.frame.type }) else {
      throw .unexpected(
        message: arrival.name(among: Layouts.all(settings.mode)), while: "present")
    }
    let sender = Actor(guest.name)
    let hasReceiver = layout.fields.contains { $0.name == "to" }
    let message = try arrival.read(
      as: layout, from: sender, to: actor, while: "present", among: known)
    if settings.mode == .hardened, message["from"].bytes != Array(guest.name.utf8) {
      throw .field("\(layout.name) from", expected: guest.name)
    }
    keep(message, layout)
    let receivers: [(link: Link, name: String)]
    if hasReceiver {
      let wanted = String(decoding: message["to"].bytes, as: UTF8.self)
      guard UserName.isValid(wanted) else {
        throw .field("\(layout.name) to", expected: UserName.expectation)
      }
      receivers = reception.links(holding: wanted).filter(isIn).map { ($0, wanted) }
      if receivers.isEmpty {
        if try answer(message, for: wanted, link, &outputs) { return }
        outputs.append(.stage(passing(message, layout, guest, copies: [])))
        try send(
          Layouts.absent, [.text("name", wanted)], to: link,
          "\(title) tells \(guest.name) that \(wanted) is not here", &outputs)
        return
      }
    } else {
      receivers = guest.audience.compactMap { link in
        reception[link].map { (link, $0.name) }
      }
    }
    if try deceive(message, layout, receivers, &outputs) { return }
    let copies = receivers.compactMap { receiver in
      reception.nextID(on: receiver.link).map { id in
        (receiver.link, message.forwarded(as: id, from: actor, to: Actor(receiver.name)))
      }
    }
    outputs.append(.stage(passing(message, layout, guest, copies: copies.map(\.1))))
    for (link, copy) in copies { outputs.append(.send(copy.bytes, on: link)) }
  }

  private func passing(
    _ message: Message, _ layout: MessageLayout, _ guest: Guest, copies: [Message]
  ) -> Stage {
    let to = copies.map(\.receiver.name).joined(separator: ", ")
    return Stage(
      heading(of: layout), actor,
      copies.isEmpty
        ? "\(guest.name)'s \(layout.name) reaches nobody"
        : "\(title) passes \(guest.name)'s \(layout.name) on to \(to)",
      values: message.contents.map(\.term),
      messages: [.received(message)] + copies.map { .sent($0) },
      weaknesses: settings.mode == .original ? ["F3"] : [],
      closes: settings.mode == .hardened ? ["F3"] : [])
  }

  func heading(of layout: MessageLayout) -> Stage.Heading {
    switch layout.type {
    case Layouts.nonce.type, Layouts.publicKey.type: .handshake
    case Layouts.sessionKeys.type, Layouts.finished.type: .keyGeneration
    case Layouts.bye.type: .closing
    default: .messageEncryption
    }
  }

  mutating func send(
    _ layout: MessageLayout, _ values: [Term], to link: Link, _ title: String,
    _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let guest = reception[link],
      let message = try reception.write(
        layout, values, on: link, from: actor, to: Actor(guest.name))
    else { return }
    let heading: Stage.Heading = layout.type == Layouts.left.type ? .closing : .connection
    let stage = Stage(heading, actor, title, values: values, messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: link)]
  }
}

// MARK: - Going

extension SessionKeysLab.Server {
  mutating func remove(_ link: Link, _ outputs: inout [Output]) {
    remove(link, hasLeft: false, &outputs)
  }

  /// Forgets a connection, tells the others, and lets in who waited for the name.
  private mutating func remove(_ link: Link, hasLeft: Bool, _ outputs: inout [Output]) {
    guard let guest = reception.remove(link), guest.isIn else { return }
    let others = reception.users.filter { $0.user.isIn }
    let name = Term.text("name", guest.name)
    let how = Term.constant("leave", [hasLeft ? 1 : 0])
    for other in others {
      try? send(
        Layouts.left, [name, how], to: other.link,
        "\(title) tells \(other.user.name) that \(guest.name) "
          + (hasLeft ? "has left" : "is gone"), &outputs)
    }
    if hasLeft { try? revive(guest.name, &outputs) }
    // The longest waiting first.
    guard let next = reception.links(holding: guest.name).first(where: { !isIn($0) }) else {
      return
    }
    try? letIn(next, &outputs)
  }
}
