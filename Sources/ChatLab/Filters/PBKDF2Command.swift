import Hashing

/// `chat-lab pbkdf2`: a key from a password.
struct PBKDF2Command: Command {
  let name = "pbkdf2"
  let abstract = "Derive a key from a password, slowly."
  let discussion = """
    A password on the command line can be seen by other users of the machine; one in a file \
    cannot.
    """

  private let algorithm = Parameter.argument(
    "algorithm", HashAlgorithm.form, default: .sha256, help: "The hash function of the HMAC.")
  private let password = SecretParameters.password
  private let salt = Parameter.required("salt", .hex(), help: "The salt in hexadecimal digits.")
  private let iterations = Parameter.required(
    "iterations", .integer("n", in: 1...Int(UInt32.max)), help: "How often HMAC is repeated.")
  private let length = Parameter.option(
    "length", .integer("n", in: 1...65_536), default: 32,
    help: "How many octets of key to derive.")
  private let result = ResultParameters(isSecret: true)

  var parameters: [any Declared] {
    [algorithm] + password.all + [salt, iterations, length] + result.all
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let password = try password.octets(arguments, io)
    let key = try derive(arguments[algorithm].implementation, password, arguments)
    try result.write(key, arguments, io)
    return .success
  }

  private func derive<H: HashFunction>(
    _ function: H.Type, _ password: [UInt8], _ arguments: Arguments
  ) throws(CommandError) -> [UInt8] {
    do throws(HashingError) {
      return try PBKDF2<H>.deriveKey(
        password: password, salt: arguments[salt], iterations: arguments[iterations],
        length: arguments[length])
    } catch {
      throw .usage("\(error)")
    }
  }
}
