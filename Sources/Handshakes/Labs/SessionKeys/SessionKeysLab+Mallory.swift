import Terms
import Transcripts

extension SessionKeysLab {
  /// An attacker in the place of the server, who has no key of any user.
  ///
  /// She is the server, and does four things besides: she swaps a newcomer's key for one of her
  /// own, flips a bit of a line's IV, sends a line twice, and lets somebody who has left come back.
  public struct Mallory: Party {
    public var actor: Actor { Self.actor }

    static let actor = Actor("mallory")

    private var server: Server

    /// Creates an attacker on users who run a mode and size.
    public init(_ settings: LabSettings, drawingFrom source: Draws.Source) {
      server = Server(
        settings, as: Self.actor,
        mischief: Mischief(Draws(of: Self.actor, in: SessionKeysLab.name, from: source)))
    }

    public mutating func handle(_ input: Input) -> [Output] { server.handle(input) }
  }

  /// What an attacker in the server's place has done, and what she has kept for later.
  struct Mischief: Sendable {
    var draws: Draws
    var hasSwapped = false
    var hasFlipped = false
    var hasRepeated = false
    /// The first signed key of each user that has passed.
    var signedKeys: [String: Message] = [:]
    /// Who has left and is to come back, to whom.
    var revived: (name: String, audience: Link)?

    init(_ draws: Draws) {
      self.draws = draws
    }

    /// What an attacker sends in the place of a message, or besides it.
    struct Forgery: Sendable {
      let title: String
      let explanation: String
      /// What she computed for it.
      var values: [Term] = []
      /// The fields of the message.
      let fields: [Term]
      /// The weakness that lets it work, or that was closed against it.
      let weakness: String?
    }
  }
}

extension SessionKeysLab.Server {
  private typealias Forgery = SessionKeysLab.Mischief.Forgery

  /// Does something else with a message than to pass it on; false if it is to be passed on, too.
  mutating func deceive(
    _ message: Message, _ layout: MessageLayout, _ receivers: [(link: Link, name: String)],
    _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    guard let mischief, let receiver = receivers.first else { return false }
    let isHardened = settings.mode == .hardened
    switch layout.type {
    case Layouts.publicKey.type where !mischief.hasSwapped && presentUsers > 2:
      self.mischief?.hasSwapped = true
      try send(
        try swap(message, layout, for: receiver.name), layout, to: receiver, &outputs,
        insteadOf: message)
      // The true one follows where a wrong one does no lasting harm.
      return isHardened
    case Layouts.chat.type where !mischief.hasFlipped:
      self.mischief?.hasFlipped = true
      try send(
        try flip(message, layout), layout, to: receiver, &outputs, insteadOf: message)
      return true
    case Layouts.chat.type where !mischief.hasRepeated:
      self.mischief?.hasRepeated = true
      let forgery = Forgery(
        title: "mallory sends a line of \(message.sender) to \(receiver.name) twice",
        explanation: isHardened
          ? "Its number has been there." : "Its code is right: it was right the first time.",
        fields: Self.fields(of: message, layout), weakness: "F2")
      let id = reception.nextID(on: receiver.link)
      if let id {
        let copy = message.forwarded(as: id, from: actor, to: Actor(receiver.name))
        outputs.append(.send(copy.bytes, on: receiver.link))
        outputs.append(
          .stage(
            Stage(
              .messageEncryption, actor, "mallory passes a line on to \(receiver.name)",
              values: message.contents.map(\.term),
              messages: [.received(message), .sent(copy)])))
      }
      try send(forgery, layout, to: receiver, &outputs, insteadOf: nil)
      return true
    default:
      return false
    }
  }

  /// Keeps signed keys for later.
  mutating func keep(_ message: Message, _ layout: MessageLayout) {
    guard mischief != nil, layout.type == Layouts.publicKey.type else { return }
    if mischief?.signedKeys[message.sender.name] == nil {
      mischief?.signedKeys[message.sender.name] = message
    }
  }

  /// Lets somebody who has left come back, with a key that was signed before.
  mutating func revive(_ name: String, _ outputs: inout [Output]) throws(HandshakeError) {
    guard let mischief, mischief.revived == nil, let old = mischief.signedKeys[name],
      let victim = reception.users.first(where: \.user.isIn)
    else { return }
    self.mischief?.revived = (name, victim.link)
    let receiver = (link: victim.link, name: victim.user.name)
    switch settings.mode {
    case .original:
      let forgery = Forgery(
        title: "mallory lets \(name) come back, with the key of before",
        explanation: "The signature is \(name)'s. Nothing says for which visit.",
        fields: Self.fields(of: old, Layouts.publicKey), weakness: "F5")
      try send(forgery, Layouts.publicKey, to: receiver, &outputs, insteadOf: nil)
    case .hardened:
      try send(
        Layouts.joined, [.text("name", name)], to: victim.link,
        "mallory tells \(receiver.name) that \(name) has come back", &outputs)
    }
  }

  /// Answers for somebody who was let come back; false if nobody was.
  mutating func answer(
    _ message: Message, for name: String, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    guard let mischief, let revived = mischief.revived, revived.name == name,
      revived.audience == link, let old = mischief.signedKeys[name]
    else { return false }
    let stage = Stage(
      .handshake, actor, "mallory keeps what \(message.sender) sends to \(name)",
      values: message.contents.map(\.term), messages: [.received(message)])
    outputs.append(.stage(stage))
    guard message.name == Layouts.nonce.name else { return true }
    var fields = Self.fields(of: old, Layouts.addressedPublicKey)
    fields[1] = message["from"]
    let forgery = Forgery(
      title: "mallory answers with the key that \(name) signed before",
      explanation: "The signature covers another nonce and another reader.",
      fields: fields, weakness: "F5")
    try send(
      forgery, Layouts.addressedPublicKey, to: (link, message.sender.name), &outputs,
      insteadOf: nil)
    return true
  }

  private var presentUsers: Int { reception.users.count { $0.user.isIn } }

  /// Puts a key of her own in the place of a newcomer's.
  private mutating func swap(
    _ message: Message, _ layout: MessageLayout, for receiver: String
  ) throws(HandshakeError) -> Forgery {
    guard var draws = mischief?.draws else { throw .draw("mallory's key") }
    let key = try SessionKeysLab.FreshKey(settings.size, drawingFrom: &draws)
    mischief?.draws = draws
    let fields = layout.fields.map { $0.name == "public_key" ? key.pem : message[$0.name] }
    return Forgery(
      title: "mallory sends \(receiver) a key of her own as \(message.sender)'s",
      explanation: "She has no signature key of \(message.sender), and leaves the signature as it"
        + " is: it is not over this key.",
      values: key.values, fields: fields, weakness: nil)
  }

  /// Flips the bit that turns a 1 into a 9, where `["pay 100", …` has its 1.
  private func flip(
    _ message: Message, _ layout: MessageLayout
  ) throws(HandshakeError) -> Forgery {
    var mask = [UInt8](repeating: 0, count: 16)
    mask[6] = 0x08
    let difference = Term.constant("mask", mask)
    let iv = try term("\(actor).iv", ExclusiveOr(message["iv"], difference))
    return Forgery(
      title: "mallory flips a bit of the IV of \(message.sender)'s line",
      explanation: "CBC adds the IV to the first block: the same bit of the text flips, and she"
        + " need not read it.",
      values: [difference, iv],
      fields: layout.fields.map { $0.name == "iv" ? iv : message[$0.name] }, weakness: "F1")
  }

  private static func fields(of message: Message, _ layout: MessageLayout) -> [Term] {
    layout.fields.map { message[$0.name] }
  }

  private mutating func send(
    _ forgery: Forgery, _ layout: MessageLayout, to receiver: (link: Link, name: String),
    _ outputs: inout [Output], insteadOf original: Message?
  ) throws(HandshakeError) {
    guard
      let message = try reception.write(
        layout, forgery.fields, on: receiver.link, from: actor, to: Actor(receiver.name))
    else { return }
    let shown = original.map { [Exchange.received($0)] } ?? []
    let weakness = forgery.weakness.map { [$0] } ?? []
    let stage = Stage(
      heading(of: layout), actor, forgery.title, explanation: forgery.explanation,
      values: (original?.contents.map(\.term) ?? []) + forgery.values,
      messages: shown + [.sent(message)],
      weaknesses: settings.mode == .original ? weakness : [],
      closes: settings.mode == .hardened ? weakness : [])
    outputs += [.stage(stage), .send(message.bytes, on: receiver.link)]
  }
}
