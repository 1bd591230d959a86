import Terms
import Transcripts

/// What a side of a pair knows and uses from the moment that it is paired.
struct Pair: Sendable {
  /// Whose side this is, as its values are called.
  let own: Actor
  let peer: Actor
  /// The name that this side gives itself; another one than its own if it lies.
  let claimedName: String
  /// 0 for the first of the pair, 1 for the second: it fixes an order that both sides agree on.
  let role: Int
  let settings: LabSettings
  /// The messages that the lab knows, to name one that is not expected.
  let layouts: [MessageLayout]
  var channel: Channel
  var draws: Draws

  /// Whether this side has other pairs too, so that values are called after both sides.
  var isOneOfMany = false

  var size: Size { settings.size }

  /// What the values of a side are called after: `alice`, or `alice.bob` for those of alice in her
  /// pair with bob.
  func label(of side: Actor) -> String {
    isOneOfMany ? "\(side).\(side == own ? peer : own)" : side.name
  }

  /// Draws a value of this side for this pair.
  mutating func draw(
    _ purpose: String, _ kind: Draw.Kind, notation: Notation = .hexadecimal
  ) throws(HandshakeError) -> Term {
    try draws.draw(isOneOfMany ? "\(peer).\(purpose)" : purpose, kind, notation: notation)
  }

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
      as: layout, from: peer, to: own, while: state, among: layouts, owner: label(of: peer),
      notations: notations)
  }
}

/// What a handshake or a session of a pair wants done.
enum PairAction: Sendable {
  case stage(Stage)
  case send(Message)
  /// Keep a file; it is on disk before what follows has an effect.
  case store(StoredFile)
  /// Show a message; the term is its text, for whoever sends it on.
  case deliver(Delivery, text: Term)
  case ask(fingerprint: [UInt8])
  /// Have the server judge something that arrived; the answer is `receiveAnswer`.
  case consult(Term)
  case fingerprints([KeyFingerprint])
  case established(any PairSession, verified: Bool)
  case goodbye
  /// Tell the user, outside the protocol.
  case notice(String)
  /// A message is not what it should be, and counts as not received; the session goes on.
  case refuse(HandshakeError)
  /// The run failed; the stages before say at what.
  case fail(HandshakeError)
}

/// The messages between two sides that lead to a session, in one of the modes of a lab.
protocol PairHandshake: Sendable {
  /// Sends the first message, if it is this side's turn.
  mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [PairAction]

  /// Takes the one message that is legal now.
  mutating func receive(
    _ arrival: Arrival, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction]

  /// Whether the next message must wait: for the user, who compares fingerprints, or for a server.
  var awaitsAnswer: Bool { get }

  /// Compares the peer's fingerprint as the user heard it with that of the key that arrived.
  mutating func compare(
    fingerprint: [UInt8], _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction]

  /// Takes what the server says about what it was consulted on.
  mutating func receiveAnswer(
    _ answer: Message, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction]
}

extension PairHandshake {
  var awaitsAnswer: Bool { false }

  mutating func receiveAnswer(
    _ answer: Message, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    throw .unexpected(message: answer.name, while: "nobody was asked")
  }

  mutating func compare(
    fingerprint: [UInt8], _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    throw .fingerprintUnasked
  }
}

/// A session that is up, in one of the modes of a lab.
protocol PairSession: Sendable {
  /// Protects a text and sends it.
  mutating func send(_ text: Term, _ pair: inout Pair) throws(HandshakeError) -> [PairAction]

  /// Says goodbye.
  mutating func sendGoodbye(_ pair: inout Pair) throws(HandshakeError) -> [PairAction]

  /// Takes a text or a goodbye.
  mutating func receive(
    _ arrival: Arrival, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction]
}
