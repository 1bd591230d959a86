import ASN1
import Arithmetic
import Bytes
import Certificates
import Terms
import Transcripts

// The key of the CA, and the files of the state directory.
extension CertifiedPeers.Registry {
  typealias Authority = CertifiedPeers.CertificateAuthority
  typealias Layouts = CertifiedPeers.Layouts

  /// Opens the key of the CA, or makes one where there is no state yet.
  mutating func openAuthority(_ outputs: inout [Output]) throws(HandshakeError) {
    let password = Term(
      "\(actor).password", configuration.password, .given(by: actor, as: .typed), notation: .text)
    if let key = records.keyFile {
      try reopen(key, password, &outputs)
    } else {
      try make(password, &outputs)
    }
    guard let authority else { return }
    let fingerprint = try term("ca.fingerprint", SHA256Hash(authority.certificate))
    outputs.append(.notice("the CA's certificate: SHA-256 \(Hex.encode(fingerprint.bytes))"))
    if configuration.password.isEmpty {
      outputs.append(.notice("no --state: the registry is in memory, and ends with the server"))
    }
  }

  private mutating func make(
    _ password: Term, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let (key, values) = try RSAKeyRecipe.hardened(modulusBitWidth: sizes.authorityModulus)
      .make("", from: &draws)
    let time = CertifiedPeers.beginning(ofWhatIsSignedAt: now, by: actor)
    let (certified, authority) = try Authority.make(key, at: time, from: &draws)
    self.authority = authority
    let next = try Authority.serialNumber("serial", from: &draws)
    records.nextSerial = next.serial
    outputs += [
      .stage(
        Stage(
          .certification, actor, "the server makes the CA's key pair",
          explanation: "The server is the CA: it says whose key is whose."
            + (configuration.settings.size == .toy ? " \(sizes.reasonForAuthority)" : ""),
          values: values)),
      .stage(
        Stage(
          .certification, actor, "the CA signs a certificate for itself",
          explanation: "Name and key, signed with that very key: it has to be believed from"
            + " elsewhere. The number of the next certificate is drawn beforehand.",
          values: certified + [
            try term("ca.fingerprint", SHA256Hash(authority.certificate)), next.random, next.serial,
          ])),
    ]
    guard !configuration.password.isEmpty else { return }
    let (kept, file) = try CertifiedPeers.KeyAtRest.protect(
      key, password: password, iterations: sizes.iterations, from: &draws)
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "the server keeps the CA's key under a password",
          explanation: "The rest of the state is for everybody to read.",
          values: kept, weaknesses: isOriginal ? ["F14"] : [],
          closes: isOriginal ? [] : ["F14"])))
    outputs += [
      .store(StoredFile(CertifiedPeers.Records.FileName.key, file)),
      .store(CertifiedPeers.Records.authorityFile(authority.certificate)),
      .store(CertifiedPeers.Records.configurationFile),
      .store(records.serialFile),
    ]
    try signList(&outputs)
    // The index is last: before it is there, nothing has begun.
    outputs.append(.store(records.indexFile))
  }

  /// Signs a list of revoked certificates, and keeps it where there is a state directory.
  mutating func signList(_ outputs: inout [Output]) throws(HandshakeError) {
    guard let authority else { return }
    func file(_ name: String, _ bytes: [UInt8], _ notation: Notation = .hexadecimal) -> Term {
      Term(name, bytes, .given(by: actor, as: .file), notation: notation)
    }
    let revoked = records.index.entries.compactMap { entry -> (serialNumber: Term, date: Term)? in
      guard case .revoked(let date, _) = entry.status else { return nil }
      return (
        file("revoked_serial", entry.serialNumber.contents),
        file("revocation_date", Array(date.description.utf8), .text)
      )
    }
    let number = Term(
      "ca.crl_number", records.nextListNumber.bigEndianBytes, .given(by: actor, as: .file),
      notation: .decimal)
    let time = CertifiedPeers.beginning(ofWhatIsSignedAt: now, by: actor)
    let (values, list) = try authority.list(
      number: number, revoked: revoked, at: time, by: actor)
    records.nextListNumber = records.nextListNumber + .one
    records.list = list
    records.unlisted = false
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "the CA signs the list of revoked certificates",
          explanation: revoked.isEmpty
            ? "It is empty, and says so under the CA's signature."
            : "\(revoked.count) certificates are not to be believed any more.",
          values: values)))
    guard !configuration.password.isEmpty else { return }
    // The number first: two lists never have the same one.
    outputs += [
      .store(records.listNumberFile), .store(CertifiedPeers.Records.listFile(list)),
    ]
  }

  /// The list of revoked certificates that holds now.
  mutating func revocationList(_ outputs: inout [Output]) throws(HandshakeError) -> [Term] {
    if let list = records.list, let read = try? CertificateList(der: list.bytes),
      let next = read.nextUpdate, now < next.secondsSinceEpoch, !records.unlisted
    {
      return [list]
    }
    try signList(&outputs)
    return records.list.map { [$0] } ?? []
  }

  private mutating func reopen(
    _ file: [UInt8], _ password: Term, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let (values, key) = try CertifiedPeers.KeyAtRest.open(
      file, name: CertifiedPeers.Records.FileName.key, password: password, owner: actor)
    let certificate = Term(
      "ca.certificate", records.authorityCertificate, .given(by: actor, as: .file))
    let information = try term("\(actor).public_key_info", RSAPublicKeyInfo(key.publicKey))
    try records.check(key: information.bytes)
    authority = Authority(key: key, keyInformation: information, certificate: certificate)
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "the server opens the CA's key, with \(records.summary)",
          explanation: "Every certificate of the directory was checked.",
          values: values + [information, certificate],
          weaknesses: isOriginal ? ["F14"] : [], closes: isOriginal ? [] : ["F14"])))
    outputs += records.remarks.map { .notice($0) }
    if records.unlisted { try signList(&outputs) }
  }

  // MARK: Registration

  mutating func register(
    _ arrival: Arrival, _ link: Link, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    guard let authority else {
      throw .unexpected(message: "register", while: "the CA has no key yet")
    }
    let message = try arrival.read(
      as: Layouts.register, from: Actor("client"), to: actor, while: "a registration is awaited",
      among: Layouts.withServer(configuration.settings.mode))
    let (name, key) = try registration(in: message)
    let information = try term("\(name).public_key_info", RSAPublicKeyInfo(key))
    let (values, certificate, isNew) = try certify(
      name, message["name"], key, information, authority, &outputs)
    reception[link] = Guest(name: name)
    let stage = Stage(
      .certification, actor,
      isNew ? "the CA certifies \(name)'s key" : "\(name) gets its certificate once more",
      explanation: isNew
        ? "The name is free: it belongs to the first key from now on. The last number is for the next"
          + " certificate."
        : "Name and key are those of the first registration.",
      values: message.contents.map(\.term) + values, messages: [.received(message)])
    let layout = Layouts.choose(
      configuration.settings.mode, Layouts.issued, Layouts.issuedWithAuthority)
    try send(
      layout, isOriginal ? [certificate] : [certificate, authority.certificate], to: link, stage,
      &outputs)
    if readsOutFingerprint, !isOriginal {
      let fingerprint = try term("ca.fingerprint", SHA256Hash(authority.certificate))
      outputs.append(.ask(fingerprintOf: Actor(name), own: fingerprint.bytes))
    }
  }

  private func registration(
    in message: Message
  ) throws(HandshakeError) -> (name: String, key: RSAPublicKeyTerms) {
    func text(_ field: String) -> String { String(decoding: message[field].bytes, as: UTF8.self) }
    guard message["version"].bytes == [1] else { throw .field("register version", expected: "1") }
    guard text("lab") == CertifiedPeers.name else {
      throw .mismatch(of: "lab", own: CertifiedPeers.name, other: "another one")
    }
    try configuration.settings.check(message)
    let name = text("name")
    try UserName.check(name, in: "register name")
    guard reception.links(holding: name.lowercased()).isEmpty else {
      throw .refused("\(name) is here already")
    }
    let key = RSAPublicKeyTerms(n: message["n"], e: message["e"])
    let n = try number(key.n, "register n")
    guard n.bitWidth == sizes.userModulus, !n.isEven else {
      throw .field("register n", expected: "odd, of \(sizes.userModulus) bits")
    }
    guard try number(key.e, "register e") == 65537 else {
      throw .field("register e", expected: "65537")
    }
    return (name, key)
  }

  /// The certificate of a name: the one that it has, or a new one.
  ///
  /// The order of the files is what makes an acknowledged registration last: the certificate is
  /// there before the index names it, and the index before the user hears of it.
  private mutating func certify(
    _ name: String, _ nameTerm: Term, _ key: RSAPublicKeyTerms, _ information: Term,
    _ authority: Authority, _ outputs: inout [Output]
  ) throws(HandshakeError) -> (values: [Term], certificate: Term, isNew: Bool) {
    if let record = records[name] {
      guard record.name == name, record.key == information.bytes else {
        throw .refused("\(record.name) is registered with another key")
      }
      if let objection = record.objection(at: now) { throw .refused(objection) }
      return ([information, record.certificate], record.certificate, false)
    }
    guard let serial = records.nextSerial else {
      throw .unexpected(message: "register", while: "the CA has no key yet")
    }
    let time = CertifiedPeers.beginning(ofWhatIsSignedAt: now, by: actor)
    let (values, certificate) = try authority.issue(
      to: nameTerm, key: key, serial: serial, at: time, by: actor)
    let next = try Authority.serialNumber("serial", from: &draws)
    let files = try records.add(
      name, key: information.bytes, certificate, nextSerial: next.serial)
    if !configuration.password.isEmpty { outputs += files.map { .store($0) } }
    return (values + [next.random, next.serial], certificate, true)
  }
}
