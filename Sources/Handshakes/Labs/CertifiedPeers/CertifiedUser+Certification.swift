import ASN1
import Bytes
import Certificates
import Terms
import Transcripts

// The key, and the certificate for it.
extension CertifiedPeers.User {
  private typealias Layouts = CertifiedPeers.Layouts

  /// The files of a home.
  enum FileName {
    static let key = "key.pem"
    static let certificate = "certificate.pem"
    static let authority = "ca.pem"
  }

  mutating func start(_ outputs: inout [Output]) throws(HandshakeError) {
    outputs.append(.listen)
    try checkHome()
    let key = try ownKey(&outputs)
    var channel = Channel(link)
    let values =
      [Term.constant("version", [1]), .text("lab", CertifiedPeers.name)]
      + configuration.settings.terms
      + [.text("\(actor).name", configuration.name), key.publicKey.n, key.publicKey.e]
    let message = try channel.write(
      Layouts.register, values, from: actor, to: Self.serverActor)
    let stage = Stage(
      .certification, actor, "\(actor) registers name and public key",
      explanation: "Mode and size go first: nobody can be talked down to another mode.",
      values: values, messages: [.sent(message)])
    outputs += [.stage(stage), .send(message.bytes, on: link)]
    server = channel
    state = .registering(key)
    patience.allow(seconds: Self.limit)
  }

  /// A home belongs to one user.
  private func checkHome() throws(HandshakeError) {
    guard let file = configuration.files[FileName.certificate] else { return }
    let owner: String?
    do {
      owner = try Certificate.readAll(file).first?.subject.commonName
    } catch {
      throw .configuration("\(FileName.certificate): \(error)")
    }
    guard owner == configuration.name else {
      throw .configuration(
        "\(FileName.certificate): the home of \(owner ?? "nobody"), not of \(configuration.name)")
    }
  }

  /// The key in the home; a new one where there is none, which is kept if there is a password.
  private mutating func ownKey(
    _ outputs: inout [Output]
  ) throws(HandshakeError) -> RSAKeyTerms {
    let password = Term(
      "\(actor).password", configuration.password, .given(by: actor, as: .typed), notation: .text)
    if let file = configuration.files[FileName.key] {
      let (values, key) = try CertifiedPeers.KeyAtRest.open(
        file, name: FileName.key, password: password, owner: actor)
      guard key.publicKey.length == (sizes.userModulus + 7) / 8 else {
        throw .configuration(
          "\(FileName.key): a key of \(8 * key.publicKey.length) bits, expected"
            + " \(sizes.userModulus); real and toy runs need homes of their own")
      }
      outputs.append(
        .stage(
          Stage(
            .certification, actor, "\(actor) opens its key file",
            explanation: "The key was made once. Without the password the file says nothing.",
            values: values, weaknesses: isOriginal ? ["F14"] : [],
            closes: isOriginal ? [] : ["F14"])))
      return key
    }
    let (key, values) = try RSAKeyRecipe.hardened(modulusBitWidth: sizes.userModulus)
      .make("", from: &draws)
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "\(actor) makes an RSA key pair",
          explanation: "Once, for all sessions. The public key (e, n) goes out; the rest stays."
            + (configuration.settings.size == .toy ? " \(sizes.reasonForUsers)" : ""),
          values: values)))
    guard !configuration.password.isEmpty else { return key }
    let (kept, file) = try CertifiedPeers.KeyAtRest.protect(
      key, password: password, iterations: sizes.iterations, from: &draws)
    outputs += [
      .stage(
        Stage(
          .certification, actor, "\(actor) keeps the key under a password",
          explanation: "The document's authors confess that their keys lay on disk in the clear."
            + " Here no mode does that.",
          values: kept, weaknesses: isOriginal ? ["F14"] : [],
          closes: isOriginal ? [] : ["F14"])),
      .store(StoredFile(FileName.key, file)),
    ]
    return key
  }

  mutating func receiveCertificate(
    _ arrival: Arrival, _ key: RSAKeyTerms, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let layout = Layouts.choose(
      configuration.settings.mode, Layouts.issued, Layouts.issuedWithAuthority)
    let message = try read(arrival, as: layout, while: "the certificate is awaited")
    let certificate = message["certificate"]
    guard !isOriginal else {
      return try acceptUnchecked(certificate, message, for: key, &outputs)
    }
    let sent = message["ca_certificate"]
    let (authority, isNew) = try trustedAuthority(sent)
    let hash = try term("ca.fingerprint", SHA256Hash(authority))
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "a certificate arrives for \(actor), and the CA's own",
          explanation: isNew
            ? "Who believes this CA believes all its certificates: its fingerprint is compared."
            : "The CA is the one that the home has, whatever the server sends.",
          values: [certificate, authority, hash], messages: [.received(message)])))
    if isNew, case .compareOutOfBand = anchor {
      state = .comparingAuthority(key, certificate: certificate, authority: authority)
      outputs.append(.ask(fingerprintOf: Self.serverActor, own: hash.bytes))
      return
    }
    if isNew {
      outputs += [
        .notice("trusting this CA from now on, compare with the server's screen:"),
        .notice("  CA \(Hex.encode(hash.bytes))"),
      ]
    }
    try accept(certificate, for: key, by: authority, &outputs)
  }

  /// The CA of the home, or the one that the server has sent.
  private func trustedAuthority(
    _ sent: Term
  ) throws(HandshakeError) -> (authority: Term, isNew: Bool) {
    guard let file = configuration.files[FileName.authority] else { return (sent, true) }
    do {
      let certificates = try Certificate.readAll(file)
      let known = Term(
        "ca.certificate", certificates[0].der, .given(by: actor, as: .file))
      return (known, false)
    } catch {
      throw .configuration("\(FileName.authority): \(error)")
    }
  }

  mutating func compareAuthority(
    _ heard: [UInt8], _ authority: Term, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let hash = try term("ca.fingerprint", SHA256Hash(authority))
    let expected = Term(
      "ca.expected_fingerprint", heard, .given(by: actor, as: .outOfBand))
    let claim = "\(hash.name) = \(expected.name)"
    let isEqual = Choice(hash.bytes, equals: heard).declassified
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "\(actor) compares the CA's fingerprint",
          explanation: "Once, on a channel that no attacker alters: the server's screen shows it.",
          values: [hash, expected], checks: [Check(claim, isEqual)])))
    guard isEqual else { throw .verification("\(claim); this is not the CA") }
  }

  /// Checks the own certificate by the CA, keeps both, and asks for the other one.
  mutating func accept(
    _ certificate: Term, for key: RSAKeyTerms, by authority: Term, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let read = try CertifiedPeers.ReadCertificate(certificate, of: actor, sizes)
    let trust = CertifiedPeers.Trust(
      authority: authority, revocationList: nil, time: now, sizes: sizes)
    let (values, checks, result) = try trust.validate(read, name: configuration.name)
    let isOwnKey = isSame(read.key, key)
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "\(actor) validates its own certificate",
          explanation: "The CA's signature opens to what it must be, and the key is \(actor)'s.",
          values: read.values + values,
          checks: checks + [Check("\(read.key.n.name) = \(key.publicKey.n.name)", isOwnKey)],
          closes: ["F8"])))
    if case .failure(let error) = result { throw error }
    guard isOwnKey else { throw foreignKey }
    outputs += [
      .store(StoredFile(FileName.authority, Self.pem(authority))),
      .store(StoredFile(FileName.certificate, Self.pem(certificate))),
    ]
    try request(
      Member(
        identity: CertifiedPeers.Identity(key: key, certificate: certificate),
        authority: authority), &outputs)
  }

  /// What the original does: only the key is compared.
  private mutating func acceptUnchecked(
    _ certificate: Term, _ message: Message, for key: RSAKeyTerms, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    let read = try CertifiedPeers.ReadCertificate(certificate, of: actor, sizes)
    let isOwnKey = isSame(read.key, key)
    outputs.append(
      .stage(
        Stage(
          .certification, actor, "\(actor) checks its own certificate",
          explanation: "Only the key is compared. Whether a CA has signed it, nobody looks.",
          values: [certificate] + read.values, messages: [.received(message)],
          checks: [Check("\(read.key.n.name) = \(key.publicKey.n.name)", isOwnKey)],
          weaknesses: ["F8"])))
    guard isOwnKey else { throw foreignKey }
    outputs.append(.store(StoredFile(FileName.certificate, Self.pem(certificate))))
    try request(
      Member(
        identity: CertifiedPeers.Identity(key: key, certificate: certificate), authority: nil),
      &outputs)
  }

  private var foreignKey: HandshakeError {
    .verification("the key in \(actor)'s certificate is \(actor)'s own")
  }

  private func isSame(_ certified: RSAPublicKeyTerms, _ own: RSAKeyTerms) -> Bool {
    certified.n.bytes == own.publicKey.n.bytes && certified.e.bytes == own.publicKey.e.bytes
  }

  private static func pem(_ certificate: Term) -> [UInt8] {
    Array(PEM.encode(label: Certificate.pemLabel, contents: certificate.bytes).utf8)
  }
}
