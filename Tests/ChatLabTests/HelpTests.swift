import Rendering
import Testing

@testable import ChatLab

@Suite("Help is made from the declarations")
struct HelpTests {
  @Test("The help of a command")
  func command() {
    #expect(
      run(["brew", "--help"]).output == """
        OVERVIEW: Brew a drink and say what went into it, which takes more than one line
        to tell.

        A first paragraph that is long enough to be broken between two of its words
        somewhere.

          a table   stays
          as it     is

        USAGE: lab brew [<drink>] [<guest> ...] [--strength <strength>] [--cups <n>]
               [--say <text> ...] [--salt <hex>] [--server <host:port>] [--milk]

        ARGUMENTS:
          <drink>                 What to brew. (values: coffee, tea; default: coffee)
          <guest>                 Who drinks it.

        OPTIONS:
          --strength <strength>   How long it stands. (values: mild, strong; default:
                                  strong)
          --cups <n>              How many cups.
          --say <text>            What to say with it.
          --salt <hex>            Two octets of salt.
          --server <host:port>    Where the water comes from.
          --milk                  Add milk.
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        """)
  }

  @Test("The help of a group")
  func group() {
    #expect(
      run(["help", "key"]).output == """
        OVERVIEW: Make and show keys.

        USAGE: lab key <subcommand>

        OPTIONS:
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        SUBCOMMANDS:
          show                    Show a key.

          See 'lab help key <subcommand>' for detailed help.

        """)
  }

  @Test("Every way of asking gives the same text, whatever else the line contains")
  func sameText() {
    let help = run(["key", "show", "--help"])
    #expect(help.status == .success)
    #expect(help.output.contains("USAGE: lab key show <file> [--out <file>] --form <form>"))
    for line in [
      ["key", "show", "-h"], ["help", "key", "show"], ["key", "help", "show"],
      ["--help", "key", "show"], ["key", "-h", "show", "x", "y"], ["key", "show", "--nope", "-h"],
      ["key", "show", "--out", "--help"], ["--color", "never", "key", "show", "--help"],
    ] {
      #expect(run(line).output == help.output, "\(line)")
    }
    #expect(run(["help"]).output == run(["--help"]).output)
    #expect(run(["key"]).output == run(["key", "--help"]).output)
  }

  @Test("The bare command introduces itself; the version is one line")
  func bare() {
    #expect(run([]).output == "TRY: lab brew\n")
    #expect(run(["--version"]).output == "lab 9.9\n")
    #expect(run(["brew", "--version"]).output == "lab 9.9\n")
  }

  @Test("Help fits the width that is asked for, or the terminal's", arguments: [40, 60, 132])
  func width(columns: Int) {
    let asked = run(["brew", "--help", "--columns", "\(columns)"]).output
    let widest = asked.split(separator: "\n").map { displayWidth(of: $0) }.max() ?? 0
    #expect(widest <= columns && widest > columns - 20)
    let terminal = MemorySink()
    terminal.terminalColumns = columns
    #expect(run(["brew", "--help"], output: terminal).output == asked)
  }

  @Test("Every command of chat-lab: help in 80 columns, the same by every way")
  func everyCommand() {
    for path in paths(below: Program.chatLab.root) {
      let help = run(path + ["--help"], of: .chatLab)
      #expect(help.status == .success && help.diagnostics.isEmpty)
      #expect(help.output.hasPrefix("OVERVIEW: ") && help.output.contains("\nUSAGE: chat-lab"))
      #expect(run(path + ["-h"], of: .chatLab).output == help.output)
      #expect(run(["help"] + path, of: .chatLab).output == help.output)
      for line in help.output.split(separator: "\n") {
        #expect(displayWidth(of: line) <= 80 && line.last != " ", "\(path): \(line)")
      }
    }
  }

  @Test("Bare chat-lab shows three commands to try")
  func introduction() {
    let outcome = run([], of: .chatLab)
    #expect(outcome.status == .success)
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("  chat-lab ") }.count == 3)
    #expect(lines.allSatisfy { displayWidth(of: $0) <= 80 })
  }

  private func paths(below command: any Command, _ path: [String] = []) -> [[String]] {
    command.subcommands.reduce([path]) { $0 + paths(below: $1, path + [$1.name]) }
  }
}
