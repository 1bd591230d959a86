import Handshakes
import Testing

@testable import ChatLab

@Suite("serve and join: every way to end", .serialized)
struct SessionEndingTests {
  @Test("A side that is killed is missed in one line; Ctrl-C is 130")
  func killed() throws {
    let output = try Terminals().run(
      """
      serve --toy
      keyboard alice 3; keyboard bob 4
      join alice --to bob --toy --quiet <alice.in & alice=$!
      "$lab" join nonce-relay --as bob --server 127.0.0.1:$port --toy --quiet <bob.in & bob=$!
      echo hello >&4; await alice.out hello
      kill -9 $bob
      ended alice $alice; tail -n 1 alice.err
      "$lab" join nonce-relay --as carol --server 127.0.0.1:$port --toy --quiet \
        <alice.in 2>carol.err & carol=$!
      await carol.err waiting
      kill -INT $carol; ended carol $carol
      kill -INT $server; ended server $server
      """)
    #expect(
      output == """
        alice 1
        error: bob ended without a goodbye
        carol 130
        server 130

        """)
  }

  @Test("A server that is stopped ends with 0, its clients with 69")
  func stopped() throws {
    let output = try Terminals().run(
      """
      serve --toy
      keyboard alice 3; keyboard bob 4; keyboard carol 5
      join alice --to bob --toy --quiet <alice.in & alice=$!
      join bob --to alice --toy --quiet <bob.in & bob=$!
      join carol --to dave --toy --quiet <carol.in & carol=$!
      echo hello >&4; await alice.out hello; await carol.err waiting
      kill -TERM $server; ended server $server
      ended alice $alice; ended bob $bob; ended carol $carol
      tail -qn 1 alice.err bob.err carol.err | sort -u | sed "s/$port/PORT/"
      join late --quiet --toy </dev/null; echo "late $?"; sed "s/$port/PORT/" late.err
      """)
    #expect(
      output == """
        server 0
        alice 69
        bob 69
        carol 69
        error: 127.0.0.1:PORT: the server has gone
        late 69
        error: 127.0.0.1:PORT: connection refused, nobody listens there

        """)
  }

  @Test("Another mode, another size, a name that is taken: one line that names both, status 1")
  func refusals() throws {
    let output = try Terminals().run(
      """
      serve --toy
      keyboard alice 3
      join alice --to bob --toy --quiet <alice.in & alice=$!
      await alice.err waiting
      for options in '--mode original --toy' '' '--mode original'; do
        join bob --quiet $options </dev/null; echo "bob $?"; cat bob.err
      done
      cp alice.err first.err
      join alice --quiet --toy </dev/null; echo "alice $?"; cat alice.err
      "$lab" serve nonce-relay --port $port 2>second.err; echo "second server $?"
      sed "s/$port/PORT/" second.err
      echo ':q' >&3; ended alice $alice
      """)
    #expect(
      output == """
        bob 1
        error: refused by the server: the server runs mode hardened, this user asks for original
        bob 1
        error: refused by the server: the server runs size toy, this user asks for real
        bob 1
        error: refused by the server: the server runs mode hardened, this user asks for original
        alice 1
        error: refused by the server: register name must be another one: alice is here already
        second server 69
        error: 127.0.0.1:PORT: another program listens there already
        alice 0

        """)
  }

  @Test("A reader that goes away ends join quietly; one that reads nothing stops nobody")
  func readers() throws {
    let output = try Terminals().run(
      """
      mkfifo server.screen bob.screen
      exec 6<>server.screen 7<>bob.screen
      "$lab" serve nonce-relay --port 0 --toy >server.screen 2>server.err & server=$!
      read -r line <&6; port=${line##*:}
      # More than any pipe holds: nobody reads the screens of the server and of bob.
      for n in $(seq 60); do echo "line $n"; done >lines
      "$lab" join nonce-relay --as bob --server 127.0.0.1:$port --toy \
        <<<"$(cat lines)" >bob.screen 2>bob.err & bob=$!
      join alice --to bob --toy --quiet <lines; echo "alice $?"
      grep -c '^bob: line .*verified' alice.out
      cat bob.screen >bob.out 7>&- & exec 7>&-
      ended bob $bob
      kill -TERM $server; ended server $server
      await bob.out 'alice: line 60'; grep -c '^alice: line .*verified' bob.out
      serve --toy
      "$lab" join nonce-relay --as carol --toy --server 127.0.0.1:$port 2>&1 <server.screen |
        head -n 1 >/dev/null
      echo "carol ${PIPESTATUS[0]}"
      """)
    #expect(output == "alice 0\n60\nbob 0\nserver 0\n60\ncarol 0\n", "\(output)")
  }

  @Test(
    "What cannot be is bad usage, and says what was expected",
    arguments: [
      (["join", "nonce-relay"], "missing option --as, expected 1 to 32 of A-Z a-z 0-9 _ -"),
      (["join", "nonce-relay", "--as", "a b"], "--as: 'a b' is not 1 to 32 of A-Z a-z 0-9 _ -"),
      (
        ["join", "nonce-relay", "--as", "a", "--to", "a"],
        "--to: 'a' is your own name, expected another one"
      ),
      (
        ["join", "nonce-relay", "--as", "a", "--peer-fingerprint", "12"],
        "--peer-fingerprint: '12' is not 64 hexadecimal digits"
      ),
      (
        [
          "join", "nonce-relay", "--as", "a", "--mode", "original", "--peer-fingerprint",
          String(repeating: "0", count: 64),
        ],
        "--peer-fingerprint: the original compares no fingerprints, expected --mode hardened"
      ),
      (
        ["join", "nonce-relay", "--as", "a", "--room", "r"],
        "--room: the lab nonce-relay has no rooms"
      ),
      (
        ["join", "nonce-relay", "--as", "a", "--home", "h"],
        "--home: the lab nonce-relay makes new keys for every run, keeps none"
      ),
      (
        ["serve", "nonce-relay", "--state", "s"],
        "--state: the server of nonce-relay keeps no state"
      ),
      (
        ["serve", "nonce-realy"],
        "<lab>: 'nonce-realy' is not one of \(Labs.names.joined(separator: ", "));"
          + " did you mean 'nonce-relay'?"
      ),
    ])
  func usage(line: [String], message: String) {
    let outcome = run(line, of: .chatLab)
    #expect(outcome.status == .usage)
    #expect(outcome.diagnostics == "error: \(message)\n" && outcome.output.isEmpty)
  }
}
