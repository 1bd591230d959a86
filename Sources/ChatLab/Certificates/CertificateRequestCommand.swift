import ASN1
import Bytes
import Certificates

/// `chat-lab certificate request`: a request to a CA.
struct CertificateRequestCommand: Command {
  let name = "request"
  let abstract = "Ask a CA for a certificate: a name and a key, signed with the key."
  let discussion = """
    The request is one of PKCS #10. Its signature proves to the CA that whoever asks has the \
    private key, which stays where it is.

      chat-lab certificate request --key alice.key --subject CN=alice \\
        --dns alice.lab.example --out alice.csr
    """

  private let key = Parameter.required(
    "key", .path(), help: "The file with the private key; '-' is standard input.")
  private let reading = KeyReading()
  private let names = NameParameters()
  private let signature = SignatureAlgorithmParameters(isForCertificates: true)
  private let output = OutputFileParameters()

  var parameters: [any Declared] {
    [key] + reading.all + names.all + signature.all + [Encoding.parameter] + output.all
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let subject = try names.subject(arguments)
    let others = names.names(arguments)
    try output.check(arguments, io)
    let path = arguments[key]
    let key = try reading.privateKey(path, arguments, io)
    let algorithm = try signature.algorithm(forCertificatesBy: key.publicKey, arguments)
    var generator = SystemRandom()
    let request = try KeyReading.sorting(path) { () throws(CertificateError) in
      try CertificationRequest(
        subject: subject, names: others, key: key, algorithm: algorithm, using: &generator)
    }
    let block = PEM.Block(label: CertificationRequest.pemLabel, contents: request.der)
    try output.write(arguments[Encoding.parameter].contents(of: block), arguments, io)
    return .success
  }
}
