import Bytes
import Terms
import Transcripts

extension Rooms {
  /// A room as the server keeps it.
  struct Room: Sendable {
    let name: String
    /// The members in the order in which they came.
    var members: [Link] = []
    /// How often the membership has changed.
    var epoch: UInt64 = 0
    /// Who hands over the key, as the server names it in `original`.
    var hub: Link
    /// From which epoch on a member can read; who is not here cannot yet.
    var readers: [Link: UInt64] = [:]
    /// The epochs that members have acknowledged, and when the last change was.
    var acknowledged: [Link: UInt64] = [:]
    var changed = 0
  }
}

// MARK: The menu

extension Rooms.Server {
  private typealias Layouts = Rooms.Layouts

  /// How long the members of a room may take to agree on a new key, in seconds.
  static let agreementLimit = 30

  mutating func serve(
    _ arrival: Arrival, _ link: Link, _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    func read(_ layout: MessageLayout) throws(HandshakeError) -> Message {
      try arrival.read(
        as: layout, from: user.actor, to: actor, while: "\(user.name) is at the menu",
        among: layouts.all)
    }
    switch arrival.frame.type {
    case Layouts.list.type: try list(try read(Layouts.list), link, user, &outputs)
    case Layouts.create.type: try create(try read(Layouts.create), link, user, &outputs)
    case Layouts.join.type: try join(try read(Layouts.join), link, user, &outputs)
    default:
      throw .unexpected(message: name(of: arrival), while: "\(user.name) is at the menu")
    }
  }

  private mutating func list(
    _ message: Message, _ link: Link, _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let lines = rooms.values.sorted { $0.name < $1.name }
      .map { "\($0.name) \($0.members.count)" }
    let text = Term.text("rooms", lines.joined(separator: "\n"))
    guard let answer = try write(Layouts.rooms, [text], to: link) else { return }
    let stage = Stage(
      .connection, actor, "the server lists the rooms for \(user.name)", values: [text],
      messages: [.received(message), .sent(answer)])
    outputs += [.stage(stage), .send(answer.bytes, on: link)]
  }

  private mutating func create(
    _ message: Message, _ link: Link, _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let room = try roomName(message)
    show(message, "\(user.name) wants to create the room \(room)", &outputs)
    guard rooms[room] == nil else {
      return try deny(link, "there is a room \(room) already", &outputs)
    }
    guard rooms.count < Rooms.mostRooms else {
      return try deny(link, "there are \(Rooms.mostRooms) rooms, no more fit", &outputs)
    }
    rooms[room] = Rooms.Room(name: room, hub: link)
    try admit(link, to: room, &outputs)
    // Those who waited for the room come in after its creator, in their order.
    for (guest, _) in waiting.filter({ $0.room == room }) {
      guard rooms[room]?.members.count ?? 0 < Rooms.largestRoom else {
        reception[guest]?.step = .atMenu
        try deny(guest, fullReason(room), &outputs)
        continue
      }
      try admit(guest, to: room, &outputs)
    }
    waiting.removeAll { $0.room == room }
  }

  private mutating func join(
    _ message: Message, _ link: Link, _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let room = try roomName(message)
    show(message, "\(user.name) wants to join the room \(room)", &outputs)
    guard let found = rooms[room] else {
      guard message["wait"].bytes == [1] else {
        return try deny(link, "there is no room \(room)", &outputs)
      }
      waiting.append((link, room))
      reception[link]?.step = .waiting
      return try send(
        Layouts.waiting, [.text("room", room)], to: link, .connection,
        "\(user.name) waits for the room \(room)", &outputs)
    }
    guard found.members.count < Rooms.largestRoom else {
      return try deny(link, fullReason(room), &outputs)
    }
    try admit(link, to: room, &outputs)
  }

  private func fullReason(_ room: String) -> String {
    "the room \(room) is full: \(Rooms.largestRoom) members"
  }

  private func roomName(_ message: Message) throws(HandshakeError) -> String {
    let room = String(decoding: message["room"].bytes, as: UTF8.self)
    guard UserName.isValid(room) else {
      throw .field("\(message.name) room", expected: UserName.expectation)
    }
    return room
  }

  private func show(_ message: Message, _ title: String, _ outputs: inout [Output]) {
    outputs.append(
      .stage(
        Stage(
          .connection, actor, title, values: message.contents.map(\.term),
          messages: [.received(message)])))
  }

  private mutating func deny(
    _ link: Link, _ reason: String, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let name = reception[link]?.name ?? ""
    try send(
      Layouts.denied, [.text("reason", reason)], to: link, .connection,
      "the server denies \(name): \(reason)", &outputs)
  }
}

// MARK: Coming and going

extension Rooms.Server {
  /// Puts a user at the end of a room's list, and tells everybody.
  private mutating func admit(
    _ link: Link, to name: String, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard var room = rooms[name], let user = reception[link] else { return }
    room.epoch += 1
    room.changed = reception.now
    let others = room.members
    room.members.append(link)
    if rules.mode == .original, others.isEmpty { room.readers[link] = 0 }
    rooms[name] = room
    reception[link]?.step = .inRoom(name)
    let hub = hubField(room)
    let values =
      [
        .text("room", name), Rooms.number("number", user.number), Rooms.count("epoch", room.epoch),
      ] + hub + [.constant("others", [UInt8(others.count)], notation: .decimal)]
    guard let entered = try write(layouts.entered, values, to: link) else { return }
    var exchanges: [Exchange] = [.sent(entered)]
    var sends: [Output] = [.send(entered.bytes, on: link)]
    for other in others {
      guard let fellow = reception[other],
        let message = try write(
          layouts.present, identity(of: fellow, &outputs), to: link)
      else { continue }
      exchanges.append(.sent(message))
      sends.append(.send(message.bytes, on: link))
    }
    for other in others {
      let values = [Rooms.count("epoch", room.epoch)] + (try identity(of: user, &outputs))
      guard let message = try write(layouts.joined, values, to: other) else { continue }
      exchanges.append(.sent(message))
      sends.append(.send(message.bytes, on: other))
    }
    let stage = Stage(
      .connection, actor,
      others.isEmpty
        ? "the server makes the room \(name) for \(user.name)"
        : "the server lets \(user.name) into the room \(name)",
      explanation: "A room has at most \(Rooms.largestRoom) members.",
      values: values, messages: exchanges, closes: rules.isHardened ? ["F13"] : [])
    outputs.append(.stage(stage))
    outputs += sends
    if !others.isEmpty { try announce("\(user.name) joins", in: name, &outputs) }
  }

  /// Number, name and in `hardened` the certificate of somebody.
  private mutating func identity(
    of user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) -> [Term] {
    let name = [Rooms.number("number", user.number), Term.text("name", user.name)]
    guard rules.isHardened, let certificate = user.certificate else { return name }
    guard let authority else { return name + [certificate] }
    // A copy, as the time is read from this server too.
    var interception = self.interception
    let now = time
    let forged = try interception?.certificate(for: user, by: authority, at: now, &draws)
    self.interception = interception
    if let forged, !forged.values.isEmpty {
      outputs.append(
        .stage(
          Stage(
            .certification, actor, "\(actor) certifies herself as \(user.name)",
            explanation: "Server and authority are one, so she signs what she likes.",
            values: forged.values)))
    }
    return name + [forged?.certificate ?? certificate]
  }

  /// The hub's number, which the server says in `original`.
  private func hubField(_ room: Rooms.Room) -> [Term] {
    rules.isHardened ? [] : [Rooms.number("hub", reception[room.hub]?.number ?? 0)]
  }

  /// Takes somebody off a room's list, and tells those who stay; a hub who is gone is replaced.
  mutating func withdraw(
    _ link: Link, _ user: User, from name: String, _ outputs: inout [Output]
  ) {
    guard var room = rooms[name], room.members.contains(link) else { return }
    room.members.removeAll { $0 == link }
    room.readers[link] = nil
    room.acknowledged[link] = nil
    room.epoch += 1
    room.changed = reception.now
    guard let eldest = room.members.first else {
      rooms[name] = nil
      return
    }
    let isElection = room.hub == link
    if isElection {
      // Who has the key, if anybody has it.
      room.hub = room.members.first { room.readers[$0] != nil } ?? eldest
      if rules.mode == .original { room.readers[room.hub] = room.readers[room.hub] ?? 0 }
    }
    rooms[name] = room
    var exchanges: [Exchange] = []
    var sends: [Output] = []
    let values =
      [Rooms.count("epoch", room.epoch), Rooms.number("number", user.number)] + hubField(room)
    for member in room.members {
      guard let message = try? write(layouts.gone, values, to: member) else { continue }
      exchanges.append(.sent(message))
      sends.append(.send(message.bytes, on: member))
    }
    let hub = reception[room.hub]?.name ?? ""
    let isNamed = isElection && rules.mode == .original
    outputs.append(
      .stage(
        Stage(
          .connection, actor,
          "\(user.name) is gone from the room \(name)" + (isNamed ? ", \(hub) is the hub now" : ""),
          values: values, messages: exchanges)))
    outputs += sends
    let words = isNamed ? "\(user.name) leaves, \(hub) is the hub now" : "\(user.name) leaves"
    try? announce(words, in: name, &outputs)
  }

  /// Says something to a room in `original`, where it looks like the line of a member.
  private mutating func announce(
    _ words: String, in name: String, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard rules.mode == .original, let room = rooms[name] else { return }
    let values = [Rooms.number("from", 0), Rooms.number("to", 0), Term.text("token", words)]
    var exchanges: [Exchange] = []
    var sends: [Output] = []
    for member in room.members {
      guard let message = try write(layouts.chat, values, to: member) else { continue }
      exchanges.append(.sent(message))
      sends.append(.send(message.bytes, on: member))
    }
    let stage = Stage(
      .connection, actor, "the server announces: \(words)",
      explanation: "In the clear, under the name \(actor), like any line.",
      values: [values[2]], messages: exchanges, weaknesses: ["F10"])
    outputs.append(.stage(stage))
    outputs += sends
  }

  /// Those who keep a room from agreeing on a new key.
  var slow: [(link: Link, reason: String)] {
    rooms.values.sorted { $0.name < $1.name }
      .filter { reception.now - $0.changed >= Self.agreementLimit }
      .flatMap { room in
        room.members.filter { member in
          rules.isHardened
            ? room.acknowledged[member] ?? 0 < room.epoch : room.readers[member] == nil
        }
      }
      .map { ($0, "no agreement on a key within \(Self.agreementLimit) seconds") }
  }
}
