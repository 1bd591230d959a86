import Terms
import Transcripts

extension NonceRelay {
  /// What a side of a pair knows and uses from the moment that the relay has paired it.
  struct Pair: Sendable {
    let own: Actor
    let peer: Actor
    /// 0 for the first of the pair, 1 for the second: it fixes an order that both sides agree on.
    let role: Int
    let size: Size
    var channel: Channel
    var draws: Draws

    /// Puts a value of this side and one of the other in the order of the roles.
    func ordered<Value>(_ own: Value, _ peer: Value) -> [Value] {
      role == 0 ? [own, peer] : [peer, own]
    }

    /// Writes a message to the other side.
    mutating func write(
      _ layout: MessageLayout, _ terms: [Term]
    ) throws(HandshakeError) -> Message {
      try channel.write(layout, terms, from: own, to: peer)
    }

    /// Reads a message of the other side.
    func read(
      _ arrival: Arrival, as layout: MessageLayout, mode: Mode, while state: String,
      notations: [String: Notation] = [:]
    ) throws(HandshakeError) -> Message {
      try arrival.read(
        as: layout, from: peer, to: own, while: state, among: Layouts.betweenUsers(mode),
        notations: notations)
    }

    /// The fields that say which mode and size this side runs.
    func settings(_ mode: Mode) -> [Term] {
      [
        .constant("mode", [mode == .original ? 0 : 1]), .constant("size", [size == .real ? 0 : 1]),
      ]
    }

    /// Refuses a peer that runs another mode or size: never a downgrade.
    func checkSettings(of message: Message, mode: Mode) throws(HandshakeError) {
      let other = Mode.allCases.first { settings($0)[0].bytes == message["mode"].bytes }
      guard other == mode else {
        throw .mismatch(of: "mode", own: mode.rawValue, other: other?.rawValue ?? "unknown")
      }
      guard message["size"].bytes == settings(mode)[1].bytes else {
        throw .mismatch(
          of: "size", own: size.rawValue, other: size == .real ? "toy" : "real")
      }
    }
  }

  /// What a handshake or a session wants done.
  enum Action: Sendable {
    case stage(Stage)
    case send(Message)
    case deliver(Delivery)
    case notice(String)
    case ask(fingerprint: [UInt8])
    case established(any PairSession, verified: Bool)
    case goodbye
    /// The run failed; the stages before say at what.
    case fail(HandshakeError)
  }
}

/// The messages that lead to a session, in one of the modes.
protocol PairHandshake: Sendable {
  /// Sends the first message.
  mutating func begin(
    _ pair: inout NonceRelay.Pair
  ) throws(HandshakeError) -> [NonceRelay.Action]

  /// Takes the one message that is legal now.
  mutating func receive(
    _ arrival: Arrival, _ pair: inout NonceRelay.Pair
  ) throws(HandshakeError) -> [NonceRelay.Action]

  /// Whether the next message must wait until the user has compared the fingerprints.
  var awaitsFingerprint: Bool { get }

  /// Compares the peer's fingerprint as the user heard it with that of the key that arrived.
  mutating func compare(
    fingerprint: [UInt8], _ pair: inout NonceRelay.Pair
  ) throws(HandshakeError) -> [NonceRelay.Action]
}

/// A session that is up, in one of the modes.
protocol PairSession: Sendable {
  /// Protects a text and sends it.
  mutating func send(
    _ text: [UInt8], _ pair: inout NonceRelay.Pair
  ) throws(HandshakeError) -> [NonceRelay.Action]

  /// Says goodbye.
  mutating func sendGoodbye(
    _ pair: inout NonceRelay.Pair
  ) throws(HandshakeError) -> [NonceRelay.Action]

  /// Takes a text or a goodbye.
  mutating func receive(
    _ arrival: Arrival, _ pair: inout NonceRelay.Pair
  ) throws(HandshakeError) -> [NonceRelay.Action]
}
