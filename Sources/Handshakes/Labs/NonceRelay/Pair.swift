import Terms
import Transcripts

extension NonceRelay {
  /// What a side of a pair knows and uses from the moment that the relay has paired it.
  struct Pair: Sendable {
    /// Whose side this is, as its values are called.
    let own: Actor
    let peer: Actor
    /// The name that this side gives itself; another one than its own if it lies.
    let claimedName: String
    /// 0 for the first of the pair, 1 for the second: it fixes an order that both sides agree on.
    let role: Int
    let settings: Settings
    var channel: Channel
    var draws: Draws

    var size: Size { settings.size }

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
      _ arrival: Arrival, as layout: MessageLayout, while state: String,
      notations: [String: Notation] = [:]
    ) throws(HandshakeError) -> Message {
      try arrival.read(
        as: layout, from: peer, to: own, while: state, among: Layouts.all(settings.mode),
        notations: notations)
    }
  }

  /// What a handshake or a session wants done.
  enum Action: Sendable {
    case stage(Stage)
    case send(Message)
    /// Show a message; the term is its text, for whoever sends it on.
    case deliver(Delivery, text: Term)
    case ask(fingerprint: [UInt8])
    case fingerprints([KeyFingerprint])
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
    _ text: Term, _ pair: inout NonceRelay.Pair
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
