import Terms
import Transcripts

extension NonceRelay.HardenedHandshake {
  mutating func sendNonce(_ keys: Keys, _ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
    let nonce = try pair.draws.draw("nonce", .bytes(32))
    let message = try pair.write(Layouts.nonce, [nonce])
    transcript.record(message, pair)
    state = .awaitingNonce(keys, nonce: nonce)
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) draws a nonce",
      explanation: "It is signed further down, once there is more to sign with it.",
      values: [nonce], messages: [.sent(message)])
    return [.stage(stage), .send(message)]
  }

  mutating func receiveNonce(
    _ arrival: Arrival, _ keys: Keys, _ own: Term, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.nonce, while: "a nonce is awaited")
    transcript.record(message, pair)
    let nonces = Nonces(own: own, peer: message["nonce"])
    guard nonces.own.bytes != nonces.peer.bytes else {
      throw .field("\(pair.peer)'s nonce", expected: "other than this side's")
    }
    let stage = Stage(
      .handshake, pair.own, "\(pair.peer)'s nonce arrives",
      explanation: "Both nonces go into every signature and into the keys.",
      values: [nonces.peer], messages: [.received(message)], closes: ["F4", "F6"])
    return [.stage(stage)] + (try sendKey(keys, nonces, &pair))
  }

  private mutating func sendKey(
    _ keys: Keys, _ nonces: Nonces, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let own = pair.own
    let peer = keys.peer.encryption
    let widths = Widths(pair.size)
    let contribution = try pair.draws.draw("symmetric_key", .bytes(widths.contribution))
    let seed = try pair.draws.draw("oaep_seed", .bytes(32))
    let encoded = try term(
      "\(own).encoded_key",
      OAEPEncoding(message: contribution, label: Self.sealLabel, seed: seed, length: peer.length))
    let sealed = try term(
      "\(own).sealed_key",
      RSAPublicOperation(.confidentiality, key: peer, input: encoded))
    let message = try pair.write(Layouts.sealedKey, [sealed])
    transcript.record(message, pair)
    state = .awaitingKey(keys, nonces, contribution: contribution)
    let stage = Stage(
      .keyGeneration, own, "\(own) draws a contribution and seals it for \(pair.peer)",
      explanation: "\(widths.contribution) random bytes, not digits; OAEP makes every sealing"
        + " different and admits no code book.",
      values: [contribution, Self.sealLabel, seed, encoded, sealed], messages: [.sent(message)],
      closes: ["F2", "F3", "F7"])
    return [.stage(stage), .send(message)]
  }

  mutating func receiveKey(
    _ arrival: Arrival, _ keys: Keys, _ nonces: Nonces, _ contribution: Term, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let message = try pair.read(
      arrival, as: Layouts.sealedKey, while: "a key is awaited")
    transcript.record(message, pair)
    let sealed = message["sealed_key"]
    let opened = try term(
      "\(pair.peer).symmetric_key",
      OAEPDecryption(key: keys.own.encryption, ciphertext: sealed, label: Self.sealLabel))
    let widths = Widths(pair.size)
    guard opened.bytes.count == widths.contribution else {
      throw .field("\(pair.peer)'s contribution", expected: "\(widths.contribution) bytes long")
    }
    let transcript = try self.transcript.hash("transcript_hash")
    let exchanged = Exchanged(
      keys: keys, nonces: nonces, contributions: pair.ordered(contribution, opened),
      transcriptHash: transcript.hash)
    let stage = Stage(
      .keyGeneration, pair.own, "\(pair.own) opens \(pair.peer)'s contribution",
      explanation: "The hash of everything said so far goes into the signatures and the keys.",
      values: [sealed, opened] + transcript.values + [transcript.hash],
      messages: [.received(message)])
    return [.stage(stage)] + (try sendSignature(exchanged, &pair))
  }

  /// What an OAEP ciphertext of this lab is for (RFC 8017, section 7.1, label L).
  static let sealLabel = Term.text("seal_label", "chat-lab/nonce-relay/hardened/key")
}
