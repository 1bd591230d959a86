import Testing

@testable import ChatLab

/// What teachers read first must not change by accident.
@Suite("The help of the commands about runs")
struct CommandHelpTests {
  @Test("chat-lab demo")
  func demo() {
    #expect(
      run(["demo", "--help"], of: .chatLab).output == """
        OVERVIEW: Run a whole lab in one process and show every stage.

        The users, and the relay or the attacker between them, run in this process; the
        wires are in memory. The output shows secrets, because showing them is what a
        lab is for: never use its keys for anything.

        With the same seed and the same options the output is the same to the byte.

        The exit status is 1 if a user stopped before a goodbye, as with '--through
        mallory' in the hardened mode, or if OpenSSL contradicts a value.

        USAGE: chat-lab demo [<lab>] [--mode <mode>] [--seed <text>] [--toy]
               [--recorded] [--say <text> ...] [--through <middle>] [--pin] [--step]
               [--depth <depth>] [--format <format>] [--output <file>]
               [--check-with <tool>] [--who-knows] [--cost]

        ARGUMENTS:
          <lab>                   The lab to run. (values: certified-peers, nonce-relay,
                                  key-hub, session-keys, registered-rooms; default:
                                  certified-peers)

        OPTIONS:
          --mode <mode>           As its document has it, or with the weaknesses closed.
                                  (values: original, hardened; default: hardened)
          --seed <text>           Draw every random value from this text.
          --toy                   Use the smallest numbers that work, to be checked by
                                  hand.
          --recorded              Repeat the run that the document shows, screen by
                                  screen.
          --say <text>            A line of the chat: TEXT, 'NAME: TEXT', or 'NAME to
                                  NAME: TEXT'.
          --through <middle>      Who is between the users; mallory swaps the keys, a
                                  lying CA certifies its own. (values: relay, mallory,
                                  lying-ca; default: relay)
          --pin                   The users compare fingerprints of their keys, whatever
                                  a CA says.
          --step                  Stop at each stage: ENTER on, b back, q quit, a number
                                  to jump.
          --depth <depth>         Show what happens, every value with its formula too,
                                  or computations from inside too. (values: stages,
                                  derivations, rounds; default: derivations)
          --format <format>       Text, or a transcript. (values: text, jsonl; default:
                                  text)
          --output <file>         Write to this file instead of standard output; a new
                                  one is for its owner alone.
          --check-with <tool>     Recompute every value with this program. (values:
                                  openssl)
          --who-knows             Say who can know each value, and how.
          --cost                  Count the work and the bytes of each side.
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        """)
  }

  @Test("chat-lab replay")
  func replay() {
    #expect(
      run(["replay", "--help"], of: .chatLab).output == """
        OVERVIEW: Run a transcript again and compare every line of it.

        Every line is rebuilt from what the run was told, drew, was given and received:
        values, formulas, messages, proofs. The exit status is 1 at the first
        difference, which is named by its stage and field.

        USAGE: chat-lab replay <file>

        ARGUMENTS:
          <file>                  The transcript, as '--format jsonl' or '--transcript'
                                  wrote it.

        OPTIONS:
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        """)
  }

  @Test("chat-lab why")
  func why() {
    #expect(
      run(["why", "--help"], of: .chatLab).output == """
        OVERVIEW: Show where a value of a transcript comes from.

        Prints the value, what it was computed from, and so on down to what was drawn,
        given or constant. A received value goes on at the value that was sent, where
        the transcript has the sender's side. Several values may have one name; each
        gets a tree, or name one by its id.

        USAGE: chat-lab why <file> <name>

        ARGUMENTS:
          <file>                  The transcript.
          <name>                  The name of a value, or its id.

        OPTIONS:
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        """)
  }

  @Test("chat-lab labs")
  func labs() {
    #expect(
      run(["labs", "--help"], of: .chatLab).output == """
        OVERVIEW: List the labs.

        USAGE: chat-lab labs [--format <format>]

        OPTIONS:
          --format <format>       Text, or JSON. (values: text, json; default: text)
          --color <when>          Colour the output; auto means on a terminal, unless
                                  NO_COLOR is set. (values: auto, always, never;
                                  default: auto)
          --columns <n>           Fit the output to this width. (default: the
                                  terminal's, or 80)
          -h, --help              Show help information.

        """)
  }
}
