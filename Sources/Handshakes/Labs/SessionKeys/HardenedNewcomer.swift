import Terms
import Transcripts

extension SessionKeysLab {
  /// The handshake with its weaknesses closed, of who came later.
  ///
  ///     newcomer                                resident
  ///                                    ←        nonce          N
  ///     public-key    N', PEM, PSS(…)  →
  ///                                    ←        session-keys   OAEP(secret), PSS(…)
  ///     finished      MAC(all above)   →
  ///                                    ←        finished       MAC(all above)
  ///
  /// Each signature covers a label, both names and fingerprints, both nonces, and what it vouches
  /// for: the newcomer's key; the newcomer's key, the sealed secret, and the secret itself.
  struct HardenedNewcomer: PairHandshake {
    private enum State {
      case awaitingNonce
      case awaitingKeys(HardenedContext, nonces: [Term])
      case awaitingFinished(SessionKeys)
      case done
    }

    private let credentials: Credentials
    private var state = State.awaitingNonce
    private var said = HandshakeTranscript()

    init(_ credentials: Credentials) {
      self.credentials = credentials
    }

    mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] { [] }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      switch state {
      case .awaitingNonce: return try receiveNonce(arrival, &pair)
      case .awaitingKeys(let context, let nonces):
        return try receiveKeys(arrival, context, nonces, &pair)
      case .awaitingFinished(let keys): return try receiveFinished(arrival, keys, &pair)
      case .done:
        throw .unexpected(
          message: arrival.name(among: pair.layouts), while: "no message is awaited")
      }
    }

    private mutating func receiveNonce(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let message = try pair.readAddressed(arrival, as: Layouts.nonce, while: "a nonce is awaited")
      said.record(message, pair)
      let (own, peer) = (pair.own, pair.peer)
      let asked = Stage(
        .handshake, own, "\(peer)'s nonce arrives",
        explanation: "What \(own) signs for \(peer) is to answer it.",
        values: [message["nonce"]], messages: [.received(message)])
      let nonce = try pair.draw("nonce", .bytes(32))
      let nonces = [nonce, message["nonce"]]
      let context = try HardenedContext(
        pair, own: credentials.ownFingerprint, peer: credentials.peer.fingerprint, nonces: nonces)
      let side = pair.label(of: own)
      let (label, text) = try context.signedText(
        side, as: "newcomer", over: [credentials.fresh.pem])
      let signed = try Signature(
        text, side, salt: try pair.draw("pss_salt", .bytes(Sizes.pssSalt)), key: credentials.own)
      let answer = try pair.write(
        Layouts.addressedPublicKey,
        pair.addresses + [nonce, credentials.fresh.pem, signed.signature])
      said.record(answer, pair)
      state = .awaitingKeys(context, nonces: nonces)
      let stage = Stage(
        .handshake, own, "\(own) signs its encryption key for \(peer)",
        explanation: "Whose key it is, for whom, both fingerprints and both nonces: the signature"
          + " fits no other visit and no other reader.",
        values: [nonce, label] + signed.values, messages: [.sent(answer)], closes: ["F5", "F12"])
      return [.stage(asked), .stage(stage), .send(answer)]
    }

    private mutating func receiveKeys(
      _ arrival: Arrival, _ context: HardenedContext, _ nonces: [Term], _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let message = try pair.readAddressed(
        arrival, as: Layouts.sessionKeys, while: "session keys are awaited")
      let (own, peer) = (pair.own, pair.peer)
      let side = pair.label(of: peer)
      let (sealed, signature) = (message["sealed_keys"], message["signature"])
      let sealLabel = try context.sealLabel()
      let secret = try term(
        "\(side).secret",
        OAEPDecryption(key: credentials.fresh.key, ciphertext: sealed, label: sealLabel))
      guard secret.bytes.count == Sizes.secret else {
        throw .field("\(side).secret", expected: "\(Sizes.secret) bytes long")
      }
      let (label, text) = try context.signedText(
        side, as: "resident", over: [credentials.fresh.pem, sealed, secret])
      let verified = VerifiedSignature(
        signature, over: text, key: credentials.peer.publicKey, saltLength: Sizes.pssSalt)
      let claim = "\(signature.name) is \(peer)'s RSASSA-PSS signature over \(text.name)"
      let verification = Stage(
        .handshake, own, "\(own) verifies the signature of \(peer)'s keys",
        explanation: "It covers what is sealed, from outside and from inside: nobody can take it"
          + " off and put on another one without knowing the secret.",
        values: [sealed, sealLabel, secret, label, text, signature],
        messages: [.received(message)], checks: [Check(claim, verified != nil)], closes: ["F12"])
      guard let verified else {
        state = .done
        return [.stage(verification), .fail(.verification(claim))]
      }
      said.record(message, pair)
      return [.stage(verification)] + (try sendFinished(secret, nonces, verified, &pair))
    }

    /// Only a secret whose signature is verified makes keys.
    private mutating func sendFinished(
      _ secret: Term, _ nonces: [Term], _ verified: VerifiedSignature, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let own = pair.own
      let (values, keys) = try deriveKeys(secret, nonces: nonces, said, pair)
      let opening = Stage(
        .keyGeneration, own, "\(own) opens \(pair.peer)'s keys",
        explanation: "HKDF over the secret, both nonces and everything said: keys of their own for"
          + " each direction.",
        values: values, closes: ["F7", "F8"])
      let (finishedValues, code) = try finished(
        keys.own, pair.label(of: own), said, pair, received: false)
      let message = try pair.write(Layouts.finished, pair.addresses + [code])
      said.record(message, pair)
      state = .awaitingFinished(keys)
      let proof = Stage(
        .keyGeneration, own, "\(own) proves to \(pair.peer) that it holds the keys",
        values: finishedValues + [code], messages: [.sent(message)], closes: ["F11"])
      return [.stage(opening), .stage(proof), .send(message)]
    }

    private mutating func receiveFinished(
      _ arrival: Arrival, _ keys: SessionKeys, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      state = .done
      let message = try pair.readAddressed(
        arrival, as: Layouts.finished, while: "finished is awaited")
      let checked = try CheckedFinished(message, keys, said, pair)
      guard let verified = checked.verified else {
        return [.stage(checked.stage), .fail(.verification(checked.claim))]
      }
      let session = HardenedSession(keys, confirmedBy: verified)
      return [.stage(checked.stage), .established(session, verified: true)]
    }
  }

  /// The other side's finished code, compared with the one computed here.
  struct CheckedFinished: Sendable {
    let claim: String
    let verified: VerifiedFinished?
    let stage: Stage

    init(
      _ message: Message, _ keys: SessionKeys, _ said: HandshakeTranscript, _ pair: Pair
    ) throws(HandshakeError) {
      let peer = pair.peer
      let (values, code) = try finished(
        keys.peer, pair.label(of: peer), said, pair, received: true)
      let received = message["finished"]
      claim = "\(received.name) = \(code.name)"
      verified = VerifiedFinished(received, code)
      stage = Stage(
        .keyGeneration, pair.own, "\(pair.own) checks that \(peer) holds the keys",
        values: values + [received, code], messages: [.received(message)],
        checks: [Check(claim, verified != nil)], closes: ["F11"])
    }
  }
}

extension Pair {
  /// The names of sender and receiver, which begin each message.
  var addresses: [Term] {
    [.text("\(own).name", claimedName), .text("\(peer).name", peer.name)]
  }

  /// Reads a message that must be for this side.
  func readAddressed(
    _ arrival: Arrival, as layout: MessageLayout, while state: String
  ) throws(HandshakeError) -> Message {
    let message = try read(arrival, as: layout, while: state)
    guard message["to"].bytes == Array(claimedName.utf8) else {
      throw .field("\(message.name) to", expected: claimedName)
    }
    return message
  }
}
