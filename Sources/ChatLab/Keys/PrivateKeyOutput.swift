import ASN1
import Bytes
import Certificates

/// How a command writes a private key: under which password if any, in which format, where.
struct PrivateKeyOutput: Sendable {
  private let password: PasswordParameters
  private let isAsked = Parameter.flag(
    "encrypt", help: "Encrypt the key; the password is asked for on the terminal, twice.")
  private let iterations = Parameter.option(
    "iterations", .integer("n", in: PBES2.allowedIterations), default: PBES2.usualIterations,
    help: "How often PBKDF2 repeats HMAC, to make guessing slow.")
  private let cipher = Parameter.option(
    "cipher", .choice("cipher"), default: Cipher.aes256, help: "What encrypts the key.")
  private let format = Parameter.option(
    "format", .choice("format"), default: PrivateKeyFormat.pkcs8,
    help: "PKCS #8; or PKCS #1 for RSA and SEC 1 for curves, which OpenSSL calls traditional.")
  private let file = OutputFileParameters()

  /// The names of `PBES2.Cipher` on the command line.
  private enum Cipher: String, CaseIterable, Sendable {
    case aes128 = "aes-128-cbc"
    case aes192 = "aes-192-cbc"
    case aes256 = "aes-256-cbc"

    var cipher: PBES2.Cipher {
      switch self {
      case .aes128: .aes128
      case .aes192: .aes192
      case .aes256: .aes256
      }
    }
  }

  /// Declares the parameters, with the new password under an option of this name.
  init(passwordOption: String) {
    password = PasswordParameters(
      passwordOption,
      help: "Encrypt the key; the password is the first line of this file; '-' is standard input.")
  }

  /// The parameters, for the list of a command.
  var all: [any Declared] {
    password.all + [isAsked, iterations, cipher, format, Encoding.parameter] + file.all
  }

  /// Whether the key is to be encrypted.
  func isEncrypted(_ arguments: Arguments) -> Bool {
    password.wereGiven(arguments) || arguments[isAsked]
  }

  /// Whether the new password is standard input.
  func isPasswordStandardInput(_ arguments: Arguments) -> Bool {
    password.areStandardInput(arguments)
  }

  /// Reads or asks for the new password, unless the file cannot be written anyway; nil when the key
  /// is not to be encrypted.
  ///
  /// - Throws: `CommandError.usage` for options that contradict each other; `.unwritableOutput`;
  ///   what reading throws.
  func newPassword(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> [UInt8]? {
    try file.check(arguments, io)
    guard isEncrypted(arguments) else {
      for option: any Declared in [iterations, cipher] where arguments.wereGiven(option) {
        let spelling = option.declaration.spelling
        throw .usage("\(spelling): nothing is encrypted, expected --encrypt or a password file")
      }
      return nil
    }
    guard arguments[format] == .pkcs8 else {
      throw .usage("--format traditional: cannot be encrypted, expected pkcs8")
    }
    return try password.newPassword(arguments, io)
  }

  /// Writes a private key, encrypted if there is a password, for its owner alone.
  ///
  /// - Throws: `CommandError.unwritableOutput`, `.outputClosed`.
  func write(
    _ key: borrowing PrivateKey, password: [UInt8]?, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) {
    var contents = try contents(key, password: password, arguments)
    defer { wipe(&contents) }
    try file.write(contents, isSecret: true, arguments, io)
    if password == nil {
      let name = file.path(arguments) ?? "standard output"
      io.note("warning: \(name): the private key is not encrypted")
    }
  }

  private func contents(
    _ key: borrowing PrivateKey, password: [UInt8]?, _ arguments: Arguments
  ) throws(CommandError) -> [UInt8] {
    guard let password else {
      return arguments[Encoding.parameter].contents(of: key.block(arguments[format]))
    }
    var generator = SystemRandom()
    do throws(CertificateError) {
      let encryption = try PBES2(
        cipher: arguments[cipher].cipher, iterations: arguments[iterations], using: &generator)
      let info = EncryptedPrivateKeyInfo(key, password: password, encryption: encryption)
      return arguments[Encoding.parameter].contents(of: info.block)
    } catch {
      throw .failed("\(error)")
    }
  }
}
