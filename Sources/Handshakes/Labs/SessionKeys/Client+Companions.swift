import Bytes
import Terms
import Transcripts

extension SessionKeysLab.Client {
  /// Begins a handshake with somebody, whose public key must be known.
  mutating func meet(
    _ name: String, asNewcomer isNewcomer: Bool, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard case .present(let fresh) = state else { return }
    let peer = Actor(name)
    var companion = SessionKeysLab.Companion(
      actor: peer, role: isNewcomer ? 0 : 1, state: .broken(.ownKey), patience: patience)
    // Whoever meets somebody again begins anew.
    if let old = index(of: name) { companion.waiting = companions.remove(at: old).waiting }
    guard companions.count < Layouts.mostUsers else {
      return outputs.append(.notice("no session with \(name): too many others are here"))
    }
    companions.append(companion)
    let index = companions.count - 1
    do throws(HandshakeError) {
      let keyring = try keyring.get()
      let known = try keyring.key(of: name)
      outputs.append(.stage(recognition(of: peer, known)))
      let credentials = SessionKeysLab.Credentials(
        own: keyring.own, ownFingerprint: keyring.fingerprint, peer: known, fresh: fresh)
      var handshake: any PairHandshake =
        switch (configuration.settings.mode, isNewcomer) {
        case (.original, true): SessionKeysLab.OriginalNewcomer(credentials)
        case (.original, false): SessionKeysLab.OriginalResident(credentials)
        case (.hardened, true): SessionKeysLab.HardenedNewcomer(credentials)
        case (.hardened, false): SessionKeysLab.HardenedResident(credentials)
        }
      companions[index].patience.allow(seconds: Self.handshakeLimit)
      var pair = pair(with: companions[index])
      let actions = try handshake.begin(&pair)
      takeBack(pair)
      companions[index].state = .handshaking(handshake)
      try perform(actions, name, &outputs)
    } catch {
      breakOff(index, error, &outputs)
    }
  }

  private func recognition(of peer: Actor, _ known: SessionKeysLab.KnownKey) -> Stage {
    Stage(
      .certification, actor, "\(actor) knows \(peer)'s public key beforehand",
      explanation: known.publication == nil
        ? "It lies in \(SessionKeysLab.Keyring.publicFile(of: peer.name))." : "",
      values: known.values, messages: known.publication.map { [.received($0)] } ?? [],
      weaknesses: configuration.settings.mode == .original ? ["F12"] : [])
  }

  /// Hands a message to the handshake or the session with whom it says that it is from.
  mutating func takeFromCompanion(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let name: String
    do throws(HandshakeError) {
      name = try Self.sender(of: arrival)
    } catch {
      guard case .field = error else { throw error }
      // Where the server does not look at it, one of the others may have written anything there.
      return outputs.append(.notice("refused a message of nobody: \(error)"))
    }
    let isKey = arrival.frame.type == Layouts.publicKey.type
    // In the original a newcomer's key is how one hears of it, as often as it comes.
    if isKey, configuration.settings.mode == .original, name != actor.name {
      outputs.append(.notice("\(name) has joined"))
      try meet(name, asNewcomer: false, &outputs)
    }
    guard let index = index(of: name) else {
      outputs.append(.notice("refused: a message in the name of \(name), who is not here"))
      return
    }
    var pair = pair(with: companions[index])
    do throws(HandshakeError) {
      let actions: [PairAction]
      switch companions[index].state {
      case .handshaking(var handshake):
        actions = try handshake.receive(arrival, &pair)
        companions[index].state = .handshaking(handshake)
      case .chatting(var session):
        actions = try session.receive(arrival, &pair)
        companions[index].state = .chatting(session)
      case .broken:
        return
      }
      takeBack(pair)
      try perform(actions, name, &outputs)
    } catch {
      takeBack(pair)
      breakOff(index, error, &outputs)
    }
  }

  /// Whom a message says that it is from.
  private static func sender(of arrival: Arrival) throws(HandshakeError) -> String {
    var reader = ByteReader(arrival.frame.body)
    let octets: [UInt8]
    do {
      octets = try reader.readVector(prefix: 1, allowed: 1...32, field: "from")
    } catch {
      throw .malformed(error)
    }
    let name = String(decoding: octets, as: UTF8.self)
    try UserName.check(name, in: "from")
    return name
  }

  /// This side and one of the others, with the channel and the draws that all pairs share; they
  /// are taken back when something was written or drawn.
  private func pair(with companion: SessionKeysLab.Companion) -> Pair {
    var pair = Pair(
      own: actor, peer: companion.actor, claimedName: actor.name, role: companion.role,
      settings: configuration.settings, layouts: Layouts.all(configuration.settings.mode),
      channel: channel, draws: draws)
    pair.isOneOfMany = true
    return pair
  }

  private mutating func takeBack(_ pair: Pair) {
    channel = pair.channel
    draws = pair.draws
  }

  /// Ends what the user has with one of the others, who stays where it is.
  mutating func breakOff(
    _ index: Int, _ error: HandshakeError, _ outputs: inout [Output]
  ) {
    let companion = companions[index]
    companions[index].state = .broken(error)
    companions[index].patience.allow(seconds: nil)
    companions[index].waiting = []
    let stage = Stage(
      .closing, actor, "\(actor) has no session with \(companion.actor): \(error)")
    outputs += [.stage(stage), .notice("no session with \(companion.actor): \(error)")]
    reportUnsent(companion, "has no session with \(actor)", &outputs)
  }

  /// Says of each line that waited that it will not be sent.
  func reportUnsent(
    _ companion: SessionKeysLab.Companion, _ reason: String, _ outputs: inout [Output]
  ) {
    for _ in companion.waiting {
      outputs.append(.notice("not sent: \(companion.actor) \(reason)"))
    }
  }

  private mutating func perform(
    _ actions: [PairAction], _ name: String, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    for action in actions {
      guard let index = index(of: name) else { return }
      switch action {
      case .stage(let stage): outputs.append(.stage(stage))
      case .send(let message): outputs.append(.send(message.bytes, on: link))
      case .store(let file): outputs.append(.store(file))
      case .deliver(let delivery, _): outputs.append(.deliver(delivery))
      case .ask, .consult, .fingerprints: break
      case .notice(let text): outputs.append(.notice(text))
      case .refuse(let error):
        violation = violation ?? error
        outputs.append(.notice("refused a message of \(name): \(error)"))
      case .established(let session, let verified):
        companions[index].state = .chatting(session)
        companions[index].patience.allow(seconds: nil)
        outputs.append(.established(peer: companions[index].actor, verified: verified))
        let waiting = companions[index].waiting
        companions[index].waiting = []
        for text in waiting { try send(text, to: name, &outputs) }
        try sendOutbox(&outputs)
      case .goodbye: outputs.append(.notice("\(name) said goodbye"))
      case .fail(let error):
        breakOff(index, error, &outputs)
      }
    }
  }

  /// Sends a line in a session that is up.
  mutating func send(
    _ text: [UInt8], to name: String, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let index = index(of: name), case .chatting(var session) = companions[index].state else {
      return
    }
    let typed = Term("\(actor).\(name).text", text, .given(by: actor, as: .typed), notation: .text)
    var pair = pair(with: companions[index])
    let actions = try session.send(typed, &pair)
    takeBack(pair)
    companions[index].state = .chatting(session)
    try perform(actions, name, &outputs)
  }

  /// Says goodbye to all in session, and ends.
  mutating func leave(_ outputs: inout [Output]) throws(HandshakeError) {
    for companion in companions {
      guard case .chatting(var session) = companion.state else { continue }
      var pair = pair(with: companion)
      let actions = try session.sendGoodbye(&pair)
      takeBack(pair)
      try perform(actions, companion.actor.name, &outputs)
    }
    let message = try channel.write(Layouts.leave, [], from: actor, to: Self.server)
    let stage = Stage(.closing, actor, "\(actor) leaves", messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: link)]
    end(violation.map { .failed($0) } ?? .goodbye(from: actor), &outputs)
  }
}
