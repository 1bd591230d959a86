import Terms
import Transcripts

extension CertifiedPeers {
  /// The handshake between two users, in either mode.
  ///
  ///     alice                                           bob
  ///     hello           certificate (, point)      →
  ///                                                ←    answer           certificate, nonce (, point)
  ///     nonce           OAEP(nonce)                →
  ///                                                ←    acknowledgement
  ///     master-secret   OAEP(master secret)        →
  ///     (signature      PSS(all above)             →
  ///     (finished       MAC(all above)             →
  ///                                                ←    finished         MAC(all above))
  ///
  /// What stands in parentheses is of `hardened`. A certificate that arrives is judged before
  /// anything else is sent: by the server in `original`, by the user in `hardened`.
  struct Handshake: PairHandshake {
    enum State {
      case idle
      case awaitingHello
      case awaitingAnswer(own: Ephemeral?)
      /// The server has the other one's certificate before it.
      case awaitingVerdict(Introduced)
      /// Both users read their fingerprints to each other.
      case comparingFingerprints(Introduced, VerifiedCertificate)
      case awaitingNonce(Exchanged)
      case awaitingAcknowledgement(Exchanged)
      case awaitingMasterSecret(Exchanged, VerifiedNonce)
      case awaitingSignature(Exchanged, secret: Term)
      case awaitingFinished(Agreement)
      case done
    }

    let identity: Identity
    /// What certificates are judged by; nil in `original`, where the server is asked.
    let trust: Trust?
    /// Whether another key than a certain one is refused, whatever certificate it has.
    let fingerprints: FingerprintPolicy
    let sizes: Sizes
    var state = State.idle
    /// The messages so far.
    var transcript = HandshakeTranscript()
    /// The nonces that arrived, ever.
    var nonces: NonceRecord
    /// The peer's fingerprint as the user heard it, before its key has arrived.
    var heardFingerprint: [UInt8]?

    init(
      identity: Identity, trust: Trust?, fingerprints: FingerprintPolicy, nonces: NonceRecord,
      sizes: Sizes
    ) {
      self.identity = identity
      self.trust = trust
      self.fingerprints = fingerprints
      self.nonces = nonces
      self.sizes = sizes
    }

    var awaitsAnswer: Bool {
      switch state {
      case .awaitingVerdict, .comparingFingerprints: true
      default: false
      }
    }

    mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      // Both read at one time: neither waits for the other's certificate with that.
      var actions: [PairAction] = []
      if trust != nil, fingerprints == .compareOutOfBand {
        let own = try fingerprint(of: identity.key.publicKey, pair.own)
        actions.append(.ask(fingerprint: own.hash.bytes))
      }
      guard pair.role == 0 else {
        state = .awaitingHello
        return actions
      }
      return actions + (try sendHello(&pair))
    }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      switch state {
      case .awaitingHello:
        return try receiveHello(arrival, &pair)
      case .awaitingAnswer(let own):
        return try takeAnswer(arrival, own, &pair)
      case .awaitingNonce(let exchange):
        return try receiveNonce(arrival, exchange, &pair)
      case .awaitingAcknowledgement(let exchange):
        return try receiveAcknowledgement(arrival, exchange, &pair)
      case .awaitingMasterSecret(let exchange, let verified):
        return try receiveMasterSecret(arrival, exchange, verified, &pair)
      case .awaitingSignature(let exchange, let secret):
        return try receiveSignature(arrival, exchange, secret, &pair)
      case .awaitingFinished(let agreement):
        return try receiveFinished(arrival, agreement, &pair)
      case .idle, .awaitingVerdict, .comparingFingerprints, .done:
        throw .unexpected(
          message: arrival.name(among: pair.layouts), while: "no message is awaited")
      }
    }
  }
}
