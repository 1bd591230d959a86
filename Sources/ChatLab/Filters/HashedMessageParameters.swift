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
  /// A single word that names no hash function is the message, unless it looks like the name of
  /// one: then it was mistyped, or means a function that is not here.
  ///
  /// - Throws: `CommandError.usage`.
  func values(
    _ arguments: Arguments
  ) throws(CommandError) -> (algorithm: HashAlgorithm, source: OctetSource) {
    guard let word = arguments[algorithm] else {
      return (.sha256, try message.source(arguments))
    }
    if let named = HashAlgorithm.form.read(word) { return (named, try message.source(arguments)) }
    if !Self.looksLikeName(word), message.hasNoText(arguments) {
      return (.sha256, try message.source(arguments, text: word))
    }
    let near = Spelling.suggestion(for: word, among: HashAlgorithm.form.choices)
    let shown = word.count <= 64 ? word : "\(word.prefix(48))…"
    throw .usage("<algorithm>: '\(shown)' is not \(HashAlgorithm.form.expected)\(near)")
  }

  /// True for a short word with a digit, such as md5, and for what begins like SHA.
  private static func looksLikeName(_ word: String) -> Bool {
    guard word.count <= 12, !word.contains(where: \.isWhitespace) else { return false }
    return word.lowercased().hasPrefix("sha")
      || word.first?.isLetter == true && word.contains(where: \.isNumber)
  }
}
