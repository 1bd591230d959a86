import ASN1
import Bytes
import Certificates

/// `chat-lab certificate issue`: a certificate for who asked.
struct CertificateIssueCommand: Command {
  let name = "issue"
  let abstract = "Issue a certificate for a request, as a CA."
  let discussion = """
    The request must be signed by its own key. The certificate has the subject, the key and the \
    other names of the request, and nothing else that it may ask for.

    The CA is a certificate with its private key, or a directory that 'certificate authority' made, \
    which then keeps the certificate too.

      chat-lab certificate issue --ca ca.pem --ca-key ca.key --request alice.csr
      chat-lab certificate issue --directory lab-ca --request alice.csr
    """

  private let authority = AuthorityParameters()
  private let request = Parameter.required("request", .path(), help: "The file with the request.")
  private let names = NameParameters()
  private let days = Parameter.option(
    "days", .integer("n", in: 1...36_500), default: 365,
    help: "For how many days it holds, as long as the CA's own certificate does.")
  private let purposes = Parameter.options(
    "purpose", .choice("purpose") as ValueForm<PathValidation.Purpose>,
    help: "What it is for. (default: server and client)")
  private let isAuthority = Parameter.flag(
    "as-ca", help: "Issue a certificate of another CA, below this one.")
  private let pathLength = Parameter.option(
    "path-length", .integer("n", in: 0...100), default: 0,
    help: "How many CAs may follow the other one.")
  private let signature = SignatureAlgorithmParameters(isForCertificates: true)
  private let output = OutputFileParameters()

  var parameters: [any Declared] {
    authority.all + [request] + names.others + [days, purposes, isAuthority, pathLength]
      + signature.all + [Encoding.parameter] + output.all
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    if !arguments[isAuthority], arguments.wereGiven(pathLength) {
      throw .usage("--path-length: is for a CA, expected --as-ca")
    }
    if arguments[isAuthority], !names.names(arguments).isEmpty || arguments.wereGiven(purposes) {
      throw .usage("--as-ca: a CA is no host and has no purpose, expected neither")
    }
    try output.check(arguments, io)
    let proven = try CertificateReading.request(arguments[request], io)
    let source = try authority.source(arguments, io)
    let key = try authority.privateKey(source, arguments, io)
    var generator = SystemRandom()
    let issuance = Issuance(
      authority: source.certificate,
      serialNumber: source.directory?.nextSerialNumber ?? .random(using: &generator),
      days: arguments[days], pathLength: arguments[isAuthority] ? arguments[pathLength] : nil,
      purposes: arguments[purposes].isEmpty ? [.server, .client] : arguments[purposes],
      algorithm: try signature.algorithm(forCertificatesBy: key.publicKey, arguments))
    let certificate = try issuance.certificate(
      for: proven, names: names.names(arguments), by: key)
    try source.directory?.add(certificate, using: &generator)
    let block = PEM.Block(label: Certificate.pemLabel, contents: certificate.der)
    try output.write(arguments[Encoding.parameter].contents(of: block), arguments, io)
    return .success
  }
}

/// Who issues: a certificate with its key, or a directory with both.
struct AuthorityParameters: Sendable {
  private let certificate = Parameter.option(
    "ca", .path("certificate"), help: "The file with the certificate of the CA.")
  private let key = Parameter.option(
    "ca-key", .path(), help: "The file with its private key; '-' is standard input.")
  private let directory = Parameter.option(
    "directory", .path("directory"), help: "The directory of the CA, in place of both.")
  private let reading = KeyReading()

  /// The parameters, for the list of a command.
  var all: [any Declared] { [certificate, key, directory] + reading.all }

  /// Where the CA is.
  struct Source {
    let certificate: Certificate
    /// The file with the key.
    let keyPath: String
    /// The directory, when it is one.
    let directory: AuthorityDirectory?
  }

  /// Finds the CA.
  ///
  /// - Throws: `CommandError.usage` unless it was named in one of the two ways; what reading throws.
  func source(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Source {
    switch (arguments[certificate], arguments[key], arguments[directory]) {
    case (let certificate?, let key?, nil):
      return Source(
        certificate: try CertificateReading.certificate(certificate, io), keyPath: key,
        directory: nil)
    case (nil, nil, let path?):
      let directory = try AuthorityDirectory(path)
      return Source(
        certificate: directory.certificate, keyPath: directory.keyPath, directory: directory)
    default:
      throw .usage("who is the CA: expected --ca and --ca-key, or --directory")
    }
  }

  /// Reads the private key of the CA.
  ///
  /// - Throws: What reading a key throws.
  func privateKey(
    _ source: Source, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> PrivateKey {
    try reading.privateKey(source.keyPath, arguments, io)
  }
}
