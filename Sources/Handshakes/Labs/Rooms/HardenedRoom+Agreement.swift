import Terms
import Transcripts

// MARK: The hub

extension Rooms.HardenedRoom {
  private typealias Layouts = Rooms.Layouts

  /// What the signatures of an epoch cover.
  func texts(_ seat: Rooms.Seat, _ epoch: UInt64) -> Rooms.RoomTexts {
    Rooms.RoomTexts(seat.rules, room: roomTerm, epoch: epoch)
  }

  /// Begins to agree on a key, now that the membership is another one.
  mutating func beginEpoch(
    _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    agreement = Agreement()
    guard isHub(seat) else { return }
    let whole = try seat.draws.draw("epoch_\(epoch)_key", .bytes(32))
    let key = try Rooms.EpochKey(epoch, made: whole)
    keys[epoch] = key
    let others = roster.count - 1
    var stage = Stage(
      .keyGeneration, seat.own, "\(seat.own) is the hub and makes the key of epoch \(epoch)",
      explanation: "A new key at every change: who has left does not get it, and who comes does"
        + " not get an old one.",
      values: [
        Rooms.count("epoch", epoch), whole, key.key.signing, key.key.encryption,
        try key.key.text(),
      ], closes: ["F8"])
    guard others > 0 else {
      outputs.append(.stage(stage))
      try acknowledge(&seat, &outputs)
      outputs.append(.notice("nobody else is here; lines wait"))
      return
    }
    let secret = try seat.draws.draw("ephemeral_key", .scalar(below: PrimeCurve.p256.order))
    let point = try term("\(seat.own).ephemeral", ECPublicPoint(of: secret, on: .p256))
    agreement.ephemeral = secret
    agreement.points = (hub: point, own: point)
    let offer = try seat.write(
      Layouts.offer, seat.way(to: 0) + [Rooms.count("epoch", epoch), point], to: room)
    stage.values += [secret, point]
    stage.messages = [.sent(offer)]
    outputs += [.stage(stage), .send(offer.bytes, on: seat.channel.link)]
    try acknowledge(&seat, &outputs)
  }

  /// The hub wraps the key for a member who has signed for its ephemeral key.
  mutating func exchanged(
    _ arrival: Arrival, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let fellow = try sender(of: arrival, to: false, seat)
    let message = try seat.read(
      arrival, as: seat.layouts.exchange, from: fellow.name, while: "in the room")
    guard try isCurrent(message) else { return }
    guard let secret = agreement.ephemeral, let points = agreement.points,
      let hub = roster.eldest, let memberKey = fellow.key, let key = keys[epoch]?.key,
      agreement.answered.insert(fellow.number).inserted
    else {
      throw .unexpected(message: "exchange", while: "\(fellow.name) has the key of this epoch")
    }
    let texts = texts(seat, epoch)
    let list = try texts.memberList(roster)
    let both = (hub: points.hub, member: message["ephemeral"])
    let theirs = try texts.exchange(
      signer: fellow.name, isHub: false, hub: hub, member: fellow, points: both, list: list)
    let verified = Rooms.VerifiedSignature(message["signature"], over: theirs, by: memberKey)
    let claim = "\(message["signature"].name) is \(fellow.name)'s signature over \(theirs.name)"
    let checking = Stage(
      .keyGeneration, seat.own, "\(seat.own) verifies \(fellow.name)'s ephemeral key",
      explanation: "Both names, both keys, room, epoch and the list of members: nobody can put"
        + " another key in, or the key of another day.",
      values: [message["ephemeral"], list, theirs, message["signature"]],
      messages: [.received(message)], checks: [Check(claim, verified != nil)], closes: ["F1"])
    outputs.append(.stage(checking))
    guard verified != nil else { throw .verification(claim) }
    try wrap(key, for: fellow, secret, both, list, &seat, &outputs)
  }

  private mutating func wrap(
    _ key: Rooms.RoomKey, for fellow: Rooms.Fellow, _ secret: Term,
    _ points: (hub: Term, member: Term), _ list: Term, _ seat: inout Rooms.Seat,
    _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let hub = roster.eldest, let own = seat.key else { return }
    let context = try texts(seat, epoch).exchange(
      signer: seat.own, isHub: true, hub: hub, member: fellow, points: points, list: list)
    let signature = try Rooms.Signature("exchange", over: context, by: own, of: seat.own)
    let shared = try term(
      "\(fellow.name).shared_secret",
      P256SharedSecret(privateKey: secret, publicKey: points.member))
    let wrapping = try Rooms.AuthenticatedWrap(fellow.name, secret: shared, context: context)
    let iv = try seat.draws.draw("wrap_iv", .bytes(16))
    let wrapped = try wrapping.wrap("\(fellow.name).wrapped_key", key.whole, iv: iv)
    let (covered, code) = try wrapping.code("\(fellow.name).wrap_mac", iv: iv, wrapped: wrapped)
    let message = try seat.write(
      seat.layouts.roomKey,
      seat.way(to: fellow.number)
        + [Rooms.count("epoch", epoch), iv, wrapped, code, signature.octets], to: fellow.name)
    let stage = Stage(
      .keyGeneration, seat.own, "\(seat.own) wraps the key for \(fellow.name)",
      explanation: "HKDF binds the wrapping keys to what is signed, and a code covers all of it.",
      values: [context] + signature.values + wrapping.values
        + [iv, key.whole, wrapped, covered, code],
      messages: [.sent(message)], closes: ["F1", "F7"])
    outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
  }

  /// Whether a message is about the latest epoch; about an earlier one it has come too late.
  private func isCurrent(_ message: Message) throws(HandshakeError) -> Bool {
    let number = Rooms.value(message["epoch"])
    guard number <= epoch else {
      throw .field("\(message.name) epoch", expected: "at most \(epoch)")
    }
    return number == epoch
  }
}

// MARK: The others

extension Rooms.HardenedRoom {
  /// Answers the hub's offer with an ephemeral key of one's own.
  mutating func offered(
    _ arrival: Arrival, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let sender = try sender(of: arrival, seat)
    let message = try seat.read(
      arrival, as: Layouts.offer, from: sender.name, while: "in the room")
    guard try isCurrent(message) else { return }
    guard let hub = roster.eldest, hub.number == sender.number, hub.number != seat.number,
      agreement.points == nil, let own = seat.key, let fellow = roster[seat.number]
    else {
      throw .unexpected(message: "offer", while: "the hub is \(roster.eldest?.name ?? seat.own)")
    }
    let secret = try seat.draws.draw("ephemeral_key", .scalar(below: PrimeCurve.p256.order))
    let point = try term("\(seat.own).ephemeral", ECPublicPoint(of: secret, on: .p256))
    agreement.ephemeral = secret
    agreement.points = (hub: message["ephemeral"], own: point)
    let texts = texts(seat, epoch)
    let list = try texts.memberList(roster)
    let text = try texts.exchange(
      signer: seat.own, isHub: false, hub: hub, member: fellow,
      points: (hub: message["ephemeral"], member: point), list: list)
    let signature = try Rooms.Signature("exchange", over: text, by: own, of: seat.own)
    let answer = try seat.write(
      seat.layouts.exchange,
      seat.way(to: hub.number) + [Rooms.count("epoch", epoch), point, signature.octets],
      to: hub.name)
    let stage = Stage(
      .keyGeneration, seat.own, "\(seat.own) answers the hub's offer",
      explanation: "A fresh key, signed together with the hub's, both names, the room, the epoch"
        + " and the list of members.",
      values: [message["epoch"], message["ephemeral"], secret, point, list, text]
        + signature.values,
      messages: [.received(message), .sent(answer)], closes: ["F1"])
    outputs += [.stage(stage), .send(answer.bytes, on: seat.channel.link)]
  }

  /// Takes the key of the epoch from the hub.
  mutating func keyed(
    _ arrival: Arrival, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let sender = try sender(of: arrival, to: false, seat)
    let message = try seat.read(
      arrival, as: seat.layouts.roomKey, from: sender.name, while: "in the room")
    guard try isCurrent(message) else { return }
    guard let hub = roster.eldest, hub.number == sender.number, let hubKey = hub.key,
      let points = agreement.points, let secret = agreement.ephemeral, keys[epoch] == nil,
      let own = roster[seat.number]
    else { throw .unexpected(message: "room-key", while: "none is awaited") }
    let texts = texts(seat, epoch)
    let list = try texts.memberList(roster)
    let context = try texts.exchange(
      signer: hub.name, isHub: true, hub: hub, member: own,
      points: (hub: points.hub, member: points.own), list: list)
    let signature = Rooms.VerifiedSignature(message["signature"], over: context, by: hubKey)
    let claim = "\(message["signature"].name) is \(hub.name)'s signature over \(context.name)"
    let shared = try term(
      "\(seat.own).shared_secret", P256SharedSecret(privateKey: secret, publicKey: points.hub))
    let wrapping = try Rooms.AuthenticatedWrap(seat.own, secret: shared, context: context)
    let (iv, wrapped) = (message["iv"], message["wrapped_key"])
    let (covered, code) = try wrapping.code(
      "\(seat.own).computed_wrap_mac", iv: iv, wrapped: wrapped)
    let codeClaim = "\(code.name) = \(message["mac"].name)"
    let verified = Rooms.VerifiedWrap(message["mac"], code)
    var stage = Stage(
      .keyGeneration, seat.own, "\(seat.own) unwraps the key of epoch \(epoch)",
      explanation: "Only after the hub's signature and the code are right.",
      values: message.contents.dropFirst(2).map(\.term) + [context] + wrapping.values
        + [covered, code],
      messages: [.received(message)],
      checks: [Check(claim, signature != nil), Check(codeClaim, verified != nil)],
      closes: ["F1", "F7", "F8"])
    guard let signature, let verified else {
      outputs.append(.stage(stage))
      throw .verification(signature == nil ? claim : codeClaim)
    }
    let whole = try wrapping.unwrap(
      "\(hub.name).epoch_\(epoch)_key", wrapped, iv: iv, verified)
    let key = try Rooms.EpochKey(epoch, unwrapped: whole, by: signature, with: verified)
    keys[epoch] = key
    stage.values += [whole, key.key.signing, key.key.encryption, try key.key.text()]
    outputs.append(.stage(stage))
    try acknowledge(&seat, &outputs)
  }
}

// MARK: Acknowledgements

extension Rooms.HardenedRoom {
  /// Says to hold the key of the latest epoch: nothing under an older one follows.
  private mutating func acknowledge(
    _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let own = seat.key, let fellow = roster[seat.number] else { return }
    let text = try texts(seat, epoch).acknowledgement(by: fellow)
    let signature = try Rooms.Signature("acknowledgement", over: text, by: own, of: seat.own)
    let message = try seat.write(
      Layouts.acknowledged,
      seat.way(to: 0) + [Rooms.count("epoch", epoch), signature.octets], to: room)
    agreement.acknowledged.insert(seat.number)
    let stage = Stage(
      .keyGeneration, seat.own, "\(seat.own) acknowledges epoch \(epoch)",
      explanation: "From here on \(seat.own) sends nothing under an older key.",
      values: [text] + signature.values, messages: [.sent(message)], closes: ["F8"])
    outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
    settle(seat, &outputs)
  }

  mutating func acknowledged(
    _ arrival: Arrival, _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let sender = try sender(of: arrival, seat)
    let message = try seat.read(
      arrival, as: Layouts.acknowledged, from: sender.name, while: "in the room")
    guard try isCurrent(message) else { return }
    guard let key = sender.key, sender.number != seat.number,
      agreement.acknowledged.insert(sender.number).inserted
    else {
      throw .unexpected(message: "acknowledged", while: "\(sender.name) has done so already")
    }
    let text = try texts(seat, epoch).acknowledgement(by: sender)
    let verified = Rooms.VerifiedSignature(message["signature"], over: text, by: key)
    let claim = "\(message["signature"].name) is \(sender.name)'s signature over \(text.name)"
    let stage = Stage(
      .keyGeneration, seat.own, "\(sender.name) has the key of epoch \(epoch)",
      values: [message["epoch"], text, message["signature"]], messages: [.received(message)],
      checks: [Check(claim, verified != nil)])
    outputs.append(.stage(stage))
    guard verified != nil else { throw .verification(claim) }
    settle(seat, &outputs)
  }

  /// Once everybody who is here has acknowledged, the older keys go.
  private mutating func settle(_ seat: Rooms.Seat, _ outputs: inout [Output]) {
    guard keys[epoch] != nil, settled != epoch,
      roster.fellows.allSatisfy({ agreement.acknowledged.contains($0.number) })
    else { return }
    settled = epoch
    sent = 0
    keys = keys.filter { $0.key >= epoch }
    expected = expected.filter { $0.key.epoch >= epoch }
    let names = roster.fellows.map(\.name.name).joined(separator: ", ")
    outputs.append(
      .stage(
        Stage(
          .keyGeneration, seat.own, "epoch \(epoch) has begun for \(seat.own)",
          explanation: "Everybody has its key: \(names). Older keys are forgotten, and the lines"
            + " that waited go out.",
          closes: ["F8"])))
    guard roster.count > 1 else { return outputs.append(.ready) }
    report(seat, &outputs)
  }

  /// Tells the user whose keys nobody has compared, when it is another thing than it was.
  mutating func report(_ seat: Rooms.Seat, _ outputs: inout [Output]) {
    let found = roster.fellows.compactMap { fellow -> KeyFingerprint? in
      let isCompared = keyRing.known[fellow.name.name]?.isCompared == true
      guard fellow.number != seat.number, !isCompared else { return nil }
      return fingerprint(of: fellow)
    }
    let isNew = reported.map { !$0.isSuperset(of: found) || $0.isEmpty != found.isEmpty } ?? true
    guard isNew else { return }
    reported = Set(found)
    if !found.isEmpty {
      let own = roster[seat.number].flatMap(fingerprint)
      outputs.append(.fingerprints([own].compactMap { $0 } + found))
    }
    outputs.append(.established(peer: room, verified: found.isEmpty))
  }

  private func fingerprint(of fellow: Rooms.Fellow) -> KeyFingerprint? {
    fellow.key.map { KeyFingerprint(owner: fellow.name, hash: $0.fingerprint.bytes) }
  }
}
