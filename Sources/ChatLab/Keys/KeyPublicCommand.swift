import Certificates

/// `chat-lab key public`: the public half of a key.
struct KeyPublicCommand: Command {
  let name = "public"
  let abstract = "Write the public half of a key."
  let discussion = """
    The file may hold a private key, a public key or a certificate, as PEM or DER.

      chat-lab key public alice.pem --out alice.pub.pem
    """

  private let key = Parameter.argument(
    "file", .path(), help: "The file with the key; '-' is standard input.")
  private let reading = KeyReading()
  private let format = Parameter.option(
    "format", .choice("format"), default: PublicKeyFormat.subjectPublicKeyInfo,
    help: "SubjectPublicKeyInfo, or PKCS #1, which is for RSA alone.")
  private let output = OutputFileParameters()

  var parameters: [any Declared] {
    [key] + reading.all + [format, Encoding.parameter] + output.all
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let key = try reading.publicKey(arguments[key], arguments, io)
    guard let block = key.block(arguments[format]) else {
      throw .usage("--format pkcs1: the key is none of RSA, expected spki")
    }
    try output.write(arguments[Encoding.parameter].contents(of: block), arguments, io)
    return .success
  }
}
