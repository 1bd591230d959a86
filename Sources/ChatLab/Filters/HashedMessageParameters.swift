/// What commands take that hash a message: the hash function, and the message.
///
/// Both may stand as words, in this order, and each may be left out.
struct HashedMessageParameters: Sendable {
  private let algorithm = Parameter.argument(
    optional: "algorithm",
    ValueForm<String>(
      placeholder: "algorithm", expected: HashAlgorithm.form.expected,
      choices: HashAlgorithm.form.choices, read: { $0 }, show: { $0 }),
    help: "The hash function; sha256 if the only word is none.")
  private let message = MessageParameters()

  /// The parameters, for the list of a command.
  var all: [any Declared] { [algorithm] + message.all }

  /// The hash function, and where the message is.
  ///
  /// A single word that names no hash function is the message, unless it looks like a name that
  /// was mistyped.
  ///
  /// - Throws: `CommandError.usage`.
  func values(
    _ arguments: Arguments
  ) throws(CommandError) -> (algorithm: HashAlgorithm, source: OctetSource) {
    guard let word = arguments[algorithm] else {
      return (.sha256, try message.source(arguments))
    }
    if let named = HashAlgorithm.form.read(word) { return (named, try message.source(arguments)) }
    let near = Spelling.suggestion(for: word, among: HashAlgorithm.form.choices)
    if near.isEmpty, message.hasNoText(arguments) {
      return (.sha256, try message.source(arguments, text: word))
    }
    throw .usage("<algorithm>: '\(word)' is not \(HashAlgorithm.form.expected)\(near)")
  }
}
