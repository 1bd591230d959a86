import Terms
import Transcripts

// The nonce and the master secret, both under the second user's public key.
extension CertifiedPeers.Handshake {
  mutating func sendNonce(
    _ exchange: Exchanged, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let (values, sealed) = try seal(exchange.nonce, "nonce", for: exchange.peer, &pair)
    let message = try pair.write(Layouts.sealedNonce, [sealed])
    transcript.append(message)
    state = .awaitingAcknowledgement(exchange)
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) seals the nonce for \(pair.peer)",
      explanation: "Only who has the private key behind \(pair.peer)'s certificate can read it.",
      values: [exchange.nonce] + values + [sealed], messages: [.sent(message)])
    return [.stage(stage), .send(message)]
  }

  mutating func receiveNonce(
    _ arrival: Arrival, _ exchange: Exchanged, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.sealedNonce, while: "the nonce is awaited")
    transcript.append(message)
    let sealed = message["sealed_nonce"]
    let opened = try open(sealed, "nonce", "\(pair.peer).opened_nonce")
    let verified = VerifiedNonce(opened, sent: exchange.nonce)
    let claim = "\(opened.name) = \(exchange.nonce.name)"
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) opens the nonce and compares it",
      explanation: "A run that somebody recorded has another nonce in it.",
      values: [sealed, opened, exchange.nonce], messages: [.received(message)],
      checks: [Check(claim, verified != nil)])
    guard let verified else {
      state = .done
      return [.stage(stage), .fail(.verification(claim))]
    }
    return [.stage(stage)] + (try acknowledge(exchange, verified, &pair))
  }

  /// Only a nonce that came back right is acknowledged.
  private mutating func acknowledge(
    _ exchange: Exchanged, _ verified: VerifiedNonce, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let word = Self.acknowledgement
    let message = try pair.write(Layouts.acknowledgement, [word])
    transcript.append(message)
    state = .awaitingMasterSecret(exchange, verified)
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) acknowledges",
      explanation: trust == nil
        ? "Three letters, that anybody can send."
        : "Three letters, that the finished codes further down will cover.",
      values: [word], messages: [.sent(message)], weaknesses: trust == nil ? ["F11"] : [])
    return [.stage(stage), .send(message)]
  }

  mutating func receiveAcknowledgement(
    _ arrival: Arrival, _ exchange: Exchanged, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.acknowledgement, while: "the acknowledgement is awaited")
    transcript.append(message)
    let word = message["acknowledgement"]
    guard word.bytes == Self.acknowledgement.bytes else {
      throw .field("\(pair.peer)'s acknowledgement", expected: "ACK")
    }
    let stage = Stage(
      .handshake, pair.own, "\(pair.peer) has acknowledged",
      explanation: trust == nil
        ? "\(pair.own) takes it for proof that \(pair.peer) could read the nonce."
        : "It proves nothing yet: \(pair.own) waits for \(pair.peer)'s finished code.",
      values: [word], messages: [.received(message)], weaknesses: trust == nil ? ["F11"] : [])
    return [.stage(stage)] + (try sendMasterSecret(exchange, &pair))
  }

  private mutating func sendMasterSecret(
    _ exchange: Exchanged, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let secret = try pair.draws.draw("master_secret", .bytes(sizes.secret))
    let (values, sealed) = try seal(secret, "master_secret", for: exchange.peer, &pair)
    let message = try pair.write(Layouts.masterSecret, [sealed])
    transcript.append(message)
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) draws a master secret and seals it",
      explanation: trust == nil
        ? "Whoever gets \(pair.peer)'s private key later opens it too, and with it this session."
        : "The keys come from this secret and from two fresh points together.",
      values: [secret] + values + [sealed], messages: [.sent(message)],
      weaknesses: trust == nil ? ["F15"] : [], closes: trust == nil ? [] : ["F15"])
    let actions: [PairAction] = [.stage(stage), .send(message)]
    guard trust != nil else { return actions + (try establishOriginal(exchange, secret, &pair)) }
    return actions + (try sendSignature(exchange, secret, &pair))
  }

  mutating func receiveMasterSecret(
    _ arrival: Arrival, _ exchange: Exchanged, _ verified: VerifiedNonce, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.masterSecret, while: "the master secret is awaited")
    transcript.append(message)
    let sealed = message["sealed_master_secret"]
    let opened = try open(sealed, "master_secret", "\(pair.peer).master_secret")
    guard opened.bytes.count == sizes.secret else {
      throw .field("\(pair.peer)'s master secret", expected: "\(sizes.secret) bytes long")
    }
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) opens the master secret",
      explanation: "With this and the nonce both sides have what they need.",
      values: [sealed, opened], messages: [.received(message)],
      weaknesses: trust == nil ? ["F15"] : [])
    guard trust != nil else {
      return [.stage(stage)] + (try establishOriginal(exchange, opened, &pair))
    }
    state = .awaitingSignature(exchange, secret: opened)
    return [.stage(stage)]
  }

  /// The keys of the document: PBKDF2 of the master secret, with the nonce as salt.
  private mutating func establishOriginal(
    _ exchange: Exchanged, _ secret: Term, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    state = .done
    let output = try term(
      "session_keys",
      PBKDF2Derivation(
        password: secret, salt: exchange.nonce, iterations: sizes.iterations, length: 80))
    let keys = CertifiedPeers.FixedKeys(
      encryption: try term("encryption_key", Slice(output, 0..<32)),
      authentication: try term("mac_key", Slice(output, 32..<64)),
      iv: try term("session_iv", Slice(output, 64..<80)))
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) derives the keys of the session",
      explanation: "One AES key, one MAC key and one IV, the same for both directions.",
      values: [secret, exchange.nonce, output, keys.encryption, keys.authentication, keys.iv],
      weaknesses: ["F1", "F17"])
    return [
      .stage(stage),
      .established(
        CertifiedPeers.Session(
          CertifiedPeers.FixedIVSession(keys), watching: nonces, mode: pair.settings.mode),
        verified: false),
    ]
  }

  // MARK: Sealing

  private func seal(
    _ secret: Term, _ purpose: String, for peer: VerifiedCertificate, _ pair: inout Pair
  ) throws(HandshakeError) -> (values: [Term], sealed: Term) {
    let label = sealLabel(purpose)
    let seed = try pair.draws.draw("\(purpose)_seed", .bytes(32))
    let encoded = try term(
      "\(pair.own).encoded_\(purpose)",
      OAEPEncoding(message: secret, label: label, seed: seed, length: peer.key.length))
    let sealed = try term(
      "\(pair.own).sealed_\(purpose)",
      RSAPublicOperation(.confidentiality, key: peer.key, input: encoded))
    return ([label, seed, encoded], sealed)
  }

  private func open(
    _ sealed: Term, _ purpose: String, _ name: String
  ) throws(HandshakeError) -> Term {
    try term(
      name, OAEPDecryption(key: identity.key, ciphertext: sealed, label: sealLabel(purpose)))
  }

  /// What a ciphertext is for (RFC 8017, section 7.1, label L): nothing is said in `original`.
  private func sealLabel(_ purpose: String) -> Term {
    trust == nil
      ? .constant("seal_label", [])
      : .text("seal_label", "chat-lab/certified-peers/hardened/\(purpose)")
  }

  private static let acknowledgement = Term.text("acknowledgement", "ACK")
}
