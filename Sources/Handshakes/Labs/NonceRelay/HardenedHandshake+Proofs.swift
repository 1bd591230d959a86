import Arithmetic
import Bytes
import Terms
import Transcripts

extension NonceRelay.HardenedHandshake {
  /// The octets of a PSS salt: as many as the hash has (RFC 8017, section 9.1).
  static let saltLength = 32

  mutating func sendSignature(
    _ exchanged: Exchanged, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let own = pair.own
    let key = exchanged.keys.own.signing
    let (parts, signedText) = try signedText(of: own, role: pair.role, exchanged, pair)
    let salt = try pair.draws.draw("pss_salt", .bytes(Self.saltLength))
    let width = Natural(bigEndian: key.publicKey.n.bytes).bitWidth - 1
    let encoded = try term(
      "\(own).encoded_signature", PSSEncoding(message: signedText, salt: salt, bitWidth: width))
    let signature = try term(
      "\(own).signed_nonce", RSAPrivateOperation(.signature, key: key, input: encoded))
    let message = try pair.write(Layouts.signature, [signature])
    transcript.record(message, pair)
    state = .awaitingSignature(exchanged)
    let stage = Stage(
      .handshake, own, "\(own) signs the handshake",
      explanation: "Who signs, in which role, for whom, both nonces and every message so far: a"
        + " recorded signature fits no other run.",
      values: parts + [signedText, salt, encoded, signature], messages: [.sent(message)],
      closes: ["F4", "F5"])
    return [.stage(stage), .send(message)]
  }

  mutating func receiveSignature(
    _ arrival: Arrival, _ exchanged: Exchanged, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.signature, while: "a signature is awaited")
    let signature = message["signed_nonce"]
    let (parts, signedText) = try signedText(of: pair.peer, role: 1 - pair.role, exchanged, pair)
    let key = exchanged.keys.peer.signing
    let verified = VerifiedSignature(
      signature, over: signedText, key: key, saltLength: Self.saltLength)
    let claim = "\(signature.name) is \(pair.peer)'s RSASSA-PSS signature over \(signedText.name)"
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) verifies \(pair.peer)'s signature",
      explanation: "\(pair.own) builds the signed text from its own view of the run.",
      values: parts + [signedText, signature], messages: [.received(message)],
      checks: [Check(claim, verified != nil)], closes: ["F4", "F5"])
    guard let verified else {
      state = .done
      return [.stage(stage), .fail(.verification(claim))]
    }
    transcript.record(message, pair)
    return [.stage(stage)] + (try sendFinished(exchanged, verified, &pair))
  }

  private mutating func sendFinished(
    _ exchanged: Exchanged, _ verified: VerifiedSignature, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let (values, keys) = try deriveKeys(exchanged, pair)
    let signed = Signed(exchanged, keys: keys, by: verified)
    let transcript = try self.transcript.hash("signed_transcript_hash")
    let code = try term(
      "\(pair.own).finished",
      HMACSHA256Code(key: keys.own.finished, message: transcript.hash))
    let message = try pair.write(Layouts.finished, [code])
    state = .awaitingFinished(signed, transcriptHash: transcript.hash)
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) derives the keys and proves to hold them",
      explanation: "Both contributions, both nonces and the transcript: one key for encryption and"
        + " one for codes in each direction.",
      values: values + transcript.values + [transcript.hash, code], messages: [.sent(message)],
      closes: ["F6", "F7", "F8"])
    return [.stage(stage), .send(message)]
  }

  mutating func receiveFinished(
    _ arrival: Arrival, _ signed: Signed, _ transcriptHash: Term, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.finished, while: "finished is awaited")
    let received = message["finished"]
    let computed = try term(
      "\(pair.peer).computed_finished",
      HMACSHA256Code(key: signed.keys.peer.finished, message: transcriptHash))
    let verified = VerifiedFinished(received, computed)
    let claim = "\(received.name) = \(computed.name)"
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) checks that \(pair.peer) holds the keys",
      explanation: "The session starts only now.",
      values: [received, computed], messages: [.received(message)],
      checks: [Check(claim, verified != nil)])
    state = .done
    guard let verified else { return [.stage(stage), .fail(.verification(claim))] }
    let session = SequencedSession(
      signed.keys, layouts: Layouts.sequencedSession, closing: NonceRelay.sessionClosings,
      confirmedBy: verified)
    let isVerified = if case .compared = signed.identity { true } else { false }
    return [.stage(stage), .established(session, verified: isVerified)]
  }

  /// The text that one side signs: label, role, both identities, both nonces, transcript hash.
  private func signedText(
    of signer: Actor, role: Int, _ exchanged: Exchanged, _ pair: Pair
  ) throws(HandshakeError) -> (parts: [Term], whole: Term) {
    let label = Term.text(
      "signature_label", "chat-lab/nonce-relay/hardened/\(pair.size.rawValue)/signature")
    let roleTerm = Term.constant("\(signer).role", [UInt8(role)])
    var identities: [Term] = []
    let fingerprints = pair.ordered(
      exchanged.keys.own.fingerprint.hash, exchanged.keys.peer.fingerprint.hash)
    for (claimed, fingerprint) in zip(
      pair.ordered(pair.claimedName, pair.peer.name), fingerprints)
    {
      let name = Term.text("\(claimed).name", claimed)
      identities += [
        try term("\(claimed).name length", LengthPrefix(of: [name], width: 1)), name, fingerprint,
      ]
    }
    let nonces = pair.ordered(exchanged.nonces.own, exchanged.nonces.peer)
    let whole = try term(
      "\(signer).signed_text",
      Concatenation([label, roleTerm] + identities + nonces + [exchanged.transcriptHash]))
    return ([label, roleTerm], whole)
  }

  /// HKDF over both contributions, salted with both nonces, bound to the transcript.
  private func deriveKeys(
    _ exchanged: Exchanged, _ pair: Pair
  ) throws(HandshakeError) -> (values: [Term], keys: SessionKeys) {
    let material = try term("key_material", Concatenation(exchanged.contributions))
    let salt = try term(
      "key_salt", Concatenation(pair.ordered(exchanged.nonces.own, exchanged.nonces.peer)))
    return try SessionKeys.derive(
      material: material, salt: salt, info: exchanged.transcriptHash, encryptionLength: 16,
      for: pair)
  }
}
