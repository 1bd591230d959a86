import Terms
import Transcripts

extension SessionKeysLab {
  /// The handshake of the document, with its weaknesses, of who was there first.
  ///
  ///     newcomer                                resident
  ///     public-key    PEM, PSS(PEM)    →
  ///                                    ←        session-keys   OAEP(keys), PSS(sealed)
  ///
  /// The newcomer sends its key once, and the server passes it on to everybody.
  struct OriginalResident: PairHandshake {
    private let credentials: Credentials

    init(_ credentials: Credentials) {
      self.credentials = credentials
    }

    mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] { [] }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let message = try pair.read(
        arrival, as: Layouts.publicKey, while: "an encryption key is awaited")
      let (own, peer) = (pair.own, pair.peer)
      let (pem, signature) = (message["public_key"], message["signature"])
      let text = try term("\(pair.label(of: peer)).signed_text", Concatenation([pem]))
      let verified = VerifiedSignature(
        signature, over: text, key: credentials.peer.publicKey, saltLength: Sizes.pssSalt)
      let claim = "\(signature.name) is \(peer)'s RSASSA-PSS signature over \(text.name)"
      let stage = Stage(
        .handshake, own, "\(own) verifies the signature of \(peer)'s encryption key",
        explanation: "The signature is \(peer)'s, but it names nobody and is over nothing new:"
          + " whoever has recorded it once can send it again.",
        values: [text, signature], messages: [.received(message)],
        checks: [Check(claim, verified != nil)], weaknesses: ["F5", "F12"])
      guard let verified else { return [.stage(stage), .fail(.verification(claim))] }
      let key = try ReceivedKey(pem, pair.label(of: peer), pair.size, verified: verified)
      return [.stage(stage)] + (try sendKeys(key, &pair))
    }

    /// Only a key whose signature is verified gets session keys.
    private func sendKeys(
      _ key: ReceivedKey, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let (own, peer) = (pair.own, pair.peer)
      let side = pair.label(of: own)
      let sizes = Sizes(pair.size)
      let secret = try pair.draw("secret", .bytes(Sizes.secret))
      let salt = try pair.draw("salt", .bytes(32))
      let password = try term("\(side).password", HexadecimalText(of: secret), .text)
      let keys = try OriginalKeys.derive(password: password, salt: salt, side, sizes)
      let label = Term.constant("seal_label", [])
      let seed = try pair.draw("oaep_seed", .bytes(32))
      let encoded = try term(
        "\(side).encoded_keys",
        OAEPEncoding(
          message: keys.all, label: label, seed: seed, length: key.publicKey.length))
      let sealed = try term(
        "\(side).sealed_keys",
        RSAPublicOperation(.confidentiality, key: key.publicKey, input: encoded))
      let generation = Stage(
        .keyGeneration, own, "\(own) makes keys for the talk with \(peer), and seals them",
        explanation: "PBKDF2 makes a weak password slow to guess; this one is random already."
          + " One pair of keys serves both directions.",
        values: key.values + [secret, password, salt] + keys.values
          + [label, seed, encoded, sealed], weaknesses: ["F7", "F8"])
      let text = try term("\(side).signed_text", Concatenation([sealed]))
      let signed = try Signature(
        text, side, salt: try pair.draw("pss_salt", .bytes(Sizes.pssSalt)), key: credentials.own)
      let message = try pair.write(
        Layouts.sessionKeys,
        [.text("\(own).name", pair.claimedName), .text("\(peer).name", peer.name), sealed]
          + [signed.signature])
      let signing = Stage(
        .handshake, own, "\(own) signs what it sealed for \(peer)",
        explanation: "Nothing inside says who sealed it, or for whom. \(own) takes the session for"
          + " established, whoever holds the keys.",
        values: signed.values, messages: [.sent(message)], weaknesses: ["F11"])
      return [
        .stage(generation), .stage(signing), .send(message),
        .established(OriginalSession(keys), verified: true),
      ]
    }
  }
}
