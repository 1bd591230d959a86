import Terms
import Transcripts

extension SessionKeysLab {
  /// The handshake with its weaknesses closed, of who was there first (see `HardenedNewcomer`).
  struct HardenedResident: PairHandshake {
    private enum State {
      case idle
      case awaitingKey(nonce: Term)
      case awaitingFinished(SessionKeys)
      case done
    }

    private let credentials: Credentials
    private var state = State.idle
    private var said = HandshakeTranscript()

    init(_ credentials: Credentials) {
      self.credentials = credentials
    }

    mutating func begin(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
      let nonce = try pair.draw("nonce", .bytes(32))
      let message = try pair.write(Layouts.nonce, pair.addresses + [nonce])
      said.record(message, pair)
      state = .awaitingKey(nonce: nonce)
      let stage = Stage(
        .handshake, pair.own, "\(pair.own) sends \(pair.peer) a nonce",
        explanation: "A signature over it is new; one that was recorded before is not.",
        values: [nonce], messages: [.sent(message)], closes: ["F5"])
      return [.stage(stage), .send(message)]
    }

    mutating func receive(
      _ arrival: Arrival, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      switch state {
      case .awaitingKey(let nonce): return try receiveKey(arrival, nonce, &pair)
      case .awaitingFinished(let keys): return try receiveFinished(arrival, keys, &pair)
      case .idle, .done:
        throw .unexpected(
          message: arrival.name(among: pair.layouts), while: "no message is awaited")
      }
    }

    private mutating func receiveKey(
      _ arrival: Arrival, _ nonce: Term, _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let message = try pair.readAddressed(
        arrival, as: Layouts.addressedPublicKey, while: "an encryption key is awaited")
      let (own, peer) = (pair.own, pair.peer)
      let (pem, signature) = (message["public_key"], message["signature"])
      let nonces = [message["nonce"], nonce]
      let context = try HardenedContext(
        pair, own: credentials.ownFingerprint, peer: credentials.peer.fingerprint, nonces: nonces)
      let (label, text) = try context.signedText(
        pair.label(of: peer), as: "newcomer", over: [pem])
      let verified = VerifiedSignature(
        signature, over: text, key: credentials.peer.publicKey, saltLength: Sizes.pssSalt)
      let claim = "\(signature.name) is \(peer)'s RSASSA-PSS signature over \(text.name)"
      let stage = Stage(
        .handshake, own, "\(own) verifies the signature of \(peer)'s encryption key",
        explanation: "\(own) builds the signed text from its own view: its own nonce, and the"
          + " fingerprints of the keys that it knows.",
        values: [message["nonce"], label, text, signature], messages: [.received(message)],
        checks: [Check(claim, verified != nil)], closes: ["F5", "F12"])
      guard let verified else {
        state = .done
        return [.stage(stage), .fail(.verification(claim))]
      }
      said.record(message, pair)
      let key = try ReceivedKey(pem, pair.label(of: peer), pair.size, verified: verified)
      return [.stage(stage)] + (try sendKeys(key, context, nonces, &pair))
    }

    /// Only a key whose signature is verified gets session keys.
    private mutating func sendKeys(
      _ key: ReceivedKey, _ context: HardenedContext, _ nonces: [Term], _ pair: inout Pair
    ) throws(HandshakeError) -> [PairAction] {
      let (own, peer) = (pair.own, pair.peer)
      let side = pair.label(of: own)
      let secret = try pair.draw("secret", .bytes(Sizes.secret))
      let seed = try pair.draw("oaep_seed", .bytes(32))
      let sealLabel = try context.sealLabel()
      let encoded = try term(
        "\(side).encoded_keys",
        OAEPEncoding(
          message: secret, label: sealLabel, seed: seed, length: key.publicKey.length))
      let sealed = try term(
        "\(side).sealed_keys",
        RSAPublicOperation(.confidentiality, key: key.publicKey, input: encoded))
      let (label, text) = try context.signedText(
        side, as: "resident", over: [key.pem, sealed, secret])
      let signed = try Signature(
        text, side, salt: try pair.draw("pss_salt", .bytes(Sizes.pssSalt)), key: credentials.own)
      let message = try pair.write(
        Layouts.sessionKeys, pair.addresses + [sealed, signed.signature])
      said.record(message, pair)
      let (values, keys) = try deriveKeys(secret, nonces: nonces, said, pair)
      state = .awaitingFinished(keys)
      let generation = Stage(
        .keyGeneration, own, "\(own) makes keys for the talk with \(peer), and seals them",
        explanation: "The secret is random, and HKDF is enough: keys of their own for each"
          + " direction. The names are the label under which it is sealed.",
        values: key.values + [secret, sealLabel, seed, encoded, sealed] + values,
        closes: ["F7", "F8"])
      let signing = Stage(
        .handshake, own, "\(own) signs what it sealed for \(peer)",
        explanation: "From outside and from inside, for whom and by whom, both nonces.",
        values: [label] + signed.values, messages: [.sent(message)], closes: ["F12"])
      return [.stage(generation), .stage(signing), .send(message)]
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
      said.record(message, pair)
      let (values, code) = try finished(
        keys.own, pair.label(of: pair.own), said, pair, received: false)
      let answer = try pair.write(Layouts.finished, pair.addresses + [code])
      let stage = Stage(
        .keyGeneration, pair.own, "\(pair.own) proves to \(pair.peer) that it holds the keys",
        explanation: "The session starts only now.", values: values + [code],
        messages: [.sent(answer)], closes: ["F11"])
      return [
        .stage(checked.stage), .stage(stage), .send(answer),
        .established(HardenedSession(keys, confirmedBy: verified), verified: true),
      ]
    }
  }
}
