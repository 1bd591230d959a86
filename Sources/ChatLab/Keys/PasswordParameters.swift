import Bytes
import Rendering

/// The two ways to give a command the password of a file: in another file, or typed when asked.
///
/// There is no third: what stands on a command line, other users of the machine can see.
struct PasswordParameters: Sendable {
  private let file: Parameter<String?>

  /// Declares `--password-file`, or an option of another name for a second password.
  init(
    _ name: String = "password-file",
    help: String = "The password is the first line of this file; '-' is standard input."
  ) {
    file = .option(name, .path(), help: help)
  }

  /// The parameters, for the list of a command.
  var all: [any Declared] { [file] }

  /// Whether a file was named.
  func wereGiven(_ arguments: Arguments) -> Bool { arguments[file] != nil }

  /// Whether the password is the first line of standard input.
  func areStandardInput(_ arguments: Arguments) -> Bool { arguments[file] == "-" }

  /// The password that opens a file: of the file that was named, or asked for.
  ///
  /// - Throws: `CommandError.usage` when no file was named and there is nobody to ask;
  ///   `.unreadableInput`, `.interrupted`.
  func password(
    toOpen path: String, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> [UInt8] {
    if let path = arguments[file] { return try firstLine(of: path, io) }
    return try io.askForPassword(
      "Password of \(escapingControls(path)): ", of: path, orGive: file.declaration.spelling)
  }

  /// A new password: of the file that was named, or asked for twice.
  ///
  /// - Throws: What opening throws; `CommandError.failed` when two different ones were typed, or
  ///   none.
  func newPassword(
    _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) -> [UInt8] {
    if let path = arguments[file] {
      let password = try firstLine(of: path, io)
      guard !password.isEmpty else {
        throw .failed("\(file.declaration.spelling): the first line is empty, expected a password")
      }
      return password
    }
    let option = file.declaration.spelling
    let password = try io.askForPassword("New password: ", of: "the new file", orGive: option)
    guard !password.isEmpty else { throw .failed("the new file: no password was typed") }
    var again = try io.askForPassword("The same again: ", of: "the new file", orGive: option)
    defer { wipe(&again) }
    guard again == password else { throw .failed("the two passwords differ") }
    return password
  }

  private func firstLine(of path: String, _ io: CommandIO) throws(CommandError) -> [UInt8] {
    var octets = try OctetSource.file(path).read(io, limit: 1 << 20)
    defer { wipe(&octets) }
    let line = octets.prefix { $0 != UInt8(ascii: "\n") }
    return Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
  }
}
