import Terms

extension SessionKeysLab {
  /// What every signature of a pair covers: what for, between whom, and both nonces.
  struct HardenedContext: Sendable {
    private let size: Size
    private let parts: [Term]
    private let names: [Term]

    /// Puts together what both sides know.
    ///
    /// - Parameters:
    ///   - pair: The sides; the newcomer's values stand before the resident's.
    ///   - own: The fingerprint of this side's key.
    ///   - peer: The fingerprint of the other's.
    ///   - nonces: The nonces of the newcomer and of the resident.
    /// - Throws: `HandshakeError.term` when a value cannot be computed.
    init(
      _ pair: Pair, own: Fingerprint, peer: Fingerprint, nonces: [Term]
    ) throws(HandshakeError) {
      size = pair.size
      var parts: [Term] = []
      var names: [Term] = []
      let sides = zip(
        pair.ordered(pair.claimedName, pair.peer.name), pair.ordered(own.hash, peer.hash))
      for (name, fingerprint) in sides {
        let text = Term.text("\(name).name", name)
        let length = try term("\(name).name length", LengthPrefix(of: [text], width: 1))
        names += [length, text]
        parts += [length, text, fingerprint]
      }
      self.names = names
      self.parts = parts + nonces
    }

    /// The text that one side signs; what is of any length stands behind its length.
    ///
    /// - Throws: `HandshakeError.term` when a value cannot be computed.
    func signedText(
      _ side: String, as role: String, over values: [Term]
    ) throws(HandshakeError) -> (label: Term, text: Term) {
      let label = label(role)
      var signed: [Term] = []
      for value in values {
        signed += [try term("\(value.name) length", LengthPrefix(of: [value], width: 2)), value]
      }
      let text = try term("\(side).signed_text", Concatenation([label] + parts + signed))
      return (label, text)
    }

    /// The label under which keys are sealed: what for, and between whom (RFC 8017, section 7.1).
    ///
    /// - Throws: `HandshakeError.term` when a value cannot be computed.
    func sealLabel() throws(HandshakeError) -> Term {
      try term("seal_label", Concatenation([label("keys")] + names))
    }

    private func label(_ use: String) -> Term {
      .text("\(use)_label", "chat-lab/session-keys/hardened/\(size.rawValue)/\(use)")
    }
  }

  /// Keys for both directions, from the secret and everything that was said so far.
  static func deriveKeys(
    _ secret: Term, nonces: [Term], _ said: HandshakeTranscript, _ pair: Pair
  ) throws(HandshakeError) -> (values: [Term], keys: SessionKeys) {
    let resident = pair.label(of: pair.ordered(pair.own, pair.peer)[1])
    let salt = try term("\(resident).salt", Concatenation(nonces))
    let transcript = try said.hash("\(resident).transcript_hash", of: pair)
    let derived = try SessionKeys.derive(
      material: secret, salt: salt, info: transcript.hash,
      encryptionLength: Sizes(pair.size).encryptionKey, for: pair,
      name: "\(resident).session_keys")
    return (transcript.values + [transcript.hash] + derived.values, derived.keys)
  }

  /// What proves that a side holds the keys: a code over everything said before it.
  static func finished(
    _ keys: DirectionKeys, _ side: String, _ said: HandshakeTranscript, _ pair: Pair,
    received: Bool
  ) throws(HandshakeError) -> (values: [Term], code: Term) {
    let transcript = try said.hash("\(side).finished_hash", of: pair)
    let code = try term(
      "\(side).\(received ? "computed_" : "")finished",
      HMACSHA256Code(key: keys.finished, message: transcript.hash))
    return (transcript.values + [transcript.hash], code)
  }
}
