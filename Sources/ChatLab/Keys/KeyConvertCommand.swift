import Bytes
import Certificates

/// `chat-lab key convert`: a private key in another format, or under another password.
struct KeyConvertCommand: Command {
  let name = "convert"
  let abstract = "Write a private key in another format, or under another password."
  let discussion = """
    An encrypted key stays encrypted, under a new password, unless --plain is given.

      chat-lab key convert alice.pem --encrypt --out alice.new.pem
      chat-lab key convert alice.pem --plain --format traditional
    """

  private let key = Parameter.argument(
    "file", .path(), help: "The file with the private key; '-' is standard input.")
  private let reading = KeyReading()
  private let isPlain = Parameter.flag("plain", help: "Do not encrypt the key, even if it was.")
  private let output = PrivateKeyOutput(passwordOption: "new-password-file")

  var parameters: [any Declared] { [key] + reading.all + [isPlain] + output.all }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    if arguments[isPlain], output.isEncrypted(arguments) {
      throw .usage("--plain: a new password is given too, expected one of the two")
    }
    let path = arguments[key]
    let second = output.isPasswordStandardInput(arguments)
    if second, path == "-" || reading.isPasswordStandardInput(arguments) {
      throw .usage("--new-password-file: standard input is something else, expected a file")
    }
    let file = try reading.file(path, arguments, io)
    let key: PrivateKey
    switch consume file {
    case .pkcs8(let plain): key = plain
    case .traditional(let plain): key = plain
    case .encryptedPrivateKey(let info):
      guard arguments[isPlain] || output.isEncrypted(arguments) else {
        throw .usage(
          "\(KeyReading.name(path)): is encrypted, expected --encrypt, --new-password-file or "
            + "--plain")
      }
      key = try reading.decrypt(info, of: path, arguments, io)
    case .publicKey: throw KeyReading.noPrivateKey(path)
    case .certificate: throw KeyReading.noPrivateKey(path)
    }
    var password = try output.newPassword(arguments, io)
    defer { if password != nil { wipe(&password!) } }
    try output.write(key, password: password, arguments, io)
    return .success
  }
}
