import Terms
import Transcripts

extension NonceRelay.Peer {
  mutating func start(_ outputs: inout [Output]) throws(HandshakeError) {
    var channel = Channel(configuration.link)
    let values =
      [Term.constant("version", [1]), .text("lab", NonceRelay.name)]
      + configuration.settings.terms
      + [
        .text("\(actor).name", configuration.name), .text("\(actor).wanted", configuration.wanted),
      ]
    let message = try channel.write(
      NonceRelay.Layouts.register, values, from: actor, to: Self.relay)
    let wanted = configuration.wanted.isEmpty ? "anybody" : configuration.wanted
    let stage = Stage(
      .connection, actor, "\(actor) registers with the relay and asks for \(wanted)",
      explanation: "Mode and size go first: nobody can be talked down to another mode.",
      values: values, messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: channel.link)]
    state = .registering(channel)
    allow(seconds: Self.registrationLimit)
  }

  mutating func registered(
    _ arrival: Arrival, _ channel: Channel, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let layouts = NonceRelay.Layouts.self
    if arrival.frame.type == layouts.refused.type {
      throw try refusal(arrival, while: "registering")
    }
    let message = try read(arrival, as: layouts.registered, while: "registering")
    let id = message["id"].bytes.reduce(0) { $0 << 8 | Int($1) }
    let stage = Stage(
      .connection, actor, "\(actor) has number \(id) at the relay",
      values: [message["id"]], messages: [.received(message)])
    outputs += [.stage(stage)]
    let wanted = configuration.wanted.isEmpty ? "somebody" : configuration.wanted
    outputs.append(.notice("waiting for \(wanted)"))
    state = .waiting(channel)
    allow(seconds: nil)
  }

  mutating func paired(
    _ arrival: Arrival, _ channel: Channel, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let layouts = NonceRelay.Layouts.self
    if arrival.frame.type == layouts.refused.type {
      throw try refusal(arrival, while: "waiting")
    }
    let message = try read(arrival, as: layouts.paired, while: "waiting for the other one")
    guard let role = message["role"].bytes.first, role <= 1 else {
      throw .field("paired role", expected: "0 or 1")
    }
    let name = String(decoding: message["peer name"].bytes, as: UTF8.self)
    guard NonceRelay.isName(name), name != actor.name else {
      throw .field("paired peer name", expected: "1 to 32 of A-Z a-z 0-9 _ -, not one's own")
    }
    let number = message["peer id"].bytes.reduce(0) { $0 << 8 | Int($1) }
    guard ["", name, String(number)].contains(configuration.wanted) else {
      throw .field("paired peer name", expected: "\(configuration.wanted), the one asked for")
    }
    let peer = Actor(name)
    let stage = Stage(
      .connection, actor, "the relay pairs \(actor) with \(peer)",
      values: [message["role"], message["peer id"], message["peer name"]],
      messages: [.received(message)])
    outputs.append(.stage(stage))
    var pair = NonceRelay.Pair(
      own: actor, peer: peer, claimedName: actor.name, role: Int(role),
      settings: configuration.settings,
      channel: channel, draws: draws)
    var handshake: any PairHandshake =
      switch configuration.settings.mode {
      case .original: NonceRelay.OriginalHandshake()
      case .hardened: NonceRelay.HardenedHandshake(policy: configuration.fingerprints)
      }
    let actions = try handshake.begin(&pair)
    state = .handshaking(handshake, pair)
    allow(seconds: Self.patience)
    try perform(actions, pair, &outputs)
  }

  /// The relay's refusal, with its reason.
  func refusal(
    _ arrival: Arrival, while state: String
  ) throws(HandshakeError) -> HandshakeError {
    let message = try read(arrival, as: NonceRelay.Layouts.refused, while: state)
    return .refused(String(decoding: message["reason"].bytes, as: UTF8.self))
  }

  func read(
    _ arrival: Arrival, as layout: MessageLayout, while state: String
  ) throws(HandshakeError) -> Message {
    try arrival.read(
      as: layout, from: Self.relay, to: actor, while: state,
      among: NonceRelay.Layouts.all(configuration.settings.mode))
  }
}

extension NonceRelay {
  /// Whether a text may name a user: 1 to 32 of `[A-Za-z0-9_-]`.
  public static func isName(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { octet in
        switch octet {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}
