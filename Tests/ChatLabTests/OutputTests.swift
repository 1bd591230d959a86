import Testing
import Transport

@testable import ChatLab

@Suite("Output, errors and exit status")
struct OutputTests {
  @Test(
    "Every way to end has its exit status and at most one line",
    arguments: [
      ("failed", 1, "error: tag: wrong\n"),
      ("quietly", 1, ""),
      ("file", 66, "error: a.pem: cannot be read: No such file or directory\n"),
      ("server", 69, "error: [::1]:7: connection refused, nobody listens there\n"),
      ("interrupted", 130, ""),
    ])
  func endings(way: String, status: Int32, diagnostics: String) {
    let outcome = run(["fail", way])
    #expect(outcome.status.rawValue == status)
    #expect(outcome.diagnostics == diagnostics)
  }

  @Test("A word that would control the terminal is shown escaped")
  func hostileWords() {
    let outcome = run(["br\u{1B}[2Jew\u{0}\u{9B}\n"])
    #expect(outcome.status == .usage)
    #expect(
      outcome.diagnostics.hasPrefix("error: unknown command 'lab br\\u{1b}[2Jew\\u{0}\\u{9b} '"))
    #expect(outcome.diagnostics.split(separator: "\n").count == 1)
  }

  @Test("A closed pipe ends the program quietly, a full disk with one line")
  func failingOutput() {
    let output = MemorySink()
    output.failure = .outputClosed
    let closed = run(["brew"], output: output)
    #expect(closed.status == .success && closed.diagnostics == "")
    output.failure = .system(call: "write", code: 28)
    let full = run(["brew"], output: output)
    #expect(full.status == .unwritableOutput)
    #expect(
      full.diagnostics == "error: standard output: cannot be written: No space left on device\n")
  }

  @Test("Errors that nobody can read are no errors")
  func closedDiagnostics() {
    let diagnostics = MemorySink()
    diagnostics.failure = .outputClosed
    #expect(run(["fail", "failed"], diagnostics: diagnostics).status == .failure)
  }

  @Test("Files: an input that is not there, an output that cannot be written")
  func files() {
    let missing = run(["key", "show", "/nonexistent", "--form=der"])
    #expect(missing.status == .unreadableInput)
    #expect(
      missing.diagnostics == "error: /nonexistent: cannot be read: No such file or directory\n")
    let full = run(["key", "show", #filePath, "--form=der", "--out", "/dev/full"])
    #expect(full.status == .unwritableOutput)
    #expect(
      full.diagnostics == "error: /dev/full: cannot be written: No space left on device\n")
    let directory = run(["key", "show", #filePath, "--form=der", "--out", "/"])
    #expect(directory.status == .unwritableOutput)
  }

  @Test(
    "Colour: on a terminal only, never with NO_COLOR, always when asked",
    arguments: [
      (false, "auto", [:], false), (true, "auto", [:], true), (true, "never", [:], false),
      (false, "always", [:], true), (true, "auto", ["NO_COLOR": "1"], false),
      (true, "auto", ["NO_COLOR": ""], true), (true, "always", ["NO_COLOR": "1"], true),
      (true, "auto", ["TERM": "dumb"], false),
    ])
  func color(isTerminal: Bool, choice: String, environment: [String: String], expected: Bool) {
    let diagnostics = MemorySink()
    diagnostics.isTerminal = isTerminal
    let outcome = run(
      ["fail", "failed", "--color", choice], environment: environment, diagnostics: diagnostics)
    #expect(outcome.diagnostics.contains("\u{1B}") == expected)
  }

  @Test("The width: asked for, the terminal's, or 80; never too small to lay anything out")
  func columns() {
    let output = MemorySink()
    let io = CommandIO(output: output, diagnostics: MemorySink()) { _ in nil }
    #expect(io.columns == 80)
    output.terminalColumns = 132
    #expect(io.columns == 132)
    #expect(io.with(color: .auto, columns: 50).columns == 50)
    output.terminalColumns = 5
    #expect(io.columns == 40)
  }

  @Test("Progress is shown to people only")
  func progress() {
    let diagnostics = MemorySink()
    let io = CommandIO(output: MemorySink(), diagnostics: diagnostics) { _ in nil }
    io.progress("half")
    #expect(diagnostics.text == "")
    diagnostics.isTerminal = true
    io.progress("half")
    io.endProgress()
    #expect(diagnostics.text == "\r\u{1B}[Khalf\r\u{1B}[K")
  }

  @Test("Progress makes room for whatever else is written to the terminal")
  func interruptedProgress() throws {
    let (output, diagnostics) = (MemorySink(), MemorySink())
    diagnostics.isTerminal = true
    let io = CommandIO(output: output, diagnostics: diagnostics) { _ in nil }
    io.progress("computing")
    try io.writeLine("product")
    #expect(diagnostics.text == "\r\u{1B}[Kcomputing", "the product goes elsewhere")
    io.note("here: alice")
    #expect(diagnostics.text == "\r\u{1B}[Kcomputing\r\u{1B}[Khere: alice\n")
    output.isTerminal = true
    io.progress("computing")
    try io.writeLine("product")
    #expect(diagnostics.text.hasSuffix("alice\n\r\u{1B}[Kcomputing\r\u{1B}[K"))
  }
}

@Suite("Completion scripts")
struct CompletionTests {
  private let script = CompletionScript(root: Program.fixture.root, globals: Program.globals)

  @Test("bash is offered subcommands, options and values")
  func bash() {
    #expect(script.bash.contains("'') words='brew fail key --color --columns --help' ;;"))
    #expect(script.bash.contains("'/brew --strength') words='mild strong' ;;"))
    #expect(script.bash.contains("'/key/show') words='--out --form --color --columns --help' ;;"))
    #expect(script.bash.hasSuffix("complete -F _lab lab\n"))
    #expect(script.zsh.hasSuffix(script.bash))
  }

  @Test("fish is offered the same, with explanations")
  func fish() {
    #expect(
      script.fish.contains(
        "complete -c lab -n '__fish_seen_subcommand_from brew' -l milk -d 'Add milk.'\n"))
    #expect(
      script.fish.contains("-l columns -r -d 'Fit the output to this width. (default: the term"))
  }

  @Test("chat-lab completions writes for each shell")
  func command() {
    for shell in ["bash", "zsh", "fish"] {
      #expect(run(["completions", shell], of: .chatLab).output.contains("completions"))
    }
  }
}
