import Bytes
import Terms
import Transcripts

extension SessionKeysLab {
  /// The chat of the document: AES-CBC, and HMAC over the digits of the ciphertext.
  struct OriginalSession: PairSession {
    private let keys: OriginalKeys

    init(_ keys: OriginalKeys) {
      self.keys = keys
    }

    mutating func send(_ text: Term, _ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let (own, peer) = (pair.own, pair.peer)
      let side = pair.label(of: own)
      let sender = Term.text("\(own).name", pair.claimedName)
      let iv = try pair.draw("iv", .bytes(16))
      let sealed = try Self.seal(text, sender: sender, iv: iv, keys, side)
      let message = try pair.write(
        Layouts.chat,
        [sender, .text("\(peer).name", peer.name), iv, sealed.ciphertext, sealed.mac])
      let stage = Stage(
        .messageEncryption, own, "\(own) encrypts a line for \(peer)",
        explanation: "The code covers the digits of the ciphertext: not the IV, not the names, and"
          + " no number.",
        values: [text, sender] + sealed.values, messages: [.sent(message)],
        weaknesses: ["F1", "F2", "F8"])
      return [.stage(stage), .send(message)]
    }

    /// A line as the document encrypts it: JSON, padding, AES-CBC, and a code over the digits of
    /// the ciphertext.
    static func seal(
      _ text: Term, sender: Term, iv: Term, _ keys: OriginalKeys, _ side: String
    ) throws(HandshakeError) -> (ciphertext: Term, mac: Term, values: [Term]) {
      let plaintext = try term("\(side).plaintext", JSONTexts([text, sender]), .text)
      let padded = try term("\(side).padded", BlockPadding(plaintext, scheme: .pkcs7))
      let ciphertext = try term(
        "\(side).ciphertext", CBCEncryption(key: keys.encryption, iv: iv, plaintext: padded))
      let covered = try term("\(side).authenticated", HexadecimalText(of: ciphertext), .text)
      let mac = try term("\(side).mac", HMACSHA256Code(key: keys.mac, message: covered))
      return (ciphertext, mac, [plaintext, padded, iv, ciphertext, covered, mac])
    }

    /// A line opened again, once its code is verified.
    static func open(
      iv: Term, ciphertext: Term, _ verified: VerifiedCode, key: Term, _ side: String
    ) throws(HandshakeError) -> (text: Term, sender: Term, values: [Term]) {
      let padded = try term(
        "\(side).padded", CBCDecryption(key: key, iv: iv, ciphertext: ciphertext))
      let plaintext = try term("\(side).plaintext", BlockUnpadding(padded, scheme: .pkcs7), .text)
      let text = try term("\(side).text", JSONElement(0, of: 2, in: plaintext), .text)
      let sender = try term("\(side).sender", JSONElement(1, of: 2, in: plaintext), .text)
      return (text, sender, [padded, plaintext, text, sender])
    }

    /// Nothing is said to a peer who is left: the server tells.
    mutating func sendGoodbye(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] { [] }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let message = try pair.read(arrival, as: Layouts.chat, while: "the session is up")
      let (own, peer) = (pair.own, pair.peer)
      let side = pair.label(of: peer)
      let (iv, ciphertext, mac) = (message["iv"], message["ciphertext"], message["mac"])
      let covered = try term("\(side).authenticated", HexadecimalText(of: ciphertext), .text)
      let computed = try term(
        "\(side).computed_mac", HMACSHA256Code(key: keys.mac, message: covered))
      let verified = VerifiedCode(mac, computed)
      let claim = "\(computed.name) = \(mac.name)"
      var integrity = Stage(
        .integrityCheck, own, "\(own) checks the code of a line of \(peer)",
        explanation: "What the code does not cover can be another one than \(peer) sent: the IV,"
          + " and with it the first block of the text.",
        values: [iv, ciphertext, covered, mac, computed], messages: [.received(message)],
        checks: [Check(claim, verified != nil)], weaknesses: ["F1"])
      guard let verified else { return [.stage(integrity), .refuse(.verification(claim))] }
      let replay = Stage(
        .replayProtection, own, "nothing tells an old line from a new one",
        explanation: "No number, no name under the code: a line that is sent again, dropped, or out"
          + " of turn verifies.",
        weaknesses: ["F2"])
      do throws(HandshakeError) {
        let opened = try Self.open(
          iv: iv, ciphertext: ciphertext, verified, key: keys.encryption, side)
        integrity.values += opened.values
        let delivery = Delivery(sender: peer, text: opened.text.bytes, isVerified: true)
        return [.stage(integrity), .stage(replay), .deliver(delivery, text: opened.text)]
      } catch {
        return [.stage(integrity), .refuse(error)]
      }
    }
  }

  /// A code that is the one computed here.
  struct VerifiedCode: Sendable {
    init?(_ received: Term, _ computed: Term) {
      guard Choice(received.bytes, equals: computed.bytes).declassified else { return nil }
    }
  }
}
