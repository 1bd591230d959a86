import Bytes
import Terms
import Transcripts

extension Rooms.HardenedRoom {
  mutating func send(
    _ text: Term, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard canSend, let settled, let key = keys[settled]?.key, let own = seat.key,
      let fellow = roster[seat.number]
    else { return }
    let iv = try seat.draws.draw("iv", .bytes(16))
    let (values, token) = try Rooms.FernetToken.make(
      text, key: key, time: seat.timestamp, iv: iv, by: seat.own)
    let sequence = Rooms.count("\(seat.own).sequence", sent)
    let signed = try texts(seat, settled).line(by: fellow, sequence: sequence, token: token)
    let signature = try Rooms.Signature("line", over: signed, by: own, of: seat.own)
    let message = try seat.write(
      seat.layouts.chat,
      seat.way(to: 0) + [Rooms.count("epoch", settled), sequence, token, signature.octets],
      to: room)
    sent += 1
    let stage = Stage(
      .messageEncryption, seat.own, "\(seat.own) makes a Fernet token and signs it",
      explanation: "Everybody here has the key, so only the signature tells who made the token.",
      values: values + [sequence, signed] + signature.values, messages: [.sent(message)],
      closes: ["F10", "F14"])
    outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
  }

  mutating func chatted(
    _ arrival: Arrival, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let fellow = try sender(of: arrival, seat)
    let sender = fellow.name
    let message = try seat.read(
      arrival, as: seat.layouts.chat, from: sender, while: "in the room")
    let number = Rooms.value(message["epoch"])
    guard let key = keys[number]?.key else {
      throw .field("chat epoch", expected: "one whose key is held, up to \(epoch)")
    }
    outputs.append(.stage(try order(of: message, from: fellow, in: number, seat)))
    let signed = try texts(seat, number).line(
      by: fellow, sequence: message["sequence"], token: message["token"])
    let token = try Rooms.FernetToken.Received(message["token"], key: key, from: sender)
    let signature = fellow.key.flatMap {
      Rooms.VerifiedSignature(message["signature"], over: signed, by: $0)
    }
    let claim = "\(message["signature"].name) is \(sender)'s signature over \(signed.name)"
    let verified = token.verified
    var integrity = Stage(
      .integrityCheck, seat.own, "\(seat.own) verifies and opens a token of \(sender)",
      explanation: "A line without the right signature or code ends the session, and is not shown.",
      values: [signed, message["signature"]] + token.values, messages: [.received(message)],
      checks: [Check(claim, signature != nil), Check(token.claim, verified != nil)],
      closes: ["F10", "F14"])
    guard signature != nil, let verified else {
      outputs.append(.stage(integrity))
      throw .verification(signature == nil ? claim : token.claim)
    }
    let (values, text) = try verified.open(key: key, from: sender)
    integrity.values += values
    outputs += [
      .stage(integrity),
      .deliver(Delivery(sender: sender, text: text.bytes, isVerified: true)),
    ]
  }

  /// Checks that a message is the next one of its sender in its epoch, and remembers it.
  private mutating func order(
    of message: Message, from fellow: Rooms.Fellow, in number: UInt64, _ seat: Rooms.Seat
  ) throws(HandshakeError) -> Stage {
    let place = SenderEpoch(sender: fellow.number, epoch: number)
    let next = expected[place] ?? 0
    guard Rooms.value(message["sequence"]) == next else { throw .sequence(expected: next) }
    expected[place] = next + 1
    return Stage(
      .replayProtection, seat.own, "\(seat.own) checks the sequence number of \(fellow.name)",
      explanation: "Each sender counts anew in each epoch; what was seen does not come again.",
      values: [message["epoch"], message["sequence"]],
      checks: [Check("\(message["sequence"].name) = \(next)", true)], closes: ["F14"])
  }

  // MARK: Goodbye

  mutating func leave(
    _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let own = seat.key else { return }
    let name = Term.text("\(seat.own).name", seat.own.name)
    let fellow = Rooms.Fellow(
      number: seat.number, name: seat.own, nameTerm: name, key: own.publicKey)
    let number = settled ?? epoch
    let sequence = Rooms.count("\(seat.own).sequence", settled == nil ? 0 : sent)
    let text = try texts(seat, number).goodbye(by: fellow, sequence: sequence)
    let signature = try Rooms.Signature("goodbye", over: text, by: own, of: seat.own)
    let message = try seat.write(
      seat.layouts.leave,
      seat.way(to: 0) + [Rooms.count("epoch", number), sequence, signature.octets], to: room)
    let stage = Stage(
      .closing, seat.own, "\(seat.own) says goodbye to the room \(room)",
      explanation: "Signed, so that nobody else can say it. The keys that \(seat.own) has open"
        + " nothing that is said later.",
      values: [sequence, text] + signature.values, messages: [.sent(message)], closes: ["F8"])
    outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
  }

  mutating func saidGoodbye(
    _ arrival: Arrival, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let fellow = try sender(of: arrival, seat)
    let message = try seat.read(
      arrival, as: seat.layouts.leave, from: fellow.name, while: "in the room")
    let number = Rooms.value(message["epoch"])
    guard number <= epoch else { throw .field("leave epoch", expected: "at most \(epoch)") }
    let order = try order(of: message, from: fellow, in: number, seat)
    let text = try texts(seat, number).goodbye(by: fellow, sequence: message["sequence"])
    let verified = fellow.key.flatMap {
      Rooms.VerifiedSignature(message["signature"], over: text, by: $0)
    }
    let claim = "\(message["signature"].name) is \(fellow.name)'s signature over \(text.name)"
    let stage = Stage(
      .closing, seat.own, "\(fellow.name) says goodbye",
      values: [text, message["signature"]], messages: [.received(message)],
      checks: [Check(claim, verified != nil)])
    outputs += [.stage(order), .stage(stage)]
    guard verified != nil else { throw .verification(claim) }
    leaving.insert(fellow.number)
    outputs.append(.notice("\(fellow.name) says goodbye"))
  }
}
