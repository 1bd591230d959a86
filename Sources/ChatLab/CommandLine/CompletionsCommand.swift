/// `chat-lab completions`: a script that teaches a shell the commands and options of the program,
/// made from the same declarations as their help.
struct CompletionsCommand: Command {
  /// The shells whose scripts can be written.
  enum Shell: String, CaseIterable, Sendable {
    case bash
    case zsh
    case fish
  }

  let name = "completions"
  let abstract = "Write a script that completes commands and options in your shell."
  let discussion = """
    For this session: eval "$(chat-lab completions bash)", or zsh in its place; \
    chat-lab completions fish | source.
    """
  var parameters: [any Declared] { [shell] }

  private let shell = Parameter.argument(
    "shell", ValueForm<Shell>.choice("shell"), help: "The shell to write for.")

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let script = CompletionScript(root: Program.chatLab.root, globals: Program.globals)
    switch arguments[shell] {
    case .bash: try io.write(script.bash)
    case .zsh: try io.write(script.zsh)
    case .fish: try io.write(script.fish)
    }
    return .success
  }
}
