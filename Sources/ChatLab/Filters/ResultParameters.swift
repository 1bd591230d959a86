import Bytes

/// How a filter hands over its result: a line of hexadecimal digits, or the octets themselves.
struct ResultParameters: Sendable {
  private let isRaw = Parameter.flag(
    "raw", help: "Write the octets themselves, not hexadecimal digits.")
  private let output = Parameter.option(
    "output", .path(), help: "Write the octets themselves to this file.")
  /// The permissions of a new file, less the umask.
  private let fileMode: UInt32

  /// Declares the parameters; a result that is secret goes to files for their owner alone.
  init(isSecret: Bool = false) {
    fileMode = isSecret ? 0o600 : 0o666
  }

  /// The parameters, for the list of a command.
  var all: [any Declared] { [isRaw, output] }

  /// Writes a result.
  ///
  /// - Throws: `CommandError.unwritableOutput`, `CommandError.outputClosed`.
  func write(
    _ octets: [UInt8], _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) {
    if arguments[isRaw] || arguments[output] != nil {
      try io.write(octets, to: arguments[output], mode: fileMode)
    } else {
      try io.writeLine(Hex.encode(octets))
    }
  }
}
