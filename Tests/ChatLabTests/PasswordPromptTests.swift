import Testing

/// The prompt on a real terminal: a pseudo-terminal that Python's standard library opens.
@Suite("Passwords typed on a terminal")
struct PasswordPromptTests {
  /// Whether there is something to open a terminal with.
  private static let hasPython =
    (try? Terminals().run("command -v python3 >/dev/null && echo yes"))
    .map { $0.contains("yes") } ?? false

  /// Runs chat-lab on a terminal, types at its questions, and prints what the terminal showed and
  /// how the program ended.
  private static let driver = """
    cat >drive.py <<'PY'
    import os, pty, select, sys, termios
    words, answers = sys.argv[1].split(), sys.argv[2:]
    child, terminal = pty.fork()
    if child == 0:
        os.execv(os.environ["lab"], ["chat-lab"] + words)
    before = termios.tcgetattr(terminal)
    shown = b""
    while True:
        try:
            octets = os.read(terminal, 1000)
        except OSError:
            break
        if not octets:
            break
        shown += octets
        if shown.endswith(b": ") and answers:
            os.write(terminal, answers.pop(0).encode().decode("unicode_escape").encode("latin-1"))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(shown.decode().replace("\\r\\n", "|"), status)
    PY
    export lab NO_COLOR=1
    drive() { python3 drive.py "$@"; }

    """

  @Test(
    "they are asked for twice, not shown, and open the file again", .enabled(if: hasPython))
  func typing() throws {
    let output = try Terminals().run(
      Self.driver + """
        drive 'key generate p256 --iterations 1 --encrypt --out k.pem' 'sesame\\r' 'sesame\\r'
        drive 'key show k.pem' 'sesamx\\x7fe\\r' | sed 's/|.*|/|/'
        drive 'key show k.pem' 'other\\x15sesame\\r' | sed 's/|.*|/|/'
        drive 'key show k.pem' 'wrong\\r'
        drive 'key show k.pem' '\\x03'
        drive 'key show k.pem' '\\x04'
        drive 'key generate p256 --encrypt --out no.pem' 'a\\r' 'b\\r'
        drive 'key convert k.pem --plain --out k.pem' 'sesame\\r'
        ls
        """)
    #expect(
      output == """
        New password: |The same again: | 0
        Password of k.pem: | 0
        Password of k.pem: | 0
        Password of k.pem: |error: k.pem: does not decrypt: wrong password, damaged file, or a \
        kind of key unknown here| 1
        Password of k.pem: | 130
        Password of k.pem: |error: k.pem: no password was typed| 1
        New password: |The same again: |error: the two passwords differ| 1
        Password of k.pem: |error: k.pem: is there already, expected --force to replace it| 73
        drive.py
        k.pem

        """)
  }

  @Test(
    "the terminal echoes again when the program is ended meanwhile", .enabled(if: hasPython))
  func ending() throws {
    let output = try Terminals().run(
      Self.driver + """
        drive 'key generate p256 --iterations 1 --encrypt --out k.pem' 'x\\r' 'x\\r' >/dev/null
        cat >end.py <<'PY'
        import os, pty, signal, sys, termios, time
        child, terminal = pty.fork()
        if child == 0:
            os.execv(os.environ["lab"], ["chat-lab", "key", "show", "k.pem"])
        shown = b""
        while not shown.endswith(b": "):
            shown += os.read(terminal, 1000)
        echoes = lambda: bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
        during = echoes()
        os.kill(child, signal.SIGTERM)
        os.waitpid(child, os.WUNTRACED)
        print(during, echoes())
        PY
        python3 end.py
        """)
    #expect(output == "False True\n")
  }
}
