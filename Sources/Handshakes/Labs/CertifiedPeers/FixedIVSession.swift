import Bytes
import Terms
import Transcripts

extension CertifiedPeers {
  /// The keys of a session in `original`.
  struct FixedKeys: Sendable {
    let encryption: Term
    let authentication: Term
    let iv: Term
  }

  /// The chat of the document: AES-CBC with one IV, HMAC over the text, one pair of keys.
  struct FixedIVSession: PairSession {
    private let keys: FixedKeys

    init(_ keys: FixedKeys) {
      self.keys = keys
    }

    mutating func send(_ text: Term, _ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let own = pair.own
      let padded = try term("\(own).padded", BlockPadding(text, scheme: .pkcs7))
      let ciphertext = try term(
        "\(own).ciphertext",
        CBCEncryption(key: keys.encryption, iv: keys.iv, plaintext: padded))
      let mac = try term(
        "\(own).mac", HMACSHA256Code(key: keys.authentication, message: text))
      let message = try pair.write(Layouts.chat, [ciphertext, mac])
      let stage = Stage(
        .messageEncryption, own, "\(own) encrypts a line for \(pair.peer)",
        explanation: "Two lines that begin alike have ciphertexts that begin alike: the IV is the"
          + " same for all. Equal lines have equal codes.",
        values: [text, padded, keys.iv, ciphertext, mac], messages: [.sent(message)],
        weaknesses: ["F1", "F3", "F17"])
      return [.stage(stage), .send(message)]
    }

    mutating func sendGoodbye(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let message = try pair.write(Layouts.bye, [])
      let stage = Stage(
        .closing, pair.own, "\(pair.own) says goodbye",
        explanation: "Nothing authenticates the goodbye.", messages: [.sent(message)])
      return [.stage(stage), .send(message)]
    }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      if arrival.frame.type == Layouts.bye.type {
        let message = try pair.read(arrival, as: Layouts.bye, while: "the session is up")
        let stage = Stage(
          .closing, pair.own, "\(pair.peer) says goodbye", messages: [.received(message)])
        return [.stage(stage), .goodbye]
      }
      let message = try pair.read(arrival, as: Layouts.chat, while: "the session is up")
      let peer = pair.peer
      let padded = try term(
        "\(peer).padded",
        CBCDecryption(key: keys.encryption, iv: keys.iv, ciphertext: message["ciphertext"]))
      let text = try term("\(peer).text", BlockUnpadding(padded, scheme: .pkcs7), .text)
      let code = try term(
        "\(peer).computed_mac", HMACSHA256Code(key: keys.authentication, message: text))
      let isVerified = Choice(code.bytes, equals: message["mac"].bytes).declassified
      let integrity = Stage(
        .integrityCheck, pair.own, "\(pair.own) decrypts a line of \(peer)",
        explanation: "A line whose code is wrong is shown all the same, with a mark.",
        values: [message["ciphertext"], padded, text, message["mac"], code],
        messages: [.received(message)],
        checks: [Check("\(code.name) = \(message["mac"].name)", isVerified)],
        weaknesses: ["F3", "F4"])
      let replay = Stage(
        .replayProtection, pair.own, "nothing tells an old line from a new one",
        explanation: "The nonces are looked at, the lines are not: one that is sent again counts.",
        weaknesses: ["F12"])
      let delivery = Delivery(sender: peer, text: text.bytes, isVerified: isVerified)
      return [.stage(integrity), .stage(replay), .deliver(delivery, text: text)]
    }
  }
}
