import Terms
import Transcripts

extension NonceRelay {
  /// The handshake with its weaknesses closed.
  ///
  ///     alice                                   bob
  ///     public-key   signature key,    ⇄        public-key   signature key,
  ///                  encryption key                          encryption key
  ///     (fingerprints compared on another channel)
  ///     nonce        N                 ⇄        nonce        N
  ///     key          OAEP(K)           ⇄        key          OAEP(K)
  ///     signature    PSS(all above)    ⇄        signature    PSS(all above)
  ///     finished     MAC(all above)    ⇄        finished     MAC(all above)
  struct HardenedHandshake: PairHandshake {
    enum State {
      case idle
      case awaitingKeys(OwnKeys)
      case comparingFingerprints(Keys)
      case awaitingNonce(Keys, nonce: Term)
      case awaitingKey(Keys, Nonces, contribution: Term)
      case awaitingSignature(Exchanged)
      case awaitingFinished(Signed, transcriptHash: Term)
      case done
    }

    let policy: FingerprintPolicy
    var state = State.idle
    /// The handshake messages so far, those of the first of the pair before those of the second
    /// in every step: both sides hash them in one order.
    var transcript: [[Message]] = []

    init(policy: FingerprintPolicy) {
      self.policy = policy
    }

    var awaitsFingerprint: Bool {
      if case .comparingFingerprints = state { true } else { false }
    }

    mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [Action] {
      let widths = Widths(pair.size)
      let (signing, signingValues) = try KeyRecipe.hardened(modulusBitWidth: widths.signature)
        .make("", from: &pair.draws)
      let (encryption, encryptionValues) = try KeyRecipe.hardened(
        modulusBitWidth: widths.encryption
      ).make("encryption_", from: &pair.draws)
      let fingerprint = try Fingerprint(of: signing.publicKey, owner: pair.own)
      let keys = OwnKeys(signing: signing, encryption: encryption, fingerprint: fingerprint)
      let message = try pair.write(
        Layouts.publicKeys,
        pair.settings.terms + [
          signing.publicKey.n, signing.publicKey.e, encryption.publicKey.n, encryption.publicKey.e,
        ])
      record(message, pair)
      state = .awaitingKeys(keys)
      let stage = Stage(
        .certification, pair.own, "\(pair.own) makes a signature key and an encryption key",
        explanation: "One key signs and is known by its fingerprint; a fresh one is for sealing."
          + (pair.size == .toy ? " \(widths.reason)" : ""),
        values: signingValues + encryptionValues + fingerprint.values,
        messages: [.sent(message)], closes: ["F1"])
      return [.stage(stage), .send(message)]
    }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [Action] {
      switch state {
      case .awaitingKeys(let own):
        return try receiveKeys(arrival, own, &pair)
      case .awaitingNonce(let keys, let nonce):
        return try receiveNonce(arrival, keys, nonce, &pair)
      case .awaitingKey(let keys, let nonces, let contribution):
        return try receiveKey(arrival, keys, nonces, contribution, &pair)
      case .awaitingSignature(let exchanged):
        return try receiveSignature(arrival, exchanged, &pair)
      case .awaitingFinished(let signed, let transcriptHash):
        return try receiveFinished(arrival, signed, transcriptHash, &pair)
      case .idle, .comparingFingerprints, .done:
        throw .unexpected(message: "of type \(arrival.frame.type)", while: "no message is awaited")
      }
    }

    /// Adds a message to its step, the first of the pair before the second.
    mutating func record(_ message: Message, _ pair: Pair) {
      guard let step = transcript.last, step.count == 1 else {
        transcript.append([message])
        return
      }
      let isOwn = message.sender == pair.own
      transcript[transcript.count - 1] =
        isOwn ? pair.ordered(message, step[0]) : pair.ordered(step[0], message)
    }

    /// The hash of all messages so far, which both sides compute from the same octets.
    func transcriptHash(_ name: String) throws(HandshakeError) -> (values: [Term], hash: Term) {
      var wholes: [Term] = []
      for message in transcript.joined() {
        let whole = Concatenation(message.fields.map(\.term))
        wholes.append(try term("\(message.sender).\(message.name)_message", whole))
      }
      let messages = try term("\(name)_input", Concatenation(wholes))
      return (wholes + [messages], try term(name, SHA256Hash(messages)))
    }
  }
}
