/// The ways to give a command a secret: on the command line, where other users of the machine may
/// see it, or in a file.
struct SecretParameters: Sendable {
  private let name: String
  private let text: Parameter<String?>?
  private let hex: Parameter<[UInt8]?>
  private let file: Parameter<String?>
  private let isText: Bool

  /// A key: `--key` in hexadecimal digits, or `--key-file` with its octets.
  static func key(_ name: String = "key") -> SecretParameters {
    SecretParameters(
      name: name, text: nil,
      hex: .option(name, .hex(), help: "The key in hexadecimal digits."),
      file: .option(
        "\(name)-file", .path(), help: "The key is the octets of this file; '-' is standard input."
      ), isText: false)
  }

  /// A password: `--password`, `--password-hex`, or the first line of `--password-file`.
  static let password = SecretParameters(
    name: "password",
    text: .option("password", .text("password"), help: "The password as text (UTF-8)."),
    hex: .option("password-hex", .hex(), help: "The password in hexadecimal digits."),
    file: .option(
      "password-file", .path(),
      help: "The password is the first line of this file; '-' is standard input."), isText: true)

  /// The parameters, for the list of a command.
  var all: [any Declared] { (text.map { [$0] } ?? []) + [hex, file] }

  /// Reads the secret.
  ///
  /// - Throws: `CommandError.usage` when it was given twice or not at all, or when it and the
  ///   message were both to come from standard input; `CommandError.unreadableInput`.
  func octets(
    _ arguments: Arguments, _ io: CommandIO, message: OctetSource? = nil
  ) throws(CommandError) -> [UInt8] {
    let sources: [OctetSource] = [
      text.flatMap { arguments[$0] }.map { .given(Array($0.utf8)) },
      arguments[hex].map { .given($0) }, arguments[file].map { .file($0) },
    ].compactMap(\.self)
    let options = all.map(\.declaration.spelling).joined(separator: ", ")
    guard let source = sources.first else {
      throw .usage("missing option --\(name), expected one of \(options)")
    }
    guard sources.count == 1 else {
      throw .usage("the \(name) is given twice, expected one of \(options)")
    }
    if source == .file("-"), message == .file("-") {
      throw .usage("--\(name)-file: standard input is the message, expected a file")
    }
    let octets = try source.read(io, limit: 1 << 20)
    guard isText, case .file = source else { return octets }
    let line = octets.prefix { $0 != UInt8(ascii: "\n") }
    return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }

  /// Reads a key of AES.
  ///
  /// - Throws: `CommandError.usage` for a length that AES has not; what `octets` throws.
  func aesOctets(
    _ arguments: Arguments, _ io: CommandIO, message: OctetSource? = nil
  ) throws(CommandError) -> [UInt8] {
    let octets = try octets(arguments, io, message: message)
    guard [16, 24, 32].contains(octets.count) else {
      throw .usage("--\(name): \(octets.count) octets, expected 16, 24 or 32")
    }
    return octets
  }
}
