import Certificates

/// `chat-lab key show`: what a file with a key holds.
struct KeyShowCommand: Command {
  let name = "show"
  let abstract = "Show a key: its kind, its numbers, its fingerprint."
  let discussion = """
    The file may hold a private key, a public key or a certificate, as PEM or DER. Secret numbers \
    are shown only with --private.
    """

  private enum Format: String, CaseIterable, Sendable { case text, json }

  private let key = Parameter.argument(
    "file", .path(), help: "The file with the key; '-' is standard input.")
  private let reading = KeyReading()
  private let isPrivate = Parameter.flag("private", help: "Show the secret numbers too.")
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text, help: "Text, or JSON.")

  var parameters: [any Declared] { [key] + reading.all + [isPrivate, format] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let description = try describe(arguments, io)
    switch arguments[format] {
    case .text: try io.write(description.text(columns: io.columns))
    case .json: try io.write(description.json)
    }
    return .success
  }

  private func describe(
    _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> KeyDescription {
    let path = arguments[key]
    let file = try reading.file(path, arguments, io)
    let isPrivate = arguments[isPrivate]
    switch consume file {
    case .pkcs8(let key):
      return KeyDescription(key, storage: "PKCS #8, not encrypted", showsSecrets: isPrivate)
    case .traditional(let key):
      let storage = key.publicKey.traditionalName + ", not encrypted"
      return KeyDescription(key, storage: storage, showsSecrets: isPrivate)
    case .encryptedPrivateKey(let info):
      let key = try reading.decrypt(info, of: path, arguments, io)
      return KeyDescription(key, storage: info.encryption.name, showsSecrets: isPrivate)
    case .publicKey(let key, let format):
      return KeyDescription(key, storage: format.name)
    case .certificate(let certificate):
      let key = try KeyReading.sorting(path) { () throws(CertificateError) in
        try certificate.subjectPublicKeyInfo.key()
      }
      return KeyDescription(key, storage: "certificate")
    }
  }
}
