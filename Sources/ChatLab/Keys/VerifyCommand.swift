import Bytes
import Certificates

/// `chat-lab verify`: whether a signature on a file is valid.
struct VerifyCommand: Command {
  let name = "verify"
  let abstract = "Check a signature on a file."
  let discussion = """
    The key may be a public key, a private key or a certificate; whether to trust a certificate \
    is another question, and not asked here. The signature may be octets or hexadecimal digits.

    The exit status is 1 if the signature is not valid.

      chat-lab verify --key alice.pub.pem --signature letter.sig letter.txt
    """

  private let key = Parameter.required(
    "key", .path(), help: "The file with the key; '-' is standard input.")
  private let reading = KeyReading()
  private let signature = SignatureAlgorithmParameters()
  private let signatureFile = Parameter.required(
    "signature", .path(), help: "The file with the signature.")
  private let file = Parameter.argument(
    "file", .path(), help: "What was signed; '-' is standard input.")

  var parameters: [any Declared] {
    [key] + reading.all + signature.all + [signatureFile, file]
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    guard arguments[signatureFile] != "-" else {
      throw .usage("--signature: '-' is not a file, expected one")
    }
    let message = OctetSource.file(arguments[file])
    let key = try reading.publicKey(arguments[key], message: message, arguments, io)
    let algorithm = try signature.algorithm(for: key, arguments)
    let octets = try OctetSource.file(arguments[signatureFile]).read(io, limit: 1 << 16)
    let isValid = key.verify(
      signature: Self.signature(in: octets), message: try message.read(io), algorithm: algorithm)
    guard isValid else {
      throw .failed(
        "\(arguments[signatureFile]): no valid signature on \(KeyReading.name(arguments[file])) "
          + "(\(algorithm))")
    }
    try io.writeLine("valid: \(algorithm)")
    return .success
  }

  /// The octets of a signature, which may stand there as hexadecimal digits on one line.
  ///
  /// No signature consists of such digits alone, save with a chance of 1 in 2^100.
  private static func signature(in contents: [UInt8]) -> [UInt8] {
    let text = String(decoding: contents, as: UTF8.self)
    let line = text.hasSuffix("\n") ? String(text.dropLast()) : text
    guard !line.isEmpty, let octets = try? Hex.decode(line) else { return contents }
    return octets
  }
}
