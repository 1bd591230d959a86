import Terms
import Transcripts

extension Rooms.Server {
  /// Takes what a member sends: a goodbye, or something for others.
  mutating func pass(
    _ arrival: Arrival, in name: String, _ link: Link, _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    if arrival.frame.type == layouts.leave.type {
      return try leave(arrival, name, link, user, &outputs)
    }
    guard
      let layout = layouts.betweenMembers.first(where: { $0.type == arrival.frame.type })
    else { throw .unexpected(message: self.name(of: arrival), while: "in a room") }
    let message = try read(arrival, as: layout, from: user)
    guard let room = rooms[name] else { return }
    let receiver = UInt32(Rooms.value(message["to"]))
    if receiver == 0 {
      guard ![layouts.exchange.type, layouts.roomKey.type].contains(layout.type) else {
        throw .field("\(layout.name) to", expected: "the number of a member")
      }
      let readers = self.readers(of: message, in: room).filter { $0 != link }
      note(message, from: link, in: name)
      try forward(message, to: readers, user, name, &outputs)
    } else {
      guard [layouts.exchange.type, layouts.roomKey.type].contains(layout.type) else {
        throw .field("\(layout.name) to", expected: "0, everybody")
      }
      // Who has gone meanwhile gets nothing.
      let found = room.members.first { reception[$0]?.number == receiver && $0 != link }
      if let found, layout.type == layouts.roomKey.type, rules.mode == .original {
        rooms[name]?.readers[found] = 0
      }
      if let found, try intercept(message, layout, for: found, user, name, &outputs) { return }
      try forward(message, to: found.map { [$0] } ?? [], user, name, &outputs)
    }
  }

  /// Sends something else on, if an attacker runs this server and it is worth it.
  private mutating func intercept(
    _ message: Message, _ layout: MessageLayout, for link: Link, _ user: User, _ room: String,
    _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    guard let receiver = reception[link],
      let replacement = try interception?.replace(
        message, from: user, to: receiver, in: room, &draws),
      let copy = try write(
        layout, message.contents.prefix(2).map(\.term) + replacement.contents, to: link)
    else { return false }
    let stage = Stage(
      .keyGeneration, actor, "\(actor) puts her own key into \(user.name)'s \(message.name)",
      explanation: replacement.explanation, values: replacement.values,
      messages: [.received(message), .sent(copy)], weaknesses: ["F1"])
    outputs += [.stage(stage), .send(copy.bytes, on: link)]
    return true
  }

  private func read(
    _ arrival: Arrival, as layout: MessageLayout, from user: User
  ) throws(HandshakeError) -> Message {
    let message = try arrival.read(
      as: layout, from: user.actor, to: actor, while: "in a room", among: layouts.all)
    guard Rooms.value(message["from"]) == UInt64(user.number) else {
      throw .field("\(layout.name) from", expected: "\(user.number), one's own number")
    }
    return message
  }

  /// Who gets what is for everybody: in `hardened` a line goes to those who have its key.
  private func readers(of message: Message, in room: Rooms.Room) -> [Link] {
    guard rules.isHardened, message.name == layouts.chat.name else { return room.members }
    let epoch = Rooms.value(message["epoch"])
    return room.members.filter { member in room.readers[member].map { $0 <= epoch } ?? false }
  }

  /// Remembers who can read from when on.
  private mutating func note(_ message: Message, from link: Link, in name: String) {
    guard message.name == Rooms.Layouts.acknowledged.name else { return }
    let epoch = Rooms.value(message["epoch"])
    if rooms[name]?.readers[link] == nil { rooms[name]?.readers[link] = epoch }
    rooms[name]?.acknowledged[link] = epoch
  }

  /// Sends the same octets to others.
  private mutating func forward(
    _ message: Message, to links: [Link], _ user: User, _ room: String,
    _ outputs: inout [Output]
  ) throws(HandshakeError) {
    var exchanges: [Exchange] = [.received(message)]
    var sends: [Output] = []
    for link in links {
      guard let other = reception[link], let id = reception.nextID(on: link) else { continue }
      let copy = message.forwarded(as: id, from: actor, to: other.actor)
      exchanges.append(.sent(copy))
      sends.append(.send(copy.bytes, on: link))
    }
    let names = links.compactMap { reception[$0]?.name }
    let whom = names.isEmpty ? "nobody" : names.joined(separator: ", ")
    let stage = Stage(
      heading(of: message), actor,
      "the server passes \(user.name)'s \(message.name) on to \(whom)",
      values: message.contents.dropFirst(2).map(\.term)
        + (interception?.read(message, of: user, in: room) ?? []), messages: exchanges)
    outputs.append(.stage(stage))
    outputs += sends
  }

  private func heading(of message: Message) -> Stage.Heading {
    switch message.name {
    case layouts.chat.name: .messageEncryption
    case layouts.leave.name: .closing
    default: .keyGeneration
    }
  }

  private mutating func leave(
    _ arrival: Arrival, _ name: String, _ link: Link, _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    if rules.isHardened {
      let message = try read(arrival, as: layouts.leave, from: user)
      guard Rooms.value(message["to"]) == 0 else {
        throw .field("leave to", expected: "0, everybody")
      }
      let others = (rooms[name]?.members ?? []).filter {
        $0 != link && rooms[name]?.readers[$0] != nil
      }
      try forward(message, to: others, user, name, &outputs)
    } else {
      let message = try arrival.read(
        as: layouts.leave, from: user.actor, to: actor, while: "in a room", among: layouts.all)
      outputs.append(
        .stage(
          Stage(
            .closing, actor, "\(user.name) leaves the room \(name)",
            messages: [.received(message)])))
    }
    reception[link]?.step = .atMenu
    withdraw(link, user, from: name, &outputs)
    try send(
      Rooms.Layouts.left, [], to: link, .closing, "the server confirms it to \(user.name)",
      &outputs)
  }
}
