/// The three ways to give a command its message: a word, hexadecimal digits, a file.
struct MessageParameters: Sendable {
  private let text = Parameter.argument(
    optional: "text", .text(), help: "The message as text (UTF-8).")
  private let hex = Parameter.option("hex", .hex(), help: "The message in hexadecimal digits.")
  private let file = Parameter.option(
    "file", .path(), help: "The message is in this file; '-', or nothing, is standard input.")

  /// The parameters, for the list of a command.
  var all: [any Declared] { [text, hex, file] }

  /// True when no word is the message.
  func hasNoText(_ arguments: Arguments) -> Bool { arguments[text] == nil }

  /// Where the message is; standard input if nothing says so.
  ///
  /// - Parameters:
  ///   - arguments: The values of the parameters.
  ///   - word: A word that is the message although another parameter took it.
  /// - Returns: Where to read it.
  /// - Throws: `CommandError.usage` when two ways were taken.
  func source(
    _ arguments: Arguments, text word: String? = nil
  ) throws(CommandError) -> OctetSource {
    let sources: [OctetSource] = [
      (arguments[text] ?? word).map { .given(Array($0.utf8)) }, arguments[hex].map { .given($0) },
      arguments[file].map { .file($0) },
    ].compactMap(\.self)
    guard sources.count <= 1 else {
      throw .usage("the message is given twice, expected one of <text>, --hex and --file")
    }
    return sources.first ?? .file("-")
  }
}
