import Bytes
import Certificates
import Rendering

/// Reading of key files for commands.
struct KeyReading: Sendable {
  /// Longer than any key, alone or among certificates.
  private static let limit = 1 << 20

  private let password = PasswordParameters()

  /// The parameters, for the list of a command.
  var all: [any Declared] { password.all }

  /// Reads the key of a file, `-` for standard input; what is encrypted stays so.
  ///
  /// `message` is what else may be read from standard input.
  ///
  /// - Throws: `CommandError.failed` for what is no key, naming the file; `.unreadableInput`,
  ///   `.usage`, `.interrupted`.
  func file(
    _ path: String, message: OctetSource? = nil, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> KeyFile {
    try checkStandardInput(path, message, arguments)
    var contents = try OctetSource.file(path).read(io, limit: Self.limit)
    defer { wipe(&contents) }
    return try Self.sorting(path) { () throws(CertificateError) in try KeyFile(contents) }
  }

  /// Reads a private key, and asks for the password if it is encrypted.
  ///
  /// - Throws: What reading a file throws; `CommandError.failed` when the file holds a public key.
  func privateKey(
    _ path: String, message: OctetSource? = nil, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> PrivateKey {
    let file = try file(path, message: message, arguments, io)
    switch consume file {
    case .pkcs8(let key): return key
    case .traditional(let key): return key
    case .encryptedPrivateKey(let info): return try decrypt(info, of: path, arguments, io)
    case .publicKey: throw Self.noPrivateKey(path)
    case .certificate: throw Self.noPrivateKey(path)
    }
  }

  /// Reads the public key of a file: a public key, or that of a private one or of a certificate.
  ///
  /// - Throws: What reading a file throws.
  func publicKey(
    _ path: String, message: OctetSource? = nil, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> SubjectPublicKeyInfo.Key {
    let file = try file(path, message: message, arguments, io)
    switch consume file {
    case .pkcs8(let key): return key.publicKey
    case .traditional(let key): return key.publicKey
    case .encryptedPrivateKey(let info): return try decrypt(info, of: path, arguments, io).publicKey
    case .publicKey(let key, _): return key
    case .certificate(let certificate):
      return try Self.sorting(path) { () throws(CertificateError) in
        try certificate.subjectPublicKeyInfo.key()
      }
    }
  }

  /// Decrypts a private key under a password that is read or asked for.
  ///
  /// - Throws: `CommandError.failed` for a wrong password and for a damaged file alike.
  func decrypt(
    _ info: EncryptedPrivateKeyInfo, of path: String, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> PrivateKey {
    var octets = try password.password(toOpen: Self.name(path), arguments, io)
    defer { wipe(&octets) }
    return try Self.sorting(path) { () throws(CertificateError) in
      try info.decrypt(password: octets)
    }
  }

  /// Says of a file without a private key what was expected.
  static func noPrivateKey(_ path: String) -> CommandError {
    .failed("\(name(path)): holds no private key, expected one")
  }

  /// Whether the password is the first line of standard input.
  func isPasswordStandardInput(_ arguments: Arguments) -> Bool {
    password.areStandardInput(arguments)
  }

  /// How an error and a prompt name a file.
  static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

  /// Does something with the contents of a file, and names the file where it fails.
  static func sorting<Value: ~Copyable>(
    _ path: String, _ body: () throws(CertificateError) -> Value
  ) throws(CommandError) -> Value {
    do throws(CertificateError) {
      return try body()
    } catch {
      throw .failed("\(name(path)): \(error)")
    }
  }

  /// Checks that standard input is one thing at most.
  private func checkStandardInput(
    _ path: String, _ message: OctetSource?, _ arguments: Arguments
  ) throws(CommandError) {
    let users =
      (path == "-" ? ["the key"] : []) + (message == .file("-") ? ["the message"] : [])
      + (password.areStandardInput(arguments) ? ["the password"] : [])
    guard users.count <= 1 else {
      throw .usage("standard input is \(users.joined(separator: " and ")), expected one of them")
    }
  }
}
