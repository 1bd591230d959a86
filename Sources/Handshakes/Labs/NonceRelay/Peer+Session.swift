import Terms
import Transcripts

extension NonceRelay.Peer {
  mutating func receive(_ bytes: [UInt8], _ outputs: inout [Output]) throws(HandshakeError) {
    switch state {
    case .registering(var channel):
      channel.append(bytes)
      state = .registering(channel)
    case .waiting(var channel):
      channel.append(bytes)
      state = .waiting(channel)
    case .handshaking(let handshake, var pair):
      pair.channel.append(bytes)
      state = .handshaking(handshake, pair)
    case .chatting(let session, var pair):
      pair.channel.append(bytes)
      state = .chatting(session, pair)
    case .leaving(let session, var pair):
      pair.channel.append(bytes)
      state = .leaving(session, pair)
    case .idle, .ended: return
    }
    while try advance(&outputs) {}
  }

  /// Takes the next whole message; false when there is none or none may be taken now.
  private mutating func advance(_ outputs: inout [Output]) throws(HandshakeError) -> Bool {
    switch state {
    case .idle, .ended:
      return false
    case .registering(var channel):
      guard let arrival = try channel.nextArrival() else { return false }
      try registered(arrival, channel, &outputs)
    case .waiting(var channel):
      guard let arrival = try channel.nextArrival() else { return false }
      try paired(arrival, channel, &outputs)
    case .handshaking(var handshake, var pair):
      // While the users compare fingerprints, what the peer sends next waits in the channel.
      guard !handshake.awaitsFingerprint, let arrival = try pair.channel.nextArrival() else {
        return false
      }
      if try relaySpeaks(arrival, pair, &outputs) { return false }
      let actions = try handshake.receive(arrival, &pair)
      state = .handshaking(handshake, pair)
      try perform(actions, pair, &outputs)
    case .chatting(var session, var pair):
      guard let arrival = try pair.channel.nextArrival() else { return false }
      if try relaySpeaks(arrival, pair, &outputs) { return false }
      let actions = try session.receive(arrival, &pair)
      state = .chatting(session, pair)
      try perform(actions, pair, &outputs)
    case .leaving(var session, var pair):
      guard let arrival = try pair.channel.nextArrival() else { return false }
      if try relaySpeaks(arrival, pair, &outputs) { return false }
      let actions = try session.receive(arrival, &pair)
      state = .leaving(session, pair)
      try perform(actions, pair, &outputs)
    }
    return true
  }

  /// Takes the relay's own words, which may come at any time; false for what the peer says.
  private mutating func relaySpeaks(
    _ arrival: Arrival, _ pair: NonceRelay.Pair, _ outputs: inout [Output]
  ) throws(HandshakeError) -> Bool {
    let layouts = NonceRelay.Layouts.self
    switch arrival.frame.type {
    case layouts.gone.type:
      _ = try read(arrival, as: layouts.gone, while: "paired")
      end(hasLeft ? .goodbye(from: actor) : .peerLeft(pair.peer), &outputs)
      return true
    case layouts.refused.type:
      throw try refusal(arrival, while: "paired")
    default:
      return false
    }
  }

  mutating func submit(
    _ command: ChatCommand, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    switch (state, command) {
    case (.handshaking(var handshake, var pair), .peerFingerprint(let fingerprint)):
      let actions = try handshake.compare(fingerprint: fingerprint, &pair)
      state = .handshaking(handshake, pair)
      try perform(actions, pair, &outputs)
      while try advance(&outputs) {}
    case (.chatting(var session, var pair), .say(let text)):
      guard text.count <= ChatCommand.longestText else {
        let most = ChatCommand.longestText
        outputs.append(.notice("not sent: \(text.count) bytes, a message has at most \(most)"))
        return
      }
      let typed = Term("\(actor).text", text, .given(by: actor, as: .typed), notation: .text)
      let actions = try session.send(typed, &pair)
      state = .chatting(session, pair)
      try perform(actions, pair, &outputs)
    case (.chatting(let session, let pair), .quit), (.chatting(let session, let pair), .endOfInput):
      try leave(session, pair, &outputs)
    case (_, .verified) where configuration.settings.mode == .original:
      outputs.append(.notice("original has no fingerprints that could be compared"))
    case (.chatting(_, let pair), .verified):
      outputs.append(.established(peer: pair.peer, verified: true))
    case (_, .help):
      outputs += ChatCommand.summaryLines.map { .notice($0) }
    case (_, .unknown(let line)):
      outputs.append(.notice("unknown command \(line); :help lists the commands"))
    case (.leaving, _), (.ended, _):
      break
    case (_, .quit) where queue.isEmpty:
      end(.goodbye(from: actor), &outputs)
    case (_, .quit):
      queue.append(command)
      outputs.append(.notice("leaving when what waits is sent; Ctrl-C leaves at once"))
    case (_, .say), (_, .endOfInput), (_, .verified):
      // Before the session is up, what is typed waits.
      queue.append(command)
    case (_, .peerFingerprint):
      throw .unexpected(message: "fingerprint", while: "no fingerprint is compared")
    }
  }

  /// Says goodbye; the party ends when the peer has said it too.
  private mutating func leave(
    _ session: any PairSession, _ pair: NonceRelay.Pair, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    var (session, pair) = (session, pair)
    let actions = try session.sendGoodbye(&pair)
    state = .leaving(session, pair)
    allow(seconds: Self.patience)
    try perform(actions, pair, &outputs)
  }

  mutating func perform(
    _ actions: [NonceRelay.Action], _ pair: NonceRelay.Pair, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    for action in actions {
      switch action {
      case .stage(let stage): outputs.append(.stage(stage))
      case .send(let message): outputs.append(.send(message.bytes, on: configuration.link))
      case .deliver(let delivery, _): outputs.append(.deliver(delivery))
      case .ask(let fingerprint):
        outputs.append(.ask(fingerprintOf: pair.peer, own: fingerprint))
      case .fingerprints(let fingerprints): outputs.append(.fingerprints(fingerprints))
      case .established(let session, let verified):
        state = .chatting(session, pair)
        allow(seconds: nil)
        outputs.append(.established(peer: pair.peer, verified: verified))
        let commands = queue
        queue = []
        for command in commands { try submit(command, &outputs) }
      case .goodbye:
        let first = hasLeft ? actor : pair.peer
        // Whoever is left alone says goodbye as well, so that the first need not wait.
        if case .chatting(let session, let pair) = state { try leave(session, pair, &outputs) }
        end(.goodbye(from: first), &outputs)
      case .fail(let error):
        end(.failed(error), &outputs)
      }
    }
  }
}
