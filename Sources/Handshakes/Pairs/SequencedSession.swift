import Bytes
import Terms
import Transcripts

/// The chat of the hardened labs: encrypt, then MAC over type, sequence number, IV and ciphertext,
/// with keys of its own in each direction.
struct SequencedSession: PairSession {
  /// The messages of the session: sequence, IV, ciphertext and code; sequence and code.
  struct Layouts: Sendable {
    let chat: MessageLayout
    let bye: MessageLayout
  }

  /// The weaknesses of a lab that the parts of the session close.
  struct Closings: Sendable {
    let encryption: [String]
    let order: [String]
    let integrity: [String]
  }

  /// What becomes of a session in which an authentic message is sent again.
  enum Replays: Sendable {
    /// It ends.
    case end
    /// The message is refused, and the session goes on.
    case refuse
  }

  private let keys: SessionKeys
  private let layouts: Layouts
  private let closings: Closings
  private let replays: Replays
  private var sent: UInt64 = 0
  private var received: UInt64 = 0

  /// Nobody gets a session without the peer's finished code.
  init(
    _ keys: SessionKeys, layouts: Layouts, closing closings: Closings,
    replays: Replays = .end, confirmedBy finished: VerifiedFinished
  ) {
    self.keys = keys
    self.layouts = layouts
    self.closings = closings
    self.replays = replays
  }

  mutating func send(_ text: Term, _ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
    let own = pair.own
    let sequence = Self.sequence(sent, of: own)
    let padded = try term("\(own).padded", BlockPadding(text, scheme: .pkcs7))
    let iv = try pair.draws.draw("iv", .bytes(16))
    let ciphertext = try term(
      "\(own).ciphertext", CBCEncryption(key: keys.own.encryption, iv: iv, plaintext: padded))
    let (authenticated, mac) = try code(
      "\(own).mac", of: own, keys.own, layouts.chat, [sequence, iv, ciphertext])
    let message = try pair.write(layouts.chat, [sequence, iv, ciphertext, mac])
    sent += 1
    let stage = Stage(
      .messageEncryption, own, "\(own) encrypts a line for \(pair.peer)",
      explanation: "First encrypted, then authenticated: the code covers all that is sent.",
      values: [text, sequence, padded, iv, ciphertext, authenticated, mac],
      messages: [.sent(message)], closes: closings.encryption)
    return [.stage(stage), .send(message)]
  }

  mutating func sendGoodbye(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
    let sequence = Self.sequence(sent, of: pair.own)
    let (authenticated, mac) = try code(
      "\(pair.own).bye_mac", of: pair.own, keys.own, layouts.bye, [sequence])
    let message = try pair.write(layouts.bye, [sequence, mac])
    sent += 1
    let stage = Stage(
      .closing, pair.own, "\(pair.own) says goodbye",
      explanation: "Authenticated, so that nobody else can end the session unnoticed.",
      values: [sequence, authenticated, mac], messages: [.sent(message)])
    return [.stage(stage), .send(message)]
  }

  mutating func receive(
    _ arrival: Arrival, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let isBye = arrival.frame.type == layouts.bye.type
    let layout = isBye ? layouts.bye : layouts.chat
    let message = try pair.read(arrival, as: layout, while: "the session is up")
    let peer = pair.peer
    let order = Stage(
      .replayProtection, pair.own, "\(pair.own) checks the sequence number",
      explanation: "A line that is sent again, dropped or moved has the wrong number.",
      values: [message["sequence"]],
      checks: [Check("\(message["sequence"].name) = \(received)", isNext(message))],
      closes: closings.order)
    guard isNext(message) else {
      guard replays == .refuse, try isReplay(message, layout, peer) else {
        return [.stage(order), .fail(.sequence(expected: received))]
      }
      return [.stage(order), .notice("refused: a message of \(peer) that was received before")]
    }
    let covered = layout.fields.dropLast().map { message[$0.name] }
    let (authenticated, computed) = try code(
      "\(peer).computed_mac", of: peer, keys.peer, layout, covered)
    let verified = VerifiedCode(message["mac"], computed)
    let claim = "\(computed.name) = \(message["mac"].name)"
    var integrity = Stage(
      .integrityCheck, pair.own, "\(pair.own) checks the code of a message of \(peer)",
      explanation: "A message whose code is wrong is neither decrypted nor shown.",
      values: covered + [authenticated, message["mac"], computed],
      messages: [.received(message)],
      checks: [Check(claim, verified != nil)], closes: closings.integrity)
    guard let verified else {
      return [.stage(order), .stage(integrity), .fail(.verification(claim))]
    }
    received += 1
    if isBye { return [.stage(order), .stage(integrity), .goodbye] }
    let (values, text) = try open(message, verified, peer)
    integrity.values += values
    let delivery = Delivery(sender: peer, text: text.bytes, isVerified: true)
    return [.stage(order), .stage(integrity), .deliver(delivery, text: text)]
  }

  private func isNext(_ message: Message) -> Bool {
    message["sequence"].bytes == ByteWriter.integer(received, length: 8)
  }

  /// Whether a message with an earlier number is authentic: what is not even that ends the session.
  private func isReplay(
    _ message: Message, _ layout: MessageLayout, _ peer: Actor
  ) throws(HandshakeError) -> Bool {
    let number = message["sequence"].bytes.reduce(0) { $0 << 8 | UInt64($1) }
    guard number < received else { return false }
    let covered = layout.fields.dropLast().map { message[$0.name] }
    let (_, computed) = try code("\(peer).computed_mac", of: peer, keys.peer, layout, covered)
    return VerifiedCode(message["mac"], computed) != nil
  }

  /// Decrypts only what has been verified.
  private func open(
    _ message: Message, _ verified: VerifiedCode, _ peer: Actor
  ) throws(HandshakeError) -> (values: [Term], text: Term) {
    let padded = try term(
      "\(peer).padded",
      CBCDecryption(
        key: keys.peer.encryption, iv: message["iv"], ciphertext: message["ciphertext"]))
    let text = try term("\(peer).text", BlockUnpadding(padded, scheme: .pkcs7), .text)
    return ([padded, text], text)
  }

  /// The code over type and fields, and the string that it covers.
  private func code(
    _ name: String, of actor: Actor, _ keys: DirectionKeys,
    _ layout: MessageLayout, _ fields: [Term]
  ) throws(HandshakeError) -> (authenticated: Term, code: Term) {
    let type = Term.constant("type", [layout.type])
    let authenticated = try term("\(actor).authenticated", Concatenation([type] + fields))
    return (
      authenticated,
      try term(name, HMACSHA256Code(key: keys.authentication, message: authenticated))
    )
  }

  private static func sequence(_ number: UInt64, of actor: Actor) -> Term {
    .constant(
      "\(actor).sequence", ByteWriter.integer(number, length: 8), notation: .decimal)
  }
}

/// A code that is the one computed here.
private struct VerifiedCode {
  init?(_ received: Term, _ computed: Term) {
    guard Choice(received.bytes, equals: computed.bytes).declassified else { return nil }
  }
}
