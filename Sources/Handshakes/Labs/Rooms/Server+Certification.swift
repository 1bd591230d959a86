import Bytes
import Terms
import Transcripts

// MARK: Hello

extension Rooms.Server {
  private typealias Layouts = Rooms.Layouts

  /// How long a certificate holds, in days.
  private static let days = 365

  mutating func greet(
    _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try arrival.read(
      as: Layouts.hello, from: Actor("client"), to: actor, while: "a hello is awaited",
      among: layouts.all)
    let name = try name(in: message)
    let user = User(name: name, number: takeNumber(), step: .certifying)
    reception.admit(user, on: link)
    let stage = Stage(
      .connection, actor, "\(name) says hello", values: message.contents.map(\.term),
      messages: [.received(message)])
    outputs.append(.stage(stage))
    let entry = rules.registers ? registry[name] : nil
    try send(
      Layouts.greeting, [.constant("is_registered", [entry == nil ? 0 : 1])], to: link,
      .certification,
      entry == nil
        ? "the server asks \(name) for a certification request"
        : "the server has the key that \(name) registered", &outputs)
    if let entry {
      reception[link]?.certificate = entry.certificate
      let authority = try authority(&outputs)
      try send(
        Layouts.certificate, [entry.certificate, authority.certificate], to: link, .certification,
        "the server sends \(name)'s certificate again", &outputs)
      try challenge(link, key: entry.key, &outputs)
    }
  }

  private func name(in message: Message) throws(HandshakeError) -> String {
    func text(_ field: String) -> String { String(decoding: message[field].bytes, as: UTF8.self) }
    guard message["version"].bytes == [1] else { throw .field("hello version", expected: "1") }
    guard text("lab") == rules.lab else {
      throw .mismatch(of: "lab", own: rules.lab, other: "another one")
    }
    try rules.settings.check(message)
    let name = text("name")
    // In the original anybody may have any name: the server's too.
    if rules.isHardened {
      try UserName.check(name, in: "hello name")
    } else if !UserName.isValid(name) {
      throw .field("hello name", expected: UserName.expectation)
    }
    return name
  }
}

// MARK: Certification

extension Rooms.Server {
  mutating func certify(
    _ arrival: Arrival, _ link: Link, _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try arrival.read(
      as: Layouts.request, from: user.actor, to: actor, while: "a certification request is awaited",
      among: layouts.all)
    let request = try Rooms.CertificateTerms.Request(
      message["request"], of: user.actor, on: rules.curve)
    var stage = Stage(
      .certification, actor, "the server reads \(user.name)'s request",
      values: [
        message["request"], request.content, request.key.information, request.key.fingerprint,
      ], messages: [.received(message)])
    if rules.isHardened {
      stage.explanation = "Only who holds the key, under the name that it came with, gets it."
      stage.closes = ["F5"]
      stage.checks = [
        Check("\(user.name)'s key verifies the request", request.isSigned),
        Check("the request is for the name \(user.name)", request.subject == user.name),
      ]
    } else {
      stage.explanation =
        "It signs whatever is asked for: neither the signature nor the name is looked at."
      stage.weaknesses = ["F5"]
    }
    outputs.append(.stage(stage))
    for check in stage.checks where !check.holds { throw .verification(check.claim) }
    // Two may have come at one time with one new name.
    guard !rules.registers || registry[user.name] == nil else {
      throw .field("hello name", expected: "another one: \(user.name) is registered already")
    }
    let authority = try authority(&outputs)
    let subject = request.subject ?? user.name
    let serialNumber = try draws.draw("serial_number", .bytes(16))
    let values = try Rooms.CertificateTerms.certificate(
      Rooms.CertificateTerms.Content(
        subject: UserName.isValid(subject) ? subject : user.name, key: request.key,
        issuer: authority.name, issuerKey: authority.key, serialNumber: serialNumber,
        isAuthority: false), at: time, days: Self.days, by: actor)
    let certificate = values[values.count - 1]
    if rules.registers {
      registry.register(user.name, .init(key: request.key, certificate: certificate))
      outputs.append(
        .store(StoredFile(Rooms.RegisteredKeys.fileName(of: user.name), certificate.bytes)))
    }
    reception[link]?.certificate = certificate
    guard
      let answer = try write(
        Layouts.certificate, [certificate, authority.certificate], to: link)
    else { return }
    let issuing = Stage(
      .certification, actor, "the server certifies \(user.name)'s key",
      explanation: rules.registers
        ? "The key is registered under this name, once and for all." : "",
      values: values, messages: [.sent(answer)])
    outputs += [.stage(issuing), .send(answer.bytes, on: link)]
    try challenge(link, key: rules.registers ? request.key : nil, &outputs)
  }

  /// The authority, which is made once.
  mutating func authority(
    _ outputs: inout [Output]
  ) throws(HandshakeError) -> Rooms.Authority {
    if let authority { return authority }
    let name = "\(rules.lab) authority"
    let number: Term
    if let file = configuration.files[Rooms.Authority.keyFile] {
      guard
        case .key(let octets) = try Rooms.ProtectedKey.open(
          file, named: Rooms.Authority.keyFile, password: configuration.password, on: rules.curve)
      else { throw .configuration("\(Rooms.Authority.keyFile): wrong password") }
      number = Term("server.private_key", octets, .given(by: actor, as: .file))
    } else {
      number = try draws.draw("private_key", .scalar(below: rules.curve.order))
    }
    let key = try Rooms.SigningKey(number, of: actor, on: rules.curve)
    var values = [number, key.publicKey.point, key.publicKey.information]
    let certificate: Term
    if let file = configuration.files[Rooms.Authority.certificateFile] {
      certificate = Term(
        "authority.certificate", file, .given(by: actor, as: .file))
    } else {
      let serialNumber = try draws.draw("authority_serial_number", .bytes(16))
      values += try Rooms.CertificateTerms.certificate(
        Rooms.CertificateTerms.Content(
          subject: name, key: key.publicKey, issuer: name, issuerKey: key,
          serialNumber: serialNumber, isAuthority: true),
        at: time, days: 10 * Self.days, by: actor)
      certificate = values[values.count - 1]
    }
    let authority = Rooms.Authority(name: name, key: key, certificate: certificate)
    self.authority = authority
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "the server is the authority too, and has a key for that",
          explanation: "It can certify itself as anybody: a certificate proves no more than that"
            + " this server wrote it.",
          values: values)))
    try keep(authority, &outputs)
    return authority
  }

  /// Keeps key and certificate of a new authority, if there is a password to protect them.
  private mutating func keep(
    _ authority: Rooms.Authority, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard configuration.files[Rooms.Authority.keyFile] == nil, !configuration.password.isEmpty
    else { return }
    let password = Term(
      "server.password", configuration.password, .given(by: actor, as: .typed), notation: .text)
    let sealed = try Rooms.ProtectedKey.seal(
      authority.key, password: password, iterations: rules.fileIterations, from: &draws)
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "the server keeps the authority's key under its password",
          values: sealed)))
    outputs += [
      .store(StoredFile(Rooms.Authority.keyFile, sealed[sealed.count - 1].bytes)),
      .store(StoredFile(Rooms.Authority.certificateFile, authority.certificate.bytes)),
    ]
  }
}

// MARK: Login

extension Rooms.Server {
  /// Asks for a signature that the key verifies, where one is registered.
  private mutating func challenge(
    _ link: Link, key: Rooms.SigningPublicKey?, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let user = reception[link] else { return }
    let challenge = try draws.draw("challenge", .bytes(rules.challengeLength))
    reception[link]?.step = .challenged(challenge, key: key)
    try send(
      layouts.challenge, [challenge], to: link, .handshake,
      "the server asks \(user.name) to sign a fresh challenge", &outputs)
  }

  mutating func judge(
    _ arrival: Arrival, _ challenge: Term, _ key: Rooms.SigningPublicKey?, _ link: Link,
    _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try arrival.read(
      as: key == nil ? Layouts.responseWithKey : Layouts.response, from: user.actor, to: actor,
      while: "a response is awaited", among: layouts.all)
    if let key {
      try judge(message, challenge, key, user, &outputs)
    } else {
      try judgeBySuppliedKey(message, challenge, user, &outputs)
    }
    if rules.registers, isHere(user) {
      throw .field("hello name", expected: "another one: \(user.name) is here already")
    }
    reception[link]?.step = .atMenu
    reception.confirm(link)
    try send(
      Layouts.welcome, [], to: link, .handshake, "the server lets \(user.name) in", &outputs)
  }

  /// Whether somebody with the name of a user has logged in already.
  private func isHere(_ user: User) -> Bool {
    reception.links(holding: user.name).contains { link in
      guard let other = reception[link], other.number != user.number else { return false }
      return switch other.step {
      case .certifying, .challenged: false
      case .atMenu, .waiting, .inRoom: true
      }
    }
  }

  /// Checks the response with the key that is registered for the name.
  private func judge(
    _ message: Message, _ challenge: Term, _ key: Rooms.SigningPublicKey, _ user: User,
    _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let signed =
      rules.isHardened
      ? try Rooms.loginText(challenge, name: user.actor, key, rules) : challenge
    let verified = Rooms.VerifiedSignature(message["signature"], over: signed, by: key)
    let claim = "the key registered for \(user.name) verifies \(message["signature"].name)"
    let stage = Stage(
      .handshake, actor, "the server checks \(user.name)'s signature",
      explanation: "With the key that the name came with first, not with one that comes along.",
      values: [key.fingerprint, challenge] + (rules.isHardened ? [signed] : [])
        + [message["signature"]],
      messages: [.received(message)], checks: [Check(claim, verified != nil)],
      closes: rules.isHardened ? ["F2", "F3", "F4", "F15"] : [])
    outputs.append(.stage(stage))
    guard verified != nil else { throw .verification(claim) }
  }

  /// The check of the document's program: of other octets than were signed, with a key that the
  /// prover supplies, and without consequence.
  private func judgeBySuppliedKey(
    _ message: Message, _ challenge: Term, _ user: User, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let key = try Rooms.SigningPublicKey(
      information: message["public_key"], of: user.actor, on: rules.curve)
    let hashed = try term("server.hashed_challenge", SHA256Hash(challenge))
    let verified = Rooms.VerifiedSignature(message["signature"], over: hashed, by: key)
    let claim = "\(key.information.name) verifies \(message["signature"].name) over \(hashed.name)"
    let stage = Stage(
      .handshake, actor, "the server checks \(user.name)'s signature, and goes on",
      explanation: "It hashes the challenge, and the verification hashes again, so that no honest"
        + " signature is right. Nobody noticed: the result is dropped. And the key is whichever"
        + " one came along.",
      values: [key.information, challenge, hashed, message["signature"]],
      messages: [.received(message)], checks: [Check(claim, verified != nil)],
      weaknesses: ["F2", "F3", "F4"])
    outputs.append(.stage(stage))
  }
}
