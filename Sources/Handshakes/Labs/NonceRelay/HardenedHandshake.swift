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
    /// The handshake messages so far.
    var transcript = HandshakeTranscript()

    init(policy: FingerprintPolicy) {
      self.policy = policy
    }

    var awaitsAnswer: Bool {
      if case .comparingFingerprints = state { true } else { false }
    }

    mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let widths = Widths(pair.size)
      let (signing, signingValues) = try RSAKeyRecipe.hardened(modulusBitWidth: widths.signature)
        .make("", from: &pair.draws)
      let (encryption, encryptionValues) = try RSAKeyRecipe.hardened(
        modulusBitWidth: widths.encryption
      ).make("encryption_", from: &pair.draws)
      let fingerprint = try Fingerprint(of: signing.publicKey, owner: pair.own)
      let keys = OwnKeys(signing: signing, encryption: encryption, fingerprint: fingerprint)
      let message = try pair.write(
        Layouts.publicKeys,
        pair.settings.terms + [
          signing.publicKey.n, signing.publicKey.e, encryption.publicKey.n, encryption.publicKey.e,
        ])
      transcript.record(message, pair)
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
    ) throws(HandshakeError) -> [PairAction] {
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
  }
}
