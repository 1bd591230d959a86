import ASN1
import Bytes
import Certificates
import Transport

/// `chat-lab certificate self-sign`: a certificate that its holder signs.
struct CertificateSelfSignCommand: Command {
  let name = "self-sign"
  let abstract = "Make a certificate for a key and sign it with the same key."
  let discussion = """
    With --ca it is a certificate of a CA, from which paths begin; without, one of a host or \
    person.

      chat-lab certificate self-sign --key ca.key --subject 'CN=Lab CA' --ca
    """

  private let key = Parameter.required(
    "key", .path(), help: "The file with the private key; '-' is standard input.")
  private let reading = KeyReading()
  private let names = NameParameters()
  private let days = Parameter.option(
    "days", .integer("n", in: 1...36_500), default: 365, help: "For how many days it holds.")
  private let isAuthority = Parameter.flag("ca", help: "Make a certificate of a CA.")
  private let pathLength = Parameter.option(
    "path-length", .integer("n", in: 0...100),
    help: "How many CAs may follow this one. (default: any number)")
  private let signature = SignatureAlgorithmParameters(isForCertificates: true)
  private let output = OutputFileParameters()

  var parameters: [any Declared] {
    [key] + reading.all + names.all + [days, isAuthority, pathLength] + signature.all
      + [Encoding.parameter] + output.all
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let subject = try names.subject(arguments)
    let others = names.names(arguments)
    if arguments[isAuthority] {
      guard !subject.isEmpty else { throw .usage("--ca: a CA has a name, expected --subject") }
      guard others.isEmpty else { throw .usage("--ca: is for no host, expected --subject alone") }
    } else if arguments.wereGiven(pathLength) {
      throw .usage("--path-length: is for a CA, expected --ca")
    }
    try output.check(arguments, io)
    let path = arguments[key]
    let key = try reading.privateKey(path, arguments, io)
    let algorithm = try signature.algorithm(forCertificatesBy: key.publicKey, arguments)
    var generator = SystemRandom()
    let info = SubjectPublicKeyInfo(key.publicKey)
    let serialNumber = SerialNumber.random(using: &generator)
    let validity = Validity(from: .now, days: arguments[days])
    let template: CertificateTemplate =
      arguments[isAuthority]
      ? .root(
        subject: subject, key: info, serialNumber: serialNumber, validity: validity,
        pathLength: arguments[pathLength])
      : .endEntity(
        subject: subject, names: others, key: info, issuer: nil, serialNumber: serialNumber,
        validity: validity)
    let certificate = try KeyReading.sorting(path) { () throws(CertificateError) in
      try template.signed(by: key, algorithm: algorithm, using: &generator)
    }
    let block = PEM.Block(label: Certificate.pemLabel, contents: certificate.der)
    try output.write(arguments[Encoding.parameter].contents(of: block), arguments, io)
    return .success
  }
}

extension ASN1Time {
  /// The time of day.
  static var now: ASN1Time { ASN1Time(secondsSinceEpoch: WallClock.now) }
}
