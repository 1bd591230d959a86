/// A command of the program: what it can be given, and what it then does.
///
/// A command that has subcommands is a group and has no parameters of its own.
protocol Command: Sendable {
  /// The word that calls it.
  var name: String { get }
  /// One sentence for lists of commands and the top of its help.
  var abstract: String { get }
  /// More for its help, in paragraphs; may be empty.
  var discussion: String { get }
  /// What it can be given, in the order of its help.
  var parameters: [any Declared] { get }
  /// The commands below it.
  var subcommands: [any Command] { get }

  /// Does the work.
  ///
  /// - Throws: the error that the program shows and turns into its exit status.
  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus
}

extension Command {
  var discussion: String { "" }
  var parameters: [any Declared] { [] }
  var subcommands: [any Command] { [] }
}

/// A command that only holds other commands: `chat-lab` itself, `chat-lab key`.
struct CommandGroup: Command {
  let name: String
  let abstract: String
  let discussion: String
  let subcommands: [any Command]
  /// What to show when no subcommand is given; nil for the help text.
  let introduction: String?

  /// Creates a group of at least one command.
  init(
    name: String, abstract: String, discussion: String = "", subcommands: [any Command],
    introduction: String? = nil
  ) {
    precondition(!subcommands.isEmpty, "a group without commands could do nothing")
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.subcommands = subcommands
    self.introduction = introduction
  }

  /// Shows how to go on: a group does nothing itself.
  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    preconditionFailure("the program shows a group's help and runs its subcommands")
  }
}
