import ASN1
import Certificates

/// `chat-lab certificate crl`: a new list of revoked certificates.
struct CertificateListCommand: Command {
  let name = "crl"
  let abstract = "Issue a list of the certificates that a CA has revoked."
  let discussion = """
    The list gets the next number, and is kept in the directory as crl.pem.

      chat-lab certificate crl --directory lab-ca --days 7
    """

  private let directory = Parameter.required(
    "directory", .path("directory"), help: "The directory of the CA.")
  private let reading = KeyReading()
  private let days = Parameter.option(
    "days", .integer("n", in: 1...3650), default: 30,
    help: "In how many days there will be a newer one.")
  private let signature = SignatureAlgorithmParameters(isForCertificates: true)
  private let output = OutputFileParameters()

  var parameters: [any Declared] {
    [directory] + reading.all + [days] + signature.all + [Encoding.parameter] + output.all
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    try output.check(arguments, io)
    let authority = try AuthorityDirectory(arguments[directory])
    let key = try reading.privateKey(authority.keyPath, arguments, io)
    let list = try authority.issueList(
      by: key, days: arguments[days],
      algorithm: try signature.algorithm(forCertificatesBy: key.publicKey, arguments))
    let block = PEM.Block(label: CertificateList.pemLabel, contents: list.der)
    try output.write(arguments[Encoding.parameter].contents(of: block), arguments, io)
    return .success
  }
}
