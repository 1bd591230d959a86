import Bytes
import Terms
import Transcripts

extension Rooms {
  /// A room of the document: one Fernet key for as long as the room lasts, handed over by a hub
  /// whom the server names.
  ///
  ///     bob                        server                       alice, the hub
  ///     exchange   E_bob             →                 exchange   E_bob
  ///     room-key   E_alice, salt,    ←                 room-key   E_alice, salt,
  ///                IV, wrapped key                                IV, wrapped key
  ///     chat       token             ⇄                 chat       token
  struct OriginalRoom: RoomSession {
    private let room: Actor
    private var roster = Roster()
    private var hub: UInt32
    /// How many of those who were here before are still to be told.
    private var missing: Int
    private var key: RoomKey?
    /// The private key of the exchange that runs.
    private var ephemeral: Term?
    /// Tokens that came before the key, with their senders.
    private var early: [(arrival: Arrival, sender: Actor)] = []
    /// Who came while this side is the hub, and has not asked for the key yet.
    private var unanswered: Set<UInt32> = []

    /// How many octets of tokens may wait for the key.
    private static let earlyLimit = 1 << 20

    /// Enters a room.
    ///
    /// - Throws: `HandshakeError.field` for numbers that no room has.
    init(
      _ entered: Message, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      room = Actor(String(decoding: entered["room"].bytes, as: UTF8.self))
      hub = UInt32(Rooms.value(entered["hub"]))
      missing = Int(Rooms.value(entered["others"]))
      outputs.append(
        .stage(
          Stage(
            .connection, seat.own, "\(seat.own) is in the room \(room)",
            explanation: "The server says who is there and who is the hub; nobody can check it.",
            values: entered.contents.map(\.term), messages: [.received(entered)])))
      try settleIn(&seat, &outputs)
    }

    var canSend: Bool { key != nil && missing == 0 && roster.count > 1 }

    /// A hub who leaves too early would take the key along.
    var canLeave: Bool { unanswered.isEmpty }

    /// Once the list is complete: the hub has a key, everybody else asks for it.
    private mutating func settleIn(
      _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard missing == 0 else { return }
      let name = Term.text("\(seat.own).name", seat.own.name)
      try roster.append(
        Fellow(number: seat.number, name: seat.own, nameTerm: name, key: nil))
      guard roster[hub] != nil else { throw .field("entered hub", expected: "a member's number") }
      if hub == seat.number {
        try makeKey(&seat, &outputs)
      } else {
        try ask(&seat, &outputs)
      }
    }

    private mutating func makeKey(
      _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let whole = try seat.draws.draw("room_key", .bytes(32))
      let key = try RoomKey(whole)
      self.key = key
      let stage = Stage(
        .keyGeneration, seat.own, "\(seat.own) is the hub and makes the key of \(room)",
        explanation: "One key for the whole life of the room: who comes later can read what was"
          + " said before, who has left can read on.",
        values: [whole, key.signing, key.encryption, try key.text()], weaknesses: ["F8"])
      outputs += [.stage(stage), .established(peer: room, verified: false)]
      if roster.count == 1 { outputs.append(.notice("nobody else is here yet; lines wait")) }
      try openEarly(&seat, &outputs)
    }

    private mutating func ask(
      _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard let fellow = roster[hub] else { return }
      let secret = try seat.draws.draw("ephemeral_key", .scalar(below: PrimeCurve.p256.order))
      let point = try term("\(seat.own).ephemeral", ECPublicPoint(of: secret, on: .p256))
      let message = try seat.write(
        seat.layouts.exchange, seat.way(to: hub) + [point], to: fellow.name)
      ephemeral = secret
      let stage = Stage(
        .keyGeneration, seat.own, "\(seat.own) sends a fresh key to the hub, \(fellow.name)",
        explanation: "Nothing says whose key it is: who passes it on can put in another one.",
        values: [secret, point], messages: [.sent(message)], weaknesses: ["F1"])
      outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
    }

    // MARK: What arrives

    mutating func receive(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let layouts = seat.layouts
      switch arrival.frame.type {
      case layouts.present.type where missing > 0: try present(arrival, &seat, &outputs)
      case layouts.joined.type where missing == 0: try joined(arrival, &seat, &outputs)
      case layouts.gone.type where missing == 0: try gone(arrival, &seat, &outputs)
      case layouts.exchange.type where key != nil && hub == seat.number:
        try answer(arrival, &seat, &outputs)
      case layouts.roomKey.type where ephemeral != nil: try unwrap(arrival, &seat, &outputs)
      case layouts.chat.type where missing == 0:
        try chat(arrival, from: try sender(of: arrival), &seat, &outputs)
      default:
        throw .unexpected(
          message: arrival.name(among: layouts.all),
          while: missing > 0 ? "the list of members is awaited" : "in the room")
      }
    }

    private mutating func present(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let message = try seat.read(arrival, as: seat.layouts.present, while: "entering")
      let fellow = try self.fellow(message)
      try roster.append(fellow)
      missing -= 1
      outputs.append(
        .stage(
          Stage(
            .connection, seat.own, "\(fellow.name) is here already",
            values: message.contents.map(\.term), messages: [.received(message)])))
      try settleIn(&seat, &outputs)
    }

    private mutating func joined(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let message = try seat.read(arrival, as: seat.layouts.joined, while: "in the room")
      let fellow = try self.fellow(message)
      try roster.append(fellow)
      if hub == seat.number { unanswered.insert(fellow.number) }
      let stage = Stage(
        .connection, seat.own, "\(fellow.name) joins",
        explanation: "Names are not unique, and nothing tells who is behind one.",
        values: message.contents.map(\.term), messages: [.received(message)],
        weaknesses: seat.rules.registers ? [] : ["F15"])
      outputs += [.stage(stage), .notice("\(fellow.name) joins")]
    }

    private mutating func gone(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let message = try seat.read(arrival, as: seat.layouts.gone, while: "in the room")
      let fellow = try roster.remove(UInt32(Rooms.value(message["number"])))
      let next = UInt32(Rooms.value(message["hub"]))
      guard let nextHub = roster[next] else {
        throw .field("gone hub", expected: "a member's number")
      }
      unanswered.remove(fellow.number)
      let isElection = next != hub
      hub = next
      let stage = Stage(
        .connection, seat.own,
        isElection
          ? "\(fellow.name) is gone, \(nextHub.name) is the hub now" : "\(fellow.name) is gone",
        explanation: "The key stays: \(fellow.name) still has it, and so has the new hub.",
        values: message.contents.map(\.term), messages: [.received(message)], weaknesses: ["F8"])
      outputs += [.stage(stage), .notice("\(fellow.name) is gone")]
      guard key == nil else { return }
      // Who had no answer of the old hub yet asks the new one, or has to be it.
      if next == seat.number {
        ephemeral = nil
        try makeKey(&seat, &outputs)
      } else if isElection {
        try ask(&seat, &outputs)
      }
    }

    private func fellow(_ message: Message) throws(HandshakeError) -> Fellow {
      let name = String(decoding: message["name"].bytes, as: UTF8.self)
      guard UserName.isValid(name) else {
        throw .field("\(message.name) name", expected: UserName.expectation)
      }
      return Fellow(
        number: UInt32(Rooms.value(message["number"])), name: Actor(name),
        nameTerm: message["name"], key: nil)
    }

    /// Who sent a message, by the number that the server lets through.
    private func sender(of arrival: Arrival) throws(HandshakeError) -> Actor {
      let number = arrival.frame.body.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
      if number == 0 { return Rooms.server }
      guard let fellow = roster[number] else {
        throw .field("from", expected: "the number of a member")
      }
      return fellow.name
    }
  }
}

// MARK: - The key

extension Rooms.OriginalRoom {
  /// The hub answers whoever asks.
  private mutating func answer(
    _ arrival: Arrival, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let key else { return }
    let sender = try sender(of: arrival)
    let request = try seat.read(
      arrival, as: seat.layouts.exchange, from: sender, while: "in the room")
    let secret = try seat.draws.draw("ephemeral_key", .scalar(below: PrimeCurve.p256.order))
    let point = try term("\(seat.own).ephemeral", ECPublicPoint(of: secret, on: .p256))
    let shared = try term(
      "\(sender).shared_secret",
      P256SharedSecret(privateKey: secret, publicKey: request["ephemeral"]))
    let salt = try seat.draws.draw("salt", .bytes(16))
    let iv = try seat.draws.draw("wrap_iv", .bytes(16))
    let kek = try Rooms.KeyWrapping.keyEncryptionKey(
      "\(sender).kek", secret: shared, salt: salt, iterations: seat.rules.iterations)
    let wrapped = try Rooms.KeyWrapping.wrap(
      "\(sender).wrapped_key", key.whole, under: kek, iv: iv)
    let number = UInt32(Rooms.value(request["from"]))
    unanswered.remove(number)
    let message = try seat.write(
      seat.layouts.roomKey, seat.way(to: number) + [point, salt, iv, wrapped], to: sender)
    let stage = Stage(
      .keyGeneration, seat.own, "\(seat.own) wraps the room's key for \(sender)",
      explanation: "Two blocks of AES-128-CBC and no code: a bit that is flipped in the IV flips"
        + " in the key." + seat.rules.sizeReason,
      values: [request["ephemeral"], secret, point, shared, salt, kek, iv, key.whole, wrapped],
      messages: [.received(request), .sent(message)], weaknesses: ["F1", "F7"])
    outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
  }

  private mutating func unwrap(
    _ arrival: Arrival, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let ephemeral else { return }
    let sender = try sender(of: arrival)
    let message = try seat.read(
      arrival, as: seat.layouts.roomKey, from: sender, while: "the room's key is awaited")
    let shared = try term(
      "\(seat.own).shared_secret",
      P256SharedSecret(privateKey: ephemeral, publicKey: message["ephemeral"]))
    let kek = try Rooms.KeyWrapping.keyEncryptionKey(
      "\(seat.own).kek", secret: shared, salt: message["salt"],
      iterations: seat.rules.iterations)
    let whole = try Rooms.KeyWrapping.unwrap(
      "\(sender).room_key", message["wrapped_key"], under: kek, iv: message["iv"])
    let key = try Rooms.RoomKey(whole)
    self.key = key
    self.ephemeral = nil
    let stage = Stage(
      .keyGeneration, seat.own, "\(seat.own) unwraps the room's key",
      explanation: "Any 32 bytes unwrap to some key: a wrong one is noticed only when no message"
        + " can be read." + seat.rules.sizeReason,
      values: message.contents.dropFirst(2).map(\.term) + [shared, kek, whole]
        + [key.signing, key.encryption, try key.text()],
      messages: [.received(message)], weaknesses: ["F1", "F7", "F8"])
    outputs += [.stage(stage), .established(peer: room, verified: false)]
    try openEarly(&seat, &outputs)
  }

  /// Opens what came before the key.
  private mutating func openEarly(
    _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let arrivals = early
    early = []
    for (arrival, sender) in arrivals { try chat(arrival, from: sender, &seat, &outputs) }
  }
}

// MARK: - The chat

extension Rooms.OriginalRoom {
  mutating func send(
    _ text: Term, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let key else { return }
    let iv = try seat.draws.draw("iv", .bytes(16))
    let (values, token) = try Rooms.FernetToken.make(
      text, key: key, time: seat.timestamp, iv: iv, by: seat.own)
    let message = try seat.write(
      seat.layouts.chat, seat.way(to: 0) + [token], to: room)
    let stage = Stage(
      .messageEncryption, seat.own, "\(seat.own) makes a Fernet token for the room",
      explanation: "Everybody in the room has this key, so everybody could have made this token.",
      values: values, messages: [.sent(message)], weaknesses: ["F10"])
    outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
  }

  private mutating func chat(
    _ arrival: Arrival, from sender: Actor, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try seat.read(
      arrival, as: seat.layouts.chat, from: sender, while: "in the room")
    // The program goes by the name: a member who calls itself so speaks as the server.
    if sender.name == Rooms.server.name {
      let stage = Stage(
        .connection, seat.own, "the server announces something",
        explanation: "What comes under the name \(sender) is shown as the server's word.",
        values: [message["token"]], messages: [.received(message)], weaknesses: ["F10"])
      let text = message["token"].bytes
      outputs += [
        .stage(stage), .deliver(Delivery(sender: sender, text: text, isVerified: false)),
      ]
      return
    }
    guard let key else {
      let octets = early.reduce(arrival.frame.body.count) { $0 + $1.arrival.frame.body.count }
      guard octets <= Self.earlyLimit else {
        throw .unexpected(message: "chat", while: "the room's key is awaited, once more")
      }
      return early.append((arrival, sender))
    }
    let token = try Rooms.FernetToken.Received(message["token"], key: key, from: sender)
    let verified = token.verified
    var integrity = Stage(
      .integrityCheck, seat.own, "\(seat.own) opens a token of \(sender)",
      explanation: "The code tells that somebody with the room's key made it, not who.",
      values: token.values, messages: [.received(message)],
      checks: [Check(token.claim, verified != nil)], weaknesses: ["F10"])
    guard let verified else {
      outputs += [
        .stage(integrity),
        .notice("a message of \(sender) cannot be opened: \(token.claim) does not hold"),
      ]
      return
    }
    let (values, text) = try verified.open(key: key, from: sender)
    integrity.values += values
    let replay = Stage(
      .replayProtection, seat.own, "nothing tells an old token from a new one",
      explanation: "The token says when it was made, and nobody looks: one that is sent again"
        + " opens again.",
      weaknesses: ["F14"])
    outputs += [
      .stage(integrity), .stage(replay),
      .deliver(Delivery(sender: sender, text: text.bytes, isVerified: true)),
    ]
  }

  mutating func leave(
    _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try seat.write(seat.layouts.leave, [])
    let stage = Stage(
      .closing, seat.own, "\(seat.own) leaves the room \(room)",
      explanation: "The key goes along: what is said later can still be read with it.",
      messages: [.sent(message)], weaknesses: ["F8"])
    outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
  }
}
