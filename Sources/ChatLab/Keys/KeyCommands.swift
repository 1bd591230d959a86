extension CommandGroup {
  /// `chat-lab key`: commands about files with keys.
  static let key = CommandGroup(
    name: "key", abstract: "Make, show and convert files with keys.",
    discussion: """
      The files are those of OpenSSL: PKCS #8, plain or encrypted, PKCS #1, SEC 1 and \
      SubjectPublicKeyInfo, as PEM or DER, recognised by their content. The document \
      docs/keys.md has the details.
      """,
    subcommands: [
      KeyGenerateCommand(), KeyShowCommand(), KeyPublicCommand(), KeyConvertCommand(),
    ])
}
