import Bytes
import Terms
import Transcripts

// MARK: The signature key

extension Rooms.Member {
  private typealias Layouts = Rooms.Layouts

  /// The files of a user, by what they hold.
  static func keyFile(of name: String) -> String { "\(name)/key.pem" }
  static func certificateFile(of name: String) -> String { "\(name)/certificate.pem" }
  static func authorityFile(of name: String) -> String { "\(name)/authority.pem" }

  mutating func start(_ outputs: inout [Output]) throws(HandshakeError) {
    let name = Self.keyFile(of: actor.name)
    guard let file = configuration.files[name] else {
      let key = try makeKey(&outputs)
      return try sayHello(with: key, &outputs)
    }
    try unlock(file, named: name, password: configuration.password, &outputs)
  }

  /// Makes a key pair, and keeps it under the password.
  private mutating func makeKey(
    _ outputs: inout [Output]
  ) throws(HandshakeError) -> Rooms.SigningKey {
    let curve = seat.rules.curve
    let number = try seat.draws.draw("private_key", .scalar(below: curve.order))
    let key = try Rooms.SigningKey(number, of: actor, on: curve)
    var values = [number, key.publicKey.point, key.publicKey.information]
    values.append(key.publicKey.fingerprint)
    guard !configuration.password.isEmpty else {
      outputs.append(
        .stage(
          Stage(
            .certification, actor, "\(actor) makes a signature key on \(curve.rawValue)",
            explanation: "There is no password, so the key is kept nowhere: it is for this run.",
            values: values)))
      return key
    }
    let password = Term(
      "\(actor).password", configuration.password, .given(by: actor, as: .typed), notation: .text)
    let sealed = try Rooms.ProtectedKey.seal(
      key, password: password, iterations: seat.rules.fileIterations, from: &seat.draws)
    let stage = Stage(
      .certification, actor, "\(actor) makes a signature key on \(curve.rawValue)",
      explanation: "The private key lies in a file that only the password opens."
        + seat.rules.sizeReason,
      values: values + sealed)
    outputs.append(.stage(stage))
    if let file = sealed.last {
      outputs.append(.store(StoredFile(Self.keyFile(of: actor.name), file.bytes)))
    }
    return key
  }

  /// Opens the key file; a wrong password is asked for again.
  private mutating func unlock(
    _ file: [UInt8], named name: String, password: [UInt8], _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard
      case .key(let octets) = try Rooms.ProtectedKey.open(
        file, named: name, password: password, on: seat.rules.curve)
    else {
      if !password.isEmpty { outputs.append(.notice("wrong password for \(name)")) }
      outputs.append(.prompt("password for \(name)> "))
      state = .unlocking
      return
    }
    let number = Term("\(actor).private_key", octets, .given(by: actor, as: .file))
    let key = try Rooms.SigningKey(number, of: actor, on: seat.rules.curve)
    let stage = Stage(
      .certification, actor, "\(actor) opens the key file with the password",
      values: [
        number, key.publicKey.point, key.publicKey.information, key.publicKey.fingerprint,
      ])
    outputs += [.prompt(nil), .stage(stage)]
    try sayHello(with: key, &outputs)
  }

  /// Takes a line as the password.
  mutating func unlock(_ line: [UInt8], _ outputs: inout [Output]) throws(HandshakeError) {
    let name = Self.keyFile(of: actor.name)
    try unlock(configuration.files[name] ?? [], named: name, password: line, &outputs)
  }
}

// MARK: - Certification

extension Rooms.Member {
  private mutating func sayHello(
    with key: Rooms.SigningKey, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    seat.key = key
    let values =
      [Term.constant("version", [1]), .text("lab", seat.rules.lab)]
      + seat.rules.settings.terms + [.text("\(actor).name", actor.name)]
    let message = try seat.write(Layouts.hello, values)
    let stage = Stage(
      .connection, actor, "\(actor) says hello to the server",
      explanation: "Mode and size go first: nobody can be talked down to another mode.",
      values: values, messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: seat.channel.link)]
    state = .greeting
    allow(seconds: Self.answerLimit)
  }

  mutating func greeted(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try seat.read(arrival, as: Layouts.greeting, while: "a greeting is awaited")
    let isRegistered = message["is_registered"].bytes == [1]
    let stage = Stage(
      .certification, actor,
      isRegistered
        ? "the server has a key for the name \(actor)" : "the server has no key for \(actor)",
      values: [message["is_registered"]], messages: [.received(message)])
    outputs.append(.stage(stage))
    state = .certifying
    guard !isRegistered, let key = seat.key else { return }
    let values = try Rooms.CertificateTerms.request(for: actor.name, key, of: actor)
    let request = try seat.write(Layouts.request, [values[values.count - 1]])
    let asking = Stage(
      .certification, actor, "\(actor) asks for a certificate",
      explanation: seat.rules.registers
        ? "Name and public key, signed with the private one: this registers the key."
        : "Name and public key, signed with the private one.",
      values: values, messages: [.sent(request)])
    outputs += [.stage(asking), .send(request.bytes, on: seat.channel.link)]
    allow(seconds: Self.answerLimit)
  }

  mutating func certified(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try seat.read(
      arrival, as: Layouts.certificate, while: "a certificate is awaited")
    var stage = Stage(
      .certification, actor, "\(actor) gets a certificate",
      explanation: seat.rules.isHardened
        ? "" : "The program puts it into a file and looks at nothing in it.",
      values: message.contents.map(\.term), messages: [.received(message)])
    if seat.rules.isHardened { try check(message, &stage) }
    seat.authority = message["authority"]
    outputs += [
      .stage(stage),
      .store(StoredFile(Self.certificateFile(of: actor.name), message["certificate"].bytes)),
      .store(StoredFile(Self.authorityFile(of: actor.name), message["authority"].bytes)),
    ]
    state = .challenged
    allow(seconds: Self.answerLimit)
  }

  /// Looks whether the certificate is for this name and this key.
  private func check(_ message: Message, _ stage: inout Stage) throws(HandshakeError) {
    guard let key = seat.key else { return }
    let certified = try Rooms.CertifiedKey(
      message["certificate"], of: actor, authority: message["authority"], seat.rules,
      at: seat.now)
    stage.values += certified.values
    let claim = "the certificate has \(actor)'s own key"
    let holds = certified.key.information.bytes == key.publicKey.information.bytes
    stage.checks = certified.checks + [Check(claim, holds)]
    // So it is for everybody who comes again and has not kept the key.
    guard holds else { throw .verification("\(claim); \(actor) is registered with another") }
  }
}

// MARK: - Login

extension Rooms.Member {
  mutating func challenged(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let key = seat.key else { return }
    let message = try seat.read(
      arrival, as: seat.layouts.challenge, while: "a challenge is awaited")
    let challenge = message["challenge"]
    let signed =
      seat.rules.isHardened
      ? try Rooms.loginText(challenge, name: actor, key.publicKey, seat.rules) : challenge
    let signature = try Rooms.Signature("login", over: signed, by: key, of: actor)
    let suppliesKey = !seat.rules.registers
    let response = try seat.write(
      suppliesKey ? Layouts.responseWithKey : Layouts.response,
      (suppliesKey ? [key.publicKey.information] : []) + [signature.octets])
    let stage = Stage(
      .handshake, actor, "\(actor) signs the server's challenge",
      explanation: suppliesKey
        ? "With the signature goes the key to check it with: any key pair will do."
        : "The server has the key that this must verify with.",
      values: [challenge] + (seat.rules.isHardened ? [signed] : []) + signature.values,
      messages: [.received(message), .sent(response)],
      weaknesses: suppliesKey ? ["F4"] : [],
      closes: seat.rules.isHardened ? ["F2", "F3", "F4"] : [])
    outputs += [.stage(stage), .send(response.bytes, on: seat.channel.link)]
    state = .authenticating
    allow(seconds: Self.answerLimit)
  }

  mutating func welcomed(
    _ arrival: Arrival, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let message = try seat.read(arrival, as: Layouts.welcome, while: "the server's verdict")
    outputs.append(
      .stage(
        Stage(
          .handshake, actor, "the server lets \(actor) in", messages: [.received(message)])))
    if let room = configuration.room {
      leavesForGood = true
      try ask(
        configuration.createsRoom ? .create(room) : .join(room), waits: true, &outputs)
    } else {
      outputs.append(.ready)
      showMenu(&outputs)
    }
  }
}
