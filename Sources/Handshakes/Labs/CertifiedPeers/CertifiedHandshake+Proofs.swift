import Arithmetic
import Hashing
import PublicKey
import Terms
import Transcripts

// What the hardened mode adds: the signature, the agreement on fresh points, the finished codes.
extension CertifiedPeers.Handshake {
  private typealias Sizes = CertifiedPeers.Sizes

  mutating func sendSignature(
    _ exchange: Exchanged, _ secret: Term, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let own = pair.own
    let (hashed, text) = try signedText(of: own, pair)
    let salt = try pair.draws.draw("pss_salt", .bytes(Sizes.saltLength))
    let width = Natural(bigEndian: identity.key.publicKey.n.bytes).bitWidth - 1
    let encoded = try term(
      "\(own).encoded_signature", PSSEncoding(message: text, salt: salt, bitWidth: width))
    let signature = try term(
      "\(own).signature", RSAPrivateOperation(.signature, key: identity.key, input: encoded))
    let message = try pair.write(Layouts.signature, [signature])
    transcript.append(message)
    let stage = Stage(
      .keyGeneration, own, "\(own) signs all that was said",
      explanation: "With the key of the certificate: a copied certificate is no use any more.",
      values: hashed + [text, salt, encoded, signature], messages: [.sent(message)],
      closes: ["F6"])
    let (stages, agreement) = try agree(exchange, secret, &pair)
    let finished = try sendFinished(agreement, &pair)
    state = .awaitingFinished(agreement)
    return [.stage(stage), .send(message)] + stages + finished
  }

  mutating func receiveSignature(
    _ arrival: Arrival, _ exchange: Exchanged, _ secret: Term, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.signature, while: "the signature is awaited")
    let (hashed, text) = try signedText(of: pair.peer, pair)
    let signature = message["signature"]
    let verified = VerifiedSignature(signature, over: text, key: exchange.peer.key)
    let claim = "\(signature.name) is \(pair.peer)'s RSASSA-PSS signature over \(text.name)"
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) verifies \(pair.peer)'s signature",
      explanation: "\(pair.peer) holds the key of its certificate, and has seen the same messages.",
      values: hashed + [text, signature], messages: [.received(message)],
      checks: [Check(claim, verified != nil)], closes: ["F6"])
    guard let verified else {
      state = .done
      return [.stage(stage), .fail(.verification(claim))]
    }
    transcript.append(message)
    let (stages, agreement) = try agree(exchange, secret, signedBy: verified, &pair)
    state = .awaitingFinished(agreement)
    return [.stage(stage)] + stages
  }

  /// The second user's keys need the first one's signature.
  private func agree(
    _ exchange: Exchanged, _ secret: Term, signedBy signature: VerifiedSignature,
    _ pair: inout Pair
  ) throws(HandshakeError) -> (stages: [PairAction], agreement: Agreement) {
    try agree(exchange, secret, &pair)
  }

  /// HKDF over the master secret and what both points have in common, the nonce as salt, bound to
  /// all messages.
  private func agree(
    _ exchange: Exchanged, _ secret: Term, _ pair: inout Pair
  ) throws(HandshakeError) -> (stages: [PairAction], agreement: Agreement) {
    guard let own = exchange.own, let peerPoint = exchange.peerPoint else {
      throw .unexpected(message: "point", while: "no points are exchanged")
    }
    let shared = try term(
      "shared_secret", P256SharedSecret(privateKey: own.secret, publicKey: peerPoint))
    let material = try term("key_material", Concatenation([secret, shared]))
    let (hashed, hash) = try transcript.hash("signed_transcript_hash")
    let (values, keys) = try SessionKeys.derive(
      material: material, salt: exchange.nonce, info: hash, encryptionLength: 32, for: pair)
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) derives the keys of the session",
      explanation: "One key for encryption and one for codes in each direction. The points are"
        + " thrown away, and who steals a private key later cannot come back here.",
      values: [peerPoint, shared, secret] + hashed + [hash] + values, closes: ["F15", "F17"])
    return ([.stage(stage)], Agreement(keys: keys, transcriptHash: hash))
  }

  private func sendFinished(
    _ agreement: Agreement, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let code = try term(
      "\(pair.own).finished",
      HMACSHA256Code(key: agreement.keys.own.finished, message: agreement.transcriptHash))
    let message = try pair.write(Layouts.finished, [code])
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) proves to hold the keys",
      explanation: "The code covers every message of the handshake, the acknowledgement too.",
      values: [agreement.transcriptHash, code], messages: [.sent(message)], closes: ["F11"])
    return [.stage(stage), .send(message)]
  }

  mutating func receiveFinished(
    _ arrival: Arrival, _ agreement: Agreement, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.finished, while: "finished is awaited")
    let received = message["finished"]
    let computed = try term(
      "\(pair.peer).computed_finished",
      HMACSHA256Code(key: agreement.keys.peer.finished, message: agreement.transcriptHash))
    let verified = VerifiedFinished(received, computed)
    let claim = "\(received.name) = \(computed.name)"
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) checks that \(pair.peer) holds the keys",
      explanation: pair.role == 0
        ? "Only who could open the master secret can have made it: this is \(pair.peer)."
        : "Both have seen the same handshake.",
      values: [received, computed], messages: [.received(message)],
      checks: [Check(claim, verified != nil)], closes: ["F11"])
    state = .done
    guard let verified else { return [.stage(stage), .fail(.verification(claim))] }
    let answer = pair.role == 1 ? try sendFinished(agreement, &pair) : []
    let session = SequencedSession(
      agreement.keys, layouts: Layouts.sequencedSession,
      closing: CertifiedPeers.sessionClosings, replays: .refuse, confirmedBy: verified)
    return [.stage(stage)] + answer + [
      .established(
        CertifiedPeers.Session(session, watching: nonces, mode: pair.settings.mode),
        verified: true)
    ]
  }

  /// What the first user signs: what it is for, and every message so far.
  private func signedText(
    of signer: Actor, _ pair: Pair
  ) throws(HandshakeError) -> (values: [Term], text: Term) {
    let label = Term.text(
      "signature_label",
      "chat-lab/certified-peers/hardened/\(pair.size.rawValue)/signature")
    let (values, hash) = try transcript.hash("transcript_hash")
    return (
      [label] + values + [hash],
      try term("\(signer).signed_text", Concatenation([label, hash]))
    )
  }

  /// A signature over the handshake that the key of a certificate verifies.
  struct VerifiedSignature: Sendable {
    /// Verifies a signature; nil if it is not one.
    init?(_ signature: Term, over message: Term, key: RSAPublicKeyTerms) {
      guard let publicKey = try? key.publicKey(),
        PSS<SHA256>.verify(
          signature: signature.bytes, message: message.bytes, key: publicKey,
          saltLength: CertifiedPeers.Sizes.saltLength)
      else { return nil }
    }
  }
}
