import Bytes
import PublicKey
import Terms
import Transcripts

// Hello and answer, and what is made of the certificates in them.
extension CertifiedPeers.Handshake {
  mutating func sendHello(_ pair: inout Pair) throws(HandshakeError) -> [PairAction] {
    let (values, own) = try drawEphemeral(&pair)
    let layout = Layouts.choose(pair.settings.mode, Layouts.hello, Layouts.helloWithPoint)
    let message = try pair.write(
      layout,
      pair.settings.terms + [identity.certificate] + (own.map { [$0.point] } ?? []))
    transcript.append(message)
    state = .awaitingAnswer(own: own)
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) greets \(pair.peer)",
      explanation: "The hello has \(pair.own)'s certificate. Whoever has seen it once can send it"
        + " too: it proves nothing yet.",
      values: values + [identity.certificate], messages: [.sent(message)])
    return [.stage(stage), .send(message)]
  }

  mutating func receiveHello(
    _ arrival: Arrival, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let layout = Layouts.choose(pair.settings.mode, Layouts.hello, Layouts.helloWithPoint)
    try pair.settings.check(arrival, of: layout)
    let message = try pair.read(arrival, as: layout, while: "a hello is awaited")
    transcript.append(message)
    let read = try CertifiedPeers.ReadCertificate(
      message["certificate"], of: pair.peer, sizes)
    let introduced = Introduced(
      certificate: read, nonce: nil, own: nil,
      peerPoint: trust == nil ? nil : message["point"])
    return try judge(introduced, message, &pair)
  }

  mutating func takeAnswer(
    _ arrival: Arrival, _ own: Ephemeral?, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let layout = Layouts.choose(pair.settings.mode, Layouts.answer, Layouts.answerWithPoint)
    let message = try pair.read(arrival, as: layout, while: "an answer is awaited")
    transcript.append(message)
    let read = try CertifiedPeers.ReadCertificate(
      message["certificate"], of: pair.peer, sizes)
    let nonce = message["nonce"]
    guard nonce.bytes.count == sizes.secret else {
      throw .field("\(pair.peer)'s nonce", expected: "\(sizes.secret) bytes long")
    }
    let isNew = !nonces.contains(nonce)
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) looks whether \(pair.peer)'s nonce is new",
      explanation: trust == nil
        ? "Every nonce is kept in a list, in memory and on this side alone."
        : "Every nonce is kept in a file of the home, which outlives the program.",
      values: [nonce], messages: [.received(message)],
      checks: [Check("\(nonce.name) was never seen before", isNew)],
      weaknesses: trust == nil ? ["F12"] : [], closes: trust == nil ? [] : ["F12"])
    guard isNew else {
      state = .done
      return [.stage(stage), .fail(.verification("\(nonce.name) was never seen before"))]
    }
    nonces.add(nonce)
    let kept: [PairAction] = trust == nil ? [] : [.store(nonces.file)]
    let introduced = Introduced(
      certificate: read, nonce: nonce, own: own, peerPoint: trust == nil ? nil : message["point"])
    return [.stage(stage)] + kept + (try judge(introduced, nil, &pair))
  }

  /// Lets the certificate be judged, by the server or here; `message` brought it, unless a stage
  /// has shown it.
  private mutating func judge(
    _ introduced: Introduced, _ message: Message?, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let read = introduced.certificate
    let exchanges = message.map { [Exchange.received($0)] } ?? []
    guard let trust else {
      state = .awaitingVerdict(introduced)
      let stage = Stage(
        .handshake, pair.own, "\(pair.peer)'s certificate arrives",
        explanation: "\(pair.own) does not judge it: the server is asked.",
        values: [read.certificate] + read.values, messages: exchanges)
      return [.stage(stage), .consult(read.certificate)]
    }
    let (values, checks, result) = try trust.validate(
      read, name: pair.peer.name)
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) validates \(pair.peer)'s certificate",
      explanation: "Signature, time and name, decided here: nobody's word is taken for it.",
      values: [read.certificate] + read.values + values, messages: exchanges, checks: checks,
      closes: ["F7", "F9"])
    switch result {
    case .failure(let error):
      state = .done
      return [.stage(stage), .fail(error)]
    case .success(let peer):
      return [.stage(stage)] + (try identify(introduced, peer, &pair))
    }
  }

  mutating func receiveAnswer(
    _ answer: Message, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    guard case .awaitingVerdict(let introduced) = state else {
      throw .unexpected(message: answer.name, while: "nobody was asked")
    }
    let verdict = answer["verdict"]
    let verified = VerifiedCertificate(introduced.certificate, passedBy: verdict)
    let stage = Stage(
      .handshake, pair.own, "the server's verdict on \(pair.peer)'s certificate",
      explanation: "The word comes in the clear, with no signature; nobody compares the name; and"
        + (pair.role == 1 ? " \(pair.peer) has shown no key yet, and never will." : " it is all."),
      values: [verdict], messages: [.received(answer)],
      checks: [Check("\(verdict.name) = pass", verified != nil)],
      weaknesses: ["F7", "F9"] + (pair.role == 1 ? ["F6"] : []))
    guard let verified else {
      state = .done
      let word = String(decoding: verdict.bytes, as: UTF8.self)
      return [.stage(stage), .fail(.refused("certificate of \(pair.peer): \(word)"))]
    }
    return [.stage(stage)] + (try proceed(introduced, verified, &pair))
  }

  private mutating func proceed(
    _ introduced: Introduced, _ peer: VerifiedCertificate, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    if let nonce = introduced.nonce {
      let exchange = Exchanged(
        peer: peer, nonce: nonce, own: introduced.own, peerPoint: introduced.peerPoint)
      return try sendNonce(exchange, &pair)
    }
    return try sendAnswer(introduced, peer, &pair)
  }

  private mutating func sendAnswer(
    _ introduced: Introduced, _ peer: VerifiedCertificate, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let nonce = try pair.draws.draw("nonce", .bytes(sizes.secret))
    let (values, own) = try drawEphemeral(&pair)
    let layout = Layouts.choose(pair.settings.mode, Layouts.answer, Layouts.answerWithPoint)
    let message = try pair.write(
      layout, [identity.certificate, nonce] + (own.map { [$0.point] } ?? []))
    transcript.append(message)
    state = .awaitingNonce(
      Exchanged(peer: peer, nonce: nonce, own: own, peerPoint: introduced.peerPoint))
    let stage = Stage(
      .handshake, pair.own, "\(pair.own) answers with a certificate and a nonce",
      explanation: "The nonce is for this run alone.",
      values: [nonce] + values + [identity.certificate], messages: [.sent(message)])
    return [.stage(stage), .send(message)]
  }

  private func drawEphemeral(
    _ pair: inout Pair
  ) throws(HandshakeError) -> (values: [Term], own: Ephemeral?) {
    guard trust != nil else { return ([], nil) }
    let secret = try pair.draws.draw(
      "ephemeral_d", .scalar(below: P256.orderOctets))
    let point = try term("\(pair.own).point", P256PublicPoint(of: secret))
    return ([secret, point], Ephemeral(secret: secret, point: point))
  }
}

// Pinned keys: the CA is trusted for names, unless fingerprints are compared.
extension CertifiedPeers.Handshake {
  private mutating func identify(
    _ introduced: Introduced, _ peer: VerifiedCertificate, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    switch fingerprints {
    case .leaveToUser:
      return try proceed(introduced, peer, &pair)
    case .expect(let expected):
      return try compare(expected, .configuration, introduced, peer, &pair)
    case .compareOutOfBand:
      guard let heardFingerprint else {
        state = .comparingFingerprints(introduced, peer)
        return []
      }
      return try compare(heardFingerprint, .outOfBand, introduced, peer, &pair)
    }
  }

  mutating func compare(
    fingerprint: [UInt8], _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    guard trust != nil, fingerprints == .compareOutOfBand, heardFingerprint == nil else {
      throw .fingerprintUnasked
    }
    heardFingerprint = fingerprint
    guard case .comparingFingerprints(let introduced, let peer) = state else { return [] }
    return try compare(fingerprint, .outOfBand, introduced, peer, &pair)
  }

  private mutating func compare(
    _ heard: [UInt8], _ source: Origin.Source, _ introduced: Introduced,
    _ peer: VerifiedCertificate, _ pair: inout Pair
  ) throws(HandshakeError) -> [PairAction] {
    let received = try fingerprint(of: peer.key, pair.peer)
    let expected = Term(
      "\(pair.peer).expected_fingerprint", heard, .given(by: pair.own, as: source))
    let claim = "\(received.hash.name) = \(expected.name)"
    let isEqual = Choice(received.hash.bytes, equals: heard).declassified
    let stage = Stage(
      .certification, pair.own, "\(pair.own) compares the fingerprint of \(pair.peer)'s key",
      explanation: "The CA can certify any key for any name. A fingerprint from \(pair.peer) itself"
        + " is what a lying CA cannot change.",
      values: [received.information, received.hash, expected], checks: [Check(claim, isEqual)])
    guard isEqual else {
      state = .done
      return [.stage(stage), .fail(.verification("\(claim); the key is not \(pair.peer)'s"))]
    }
    return [.stage(stage)] + (try proceed(introduced, peer, &pair))
  }

  func fingerprint(
    of key: RSAPublicKeyTerms, _ owner: Actor
  ) throws(HandshakeError) -> (information: Term, hash: Term) {
    let information = try term("\(owner).public_key_info", RSAPublicKeyInfo(key))
    return (information, try term("\(owner).fingerprint", SHA256Hash(information)))
  }
}
