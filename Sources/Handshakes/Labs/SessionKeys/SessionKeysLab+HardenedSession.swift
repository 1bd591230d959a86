import Bytes
import Terms
import Transcripts

extension SessionKeysLab {
  /// The chat with its weaknesses closed: a code over everything that is sent, a number for each
  /// message, keys of their own in each direction.
  ///
  /// A message whose code or number is wrong is refused, and the session goes on, since whoever
  /// passes messages on could end it at any time anyway; numbers that are missing show as a gap.
  struct HardenedSession: PairSession {
    private let keys: SessionKeys
    private var sent: UInt64 = 0
    /// The number that the next message of the peer has if none is lost.
    private var expected: UInt64 = 0

    /// Nobody gets a session without the peer's finished code.
    init(_ keys: SessionKeys, confirmedBy finished: VerifiedFinished) {
      self.keys = keys
    }

    mutating func send(_ text: Term, _ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let own = pair.own
      let side = pair.label(of: own)
      let sender = pair.addresses[0]
      let sequence = Self.sequence(sent, side)
      let plaintext = try term("\(side).plaintext", JSONTexts([text, sender]), .text)
      let padded = try term("\(side).padded", BlockPadding(plaintext, scheme: .pkcs7))
      let iv = try pair.draw("iv", .bytes(16))
      let ciphertext = try term(
        "\(side).ciphertext",
        CBCEncryption(key: keys.own.encryption, iv: iv, plaintext: padded))
      let fields = pair.addresses + [sequence, iv, ciphertext]
      let (covered, mac) = try code("mac", side, keys.own, Layouts.sequencedChat, fields)
      let message = try pair.write(Layouts.sequencedChat, fields + [mac])
      sent += 1
      let stage = Stage(
        .messageEncryption, own, "\(own) encrypts a line for \(pair.peer)",
        explanation: "The code covers all that is sent: names, number, IV and ciphertext.",
        values: [text, sender, plaintext, padded, sequence, iv, ciphertext, covered, mac],
        messages: [.sent(message)], closes: ["F1", "F2", "F8"])
      return [.stage(stage), .send(message)]
    }

    mutating func sendGoodbye(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let side = pair.label(of: pair.own)
      let fields = pair.addresses + [Self.sequence(sent, side)]
      let (covered, mac) = try code("bye_mac", side, keys.own, Layouts.bye, fields)
      let message = try pair.write(Layouts.bye, fields + [mac])
      sent += 1
      let stage = Stage(
        .closing, pair.own, "\(pair.own) says goodbye to \(pair.peer)",
        explanation: "Authenticated, so that \(pair.peer) knows that nothing is missing.",
        values: [fields[2], covered, mac], messages: [.sent(message)], closes: ["F2"])
      return [.stage(stage), .send(message)]
    }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let isBye = arrival.frame.type == Layouts.bye.type
      let layout = isBye ? Layouts.bye : Layouts.sequencedChat
      let message = try pair.read(arrival, as: layout, while: "the session is up")
      let (own, peer) = (pair.own, pair.peer)
      let side = pair.label(of: peer)
      let fields = layout.fields.dropLast().map { message[$0.name] }
      let (covered, computed) = try code("computed_mac", side, keys.peer, layout, fields)
      let verified = VerifiedCode(message["mac"], computed)
      let claim = "\(computed.name) = \(message["mac"].name)"
      let isForMe = message["to"].bytes == Array(pair.claimedName.utf8)
      var integrity = Stage(
        .integrityCheck, own,
        "\(own) checks the code of a \(isBye ? "goodbye" : "line") of \(peer)",
        explanation: "What has another code is neither opened nor shown.",
        values: fields + [covered, message["mac"], computed], messages: [.received(message)],
        checks: [Check(claim, verified != nil), Check("it is for \(own)", isForMe)],
        closes: ["F1", "F3"])
      guard let verified, isForMe else {
        return [.stage(integrity), .refuse(.verification(claim))]
      }
      let number = message["sequence"].bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let replay = Stage(
        .replayProtection, own, "\(own) checks the number of a \(isBye ? "goodbye" : "line")",
        explanation: number > expected
          ? "The code is right, so \(peer) has sent it; what came before it was lost on the way."
          : "",
        values: [message["sequence"]],
        checks: [Check("\(message["sequence"].name) ≥ \(expected)", number >= expected)],
        closes: ["F2"])
      // The last number would leave none for the next.
      guard number >= expected, number < .max else {
        return [.stage(integrity), .stage(replay), .refuse(.sequence(expected: expected))]
      }
      let missing = number - expected
      expected = number + 1
      let gap =
        missing == 0
        ? [] : [PairAction.notice("\(missing) of \(peer)'s messages did not arrive")]
      if isBye { return [.stage(integrity), .stage(replay)] + gap + [.goodbye] }
      let (values, text) = try open(message, verified, side, peer)
      integrity.values += values
      let delivery = Delivery(sender: peer, text: text.bytes, isVerified: true)
      return [.stage(integrity), .stage(replay)] + gap + [.deliver(delivery, text: text)]
    }

    /// Decrypts only what has been verified.
    private func open(
      _ message: Message, _ verified: VerifiedCode, _ side: String, _ peer: Actor
    ) throws(HandshakeError) -> (values: [Term], text: Term) {
      let opened = try OriginalSession.open(
        iv: message["iv"], ciphertext: message["ciphertext"], verified,
        key: keys.peer.encryption, side)
      guard opened.sender.bytes == Array(peer.name.utf8) else {
        throw .field("\(side).sender", expected: peer.name)
      }
      return (opened.values, opened.text)
    }

    /// The code over type and fields, each of any length behind its length, and what it covers.
    private func code(
      _ name: String, _ side: String, _ keys: DirectionKeys, _ layout: MessageLayout,
      _ fields: [Term]
    ) throws(HandshakeError) -> (covered: Term, code: Term) {
      var parts = [Term.constant("type", [layout.type])]
      for (field, layout) in zip(fields, layout.fields) {
        if case .vector(let prefix, _) = layout.shape {
          parts.append(
            try term("\(layout.name) length", LengthPrefix(of: [field], width: prefix)))
        }
        parts.append(field)
      }
      let covered = try term("\(side).authenticated", Concatenation(parts))
      let code = try term(
        "\(side).\(name)", HMACSHA256Code(key: keys.authentication, message: covered))
      return (covered, code)
    }

    private static func sequence(_ number: UInt64, _ side: String) -> Term {
      .constant("\(side).sequence", ByteWriter.integer(number, length: 8), notation: .decimal)
    }
  }
}
