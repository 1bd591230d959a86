import Terms
import Transcripts

extension SessionKeysLab {
  /// The handshake of the document, of who came later (see `OriginalResident`).
  struct OriginalNewcomer: PairHandshake {
    private let credentials: Credentials

    init(_ credentials: Credentials) {
      self.credentials = credentials
    }

    mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] { [] }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let message = try pair.read(
        arrival, as: Layouts.sessionKeys, while: "session keys are awaited")
      let (own, peer) = (pair.own, pair.peer)
      let side = pair.label(of: peer)
      let (sealed, signature) = (message["sealed_keys"], message["signature"])
      let text = try term("\(side).signed_text", Concatenation([sealed]))
      let verified = VerifiedSignature(
        signature, over: text, key: credentials.peer.publicKey, saltLength: Sizes.pssSalt)
      let claim = "\(signature.name) is \(peer)'s RSASSA-PSS signature over \(text.name)"
      let verification = Stage(
        .handshake, own, "\(own) verifies the signature of \(peer)'s keys",
        values: [text, signature], messages: [.received(message)],
        checks: [Check(claim, verified != nil)], weaknesses: ["F12"])
      guard let verified else { return [.stage(verification), .fail(.verification(claim))] }
      let (keys, values) = try open(sealed, side, verified, Sizes(pair.size))
      let opening = Stage(
        .keyGeneration, own, "\(own) opens \(peer)'s keys",
        explanation: "Nobody proves to hold the keys before the first line.",
        values: values + keys.values, weaknesses: ["F8", "F11"])
      return [
        .stage(verification), .stage(opening),
        .established(OriginalSession(keys), verified: true),
      ]
    }

    /// Only what is signed is opened.
    private func open(
      _ sealed: Term, _ side: String, _ verified: VerifiedSignature, _ sizes: Sizes
    ) throws(HandshakeError) -> (keys: OriginalKeys, values: [Term]) {
      let label = Term.constant("seal_label", [])
      let opened = try term(
        "\(side).session_keys",
        OAEPDecryption(key: credentials.fresh.key, ciphertext: sealed, label: label))
      guard opened.bytes.count == sizes.sessionKeys else {
        throw .field("\(side).session_keys", expected: "\(sizes.sessionKeys) bytes long")
      }
      return (try OriginalKeys(opened, side, sizes), [sealed, label])
    }
  }
}
