extension Program {
  /// The commands of `chat-lab`, in the order of its help.
  static let commands: [any Command] = [
    DemoCommand(), ServeCommand(), JoinCommand(), ReplayCommand(), WhyCommand(), DiffCommand(),
    VectorsCommand(), LabsCommand(), CommandGroup.trace, CommandGroup.curve,
    CommandGroup.key, SignCommand(), VerifyCommand(), CommandGroup.certificate, InspectCommand(),
    BenchCommand(), HashCommand(), HMACCommand(), PBKDF2Command(), CipherCommand(.encrypt),
    CipherCommand(.decrypt), CompletionsCommand(),
  ]

  /// The program `chat-lab`.
  static let chatLab = Program(
    root: CommandGroup(
      name: "chat-lab",
      abstract: abstract,
      subcommands: commands,
      introduction: introduction),
    version: "0.1.0")

  private static let abstract = "Walk through the handshakes of secure chats, value by value."

  /// What bare `chat-lab` prints.
  private static let introduction = """
    OVERVIEW: \(abstract)

    TRY:
      chat-lab demo              Watch two people agree on keys, every value shown.
      chat-lab demo nonce-relay --mode original --toy
                                 The same at a size that can be checked by hand.
      chat-lab labs              List the labs to choose from.

      See 'chat-lab --help' for all commands.

    """
}
