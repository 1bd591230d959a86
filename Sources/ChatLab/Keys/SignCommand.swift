import Bytes
import Certificates

/// `chat-lab sign`: a signature on a file.
struct SignCommand: Command {
  let name = "sign"
  let abstract = "Sign a file with a private key."
  let discussion = """
    The signature is what 'openssl dgst -verify' takes: the octets of RSA, or for ECDSA the DER \
    encoding of the two numbers. A terminal gets hexadecimal digits instead.

      chat-lab sign --key alice.pem --out letter.sig letter.txt
    """

  private let key = Parameter.required(
    "key", .path(), help: "The file with the private key; '-' is standard input.")
  private let reading = KeyReading()
  private let signature = SignatureAlgorithmParameters()
  private let output = OutputFileParameters()
  private let file = Parameter.argument(
    "file", .path(), help: "What is signed; '-' is standard input.")

  var parameters: [any Declared] {
    [key] + reading.all + signature.all + output.all + [file]
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let message = OctetSource.file(arguments[file])
    try output.check(arguments, io)
    let path = arguments[key]
    let key = try reading.privateKey(path, message: message, arguments, io)
    let algorithm = try signature.algorithm(for: key.publicKey, arguments)
    let octets = try message.read(io)
    var generator = SystemRandom()
    let signed: [UInt8]
    do throws(CertificateError) {
      signed = try key.sign(octets, algorithm: algorithm, using: &generator)
    } catch {
      throw .failed("\(KeyReading.name(path)): \(error)")
    }
    if output.path(arguments) == nil, io.isTerminal {
      try io.writeLine(Hex.encode(signed))
    } else {
      try output.write(signed, arguments, io)
    }
    return .success
  }
}
