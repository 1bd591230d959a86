import Bytes
import Terms
import Transcripts

extension NonceRelay.HardenedHandshake {
  typealias Layouts = NonceRelay.Layouts

  mutating func receiveKeys(
    _ arrival: Arrival, _ own: OwnKeys, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    try pair.settings.check(arrival, of: Layouts.publicKeys)
    let message = try pair.read(
      arrival, as: Layouts.publicKeys, while: "the public keys are awaited")
    let signing = RSAPublicKeyTerms(n: message["n"], e: message["e"])
    let encryption = RSAPublicKeyTerms(n: message["encryption_n"], e: message["encryption_e"])
    let widths = Widths(pair.size)
    try Self.checkKey(signing, "\(pair.peer)'s signature key", bitWidth: widths.signature)
    try Self.checkKey(encryption, "\(pair.peer)'s encryption key", bitWidth: widths.encryption)
    let ownModuli = [own.signing, own.encryption].map(\.publicKey.n.bytes)
    let isForeign = ![signing, encryption].contains { ownModuli.contains($0.n.bytes) }
    transcript.record(message, pair)
    let fingerprint = try Fingerprint(of: signing, owner: pair.peer)
    let keys = Keys(
      own: own, peer: PeerKeys(signing: signing, encryption: encryption, fingerprint: fingerprint))
    let stage = Stage(
      .certification, pair.own, "\(pair.peer)'s public keys arrive",
      explanation: "Nobody vouches for them yet. A key of this side that comes back is refused.",
      values: [signing.n, signing.e, encryption.n, encryption.e] + fingerprint.values,
      messages: [.received(message)],
      checks: [Check("\(pair.peer).n and encryption_n are not \(pair.own)'s own", isForeign)])
    guard isForeign else {
      state = .done
      return [.stage(stage), .fail(.ownKey)]
    }
    switch policy {
    case .expect(let expected):
      return [.stage(stage)] + (try compare(expected, .configuration, keys, &pair))
    case .compareOutOfBand:
      state = .comparingFingerprints(keys)
      return [.stage(stage), .ask(fingerprint: own.fingerprint.hash.bytes)]
    case .leaveToUser:
      // In the order of the roles, so that both screens show the same lines.
      let fingerprints = pair.ordered(
        KeyFingerprint(owner: pair.own, hash: own.fingerprint.hash.bytes),
        KeyFingerprint(owner: pair.peer, hash: fingerprint.hash.bytes))
      return [.stage(stage), .fingerprints(fingerprints)] + (try sendNonce(keys, &pair))
    }
  }

  mutating func compare(
    fingerprint: [UInt8], _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    guard case .comparingFingerprints(let keys) = state else {
      throw .fingerprintUnasked
    }
    return try compare(fingerprint, .outOfBand, keys, &pair)
  }

  private mutating func compare(
    _ heard: [UInt8], _ source: Origin.Source, _ keys: Keys, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let received = keys.peer.fingerprint.hash
    let expected = Term(
      "\(pair.peer).expected_fingerprint", heard, .given(by: pair.own, as: source))
    let claim = "\(received.name) = \(expected.name)"
    let compared = ComparedFingerprint(received, expected)
    let stage = Stage(
      .certification, pair.own, "\(pair.own) compares \(pair.peer)'s fingerprint",
      explanation: source == .outOfBand
        ? "Each reads the own fingerprint to the other on a channel that no attacker alters."
        : "The fingerprint was given beforehand, and no other key is accepted.",
      values: [received, expected], checks: [Check(claim, compared != nil)], closes: ["F5"])
    guard let compared else {
      state = .done
      return [.stage(stage), .fail(.verification("\(claim); the key is not \(pair.peer)'s"))]
    }
    var identified = keys
    identified.identity = .compared(compared)
    return [.stage(stage)] + (try sendNonce(identified, &pair))
  }

  /// Refuses a key that is not of the size that the run uses, before anything is computed.
  private static func checkKey(
    _ key: RSAPublicKeyTerms, _ name: String, bitWidth: Int
  ) throws(HandshakeError) {
    let n = try number(key.n, "\(name) n")
    guard n.bitWidth == bitWidth, !n.isEven else {
      throw .field("\(name) n", expected: "odd, of \(bitWidth) bits")
    }
    guard try number(key.e, "\(name) e") == 65537 else {
      throw .field("\(name) e", expected: "65537")
    }
  }
}
