import ASN1

/// Where a command puts a file that it makes, and whether it may take the place of another.
struct OutputFileParameters: Sendable {
  private let path = Parameter.option(
    "out", .path(), help: "Write to this file, which must not be there yet.")
  private let isForced = Parameter.flag("force", help: "Replace the file if it is there.")

  /// The parameters, for the list of a command.
  var all: [any Declared] { [path, isForced] }

  /// The file that was named.
  func path(_ arguments: Arguments) -> String? { arguments[path] }

  /// Finds out whether the file can be written, before work that is long or that leaves a trace.
  ///
  /// - Throws: `CommandError.unwritableOutput`.
  func check(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) {
    try io.checkPut(at: arguments[path], replacing: arguments[isForced])
  }

  /// Writes the file, for everybody to read unless it is secret; to standard output where none was
  /// named.
  ///
  /// - Throws: `CommandError.unwritableOutput`, `.outputClosed`.
  func write(
    _ octets: [UInt8], isSecret: Bool = false, _ arguments: Arguments, _ io: CommandIO
  ) throws(CommandError) {
    try io.put(
      octets, at: arguments[path], mode: isSecret ? 0o600 : 0o666, replacing: arguments[isForced])
  }
}

/// Whether a key or certificate is written as text.
enum Encoding: String, CaseIterable, Sendable {
  /// Base64 between labelled lines (RFC 7468).
  case pem
  /// The encoding itself.
  case der

  /// The option that chooses one.
  static let parameter = Parameter.option(
    "encoding", .choice("encoding"), default: Encoding.pem, help: "Text, or the octets themselves.")

  /// The contents of a file that holds a block.
  func contents(of block: PEM.Block) -> [UInt8] {
    switch self {
    case .pem: Array(PEM.encode(block).utf8)
    case .der: block.contents
    }
  }
}
