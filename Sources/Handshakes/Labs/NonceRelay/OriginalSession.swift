import Bytes
import Terms
import Transcripts

extension NonceRelay {
  /// The chat of the document: AES-CBC and HMAC under one key of digits per direction.
  struct OriginalSession: PairSession {
    private let ownKey: Term
    private let peerKey: Term

    init(own: Term, peer: Term) {
      ownKey = own
      peerKey = peer
    }

    mutating func send(_ text: Term, _ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let own = pair.own
      let padded = try term("\(own).padded", BlockPadding(text, scheme: .zeros))
      let iv = try pair.draws.draw("iv", .bytes(16))
      let ciphertext = try term(
        "\(own).ciphertext", CBCEncryption(key: ownKey, iv: iv, plaintext: padded))
      let mac = try term("\(own).mac", HMACSHA256Code(key: ownKey, message: text))
      let message = try pair.write(Layouts.chat, [iv, ciphertext, mac])
      let stage = Stage(
        .messageEncryption, own, "\(own) encrypts a line for \(pair.peer)",
        explanation: "Zeros fill the last block. The code covers the text, so equal lines have"
          + " equal codes, for all to see.",
        values: [text, padded, iv, ciphertext, mac], messages: [.sent(message)],
        weaknesses: ["F8", "F9", "F13"])
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
        let message = try pair.read(
          arrival, as: Layouts.bye, while: "the session is up")
        let stage = Stage(
          .closing, pair.own, "\(pair.peer) says goodbye", messages: [.received(message)])
        return [.stage(stage), .goodbye]
      }
      let message = try pair.read(
        arrival, as: Layouts.chat, while: "the session is up")
      let peer = pair.peer
      let padded = try term(
        "\(peer).padded",
        CBCDecryption(key: peerKey, iv: message["iv"], ciphertext: message["ciphertext"]))
      let text = try term("\(peer).text", BlockUnpadding(padded, scheme: .zeros), .text)
      let code = try term(
        "\(peer).computed_mac", HMACSHA256Code(key: peerKey, message: text))
      let isVerified = Choice(code.bytes, equals: message["mac"].bytes).declassified
      let integrity = Stage(
        .integrityCheck, pair.own, "\(pair.own) decrypts a line of \(peer)",
        explanation: "A line whose code is wrong is shown all the same, with a mark.",
        values: [message["iv"], message["ciphertext"], padded, text, message["mac"], code],
        messages: [.received(message)],
        checks: [Check("\(code.name) = \(message["mac"].name)", isVerified)],
        weaknesses: ["F9", "F11"])
      let replay = Stage(
        .replayProtection, pair.own, "nothing tells an old line from a new one",
        explanation: "No number, no nonce: a line that is sent again, or out of turn, verifies.",
        weaknesses: ["F10"])
      let delivery = Delivery(sender: peer, text: text.bytes, isVerified: isVerified)
      return [.stage(integrity), .stage(replay), .deliver(delivery, text: text)]
    }
  }
}
