import Testing

@testable import ChatLab

/// The labs of rooms in several terminals: a server, and members who type at pipes.
@Suite("serve and join: rooms over TCP in several terminals", .serialized)
struct RoomsSessionTests {
  /// What the lines of a test may use.
  private func prelude(_ lab: String, _ options: String) -> String {
    """
    host() {
      "$lab" serve \(lab) --port 0 \(options) "$@" >server.out 2>server.err </dev/null & server=$!
      await server.out 'listening on 127.0.0.1:'
      port=$(sed -n '1s/^listening on 127.0.0.1://p' server.out)
    }
    # In a shell of its own, whose place the program takes: who kills the shell kills the program.
    enter() {
      local name=$1
      shift
      exec "$lab" join \(lab) --as "$name" --server "127.0.0.1:$port" --quiet \(options) "$@" \
        >"$name.out" 2>"$name.err"
    }

    """
  }

  private static let runs = [
    ("key-hub", "--toy --mode original"), ("key-hub", "--toy"),
    ("registered-rooms", "--toy --mode original"), ("registered-rooms", "--toy"),
  ]

  @Test("A menu, a room of three, a hub that is killed, and goodbyes", arguments: runs)
  func conversation(lab: String, options: String) throws {
    let output = try Terminals().run(
      prelude(lab, options) + """
        host --transcript server.jsonl
        keyboard alice 3; keyboard bob 4; keyboard carol 5
        enter alice <alice.in & alice=$!
        printf '%s\\n' list 1 lounge >&3
        await alice.err 'nobody else is here'
        grep -c 'no rooms yet' alice.err
        enter bob --transcript bob.jsonl <bob.in & bob=$!
        printf '%s\\n' 'join cellar' 'join lounge' >&4
        await bob.err 'session with lounge'
        grep -c 'there is no room cellar' bob.err
        enter carol --room lounge --transcript carol.jsonl <carol.in & carol=$!
        await carol.err 'session with lounge'
        echo 'Grüße, 世界' >&3
        await bob.out 'Grüße, 世界 (verified)'; await carol.out 'Grüße, 世界 (verified)'
        kill -9 $alice; ended alice $alice
        await carol.err 'alice is gone'; await bob.err 'alice is gone'
        echo 'the hub is gone' >&4; await carol.out 'bob: the hub is gone (verified)'
        echo 'we are here' >&5; await bob.out 'carol: we are here (verified)'
        echo ':q' >&4; await carol.err 'bob'
        printf '%s\\n' 4 >&4; ended bob $bob
        echo ':q' >&5; ended carol $carol
        kill -TERM $server; ended server $server
        for side in bob carol server; do "$lab" replay $side.jsonl >/dev/null && echo $side; done
        """)
    #expect(
      output == """
        1
        1
        alice 137
        bob 0
        carol 0
        server 0
        bob
        carol
        server

        """)
  }

  @Test("What is refused is said in one line, with the status that scripts rely on")
  func refusals() throws {
    let output = try Terminals().run(
      prelude("key-hub", "--toy") + """
        host
        keyboard alice 3
        enter alice --room lounge --create <alice.in & alice=$!
        await alice.err 'nobody else is here'
        try() { local status=0; (enter "$@" </dev/null) || status=$?; echo "$status $(tail -n 1 $1.err)" | sed 's/ $//'; }
        try bob --room lounge --create
        try alice2 --room lounge --peer-fingerprint \(String(repeating: "01", count: 32))
        try server --room lounge
        "$lab" join key-hub --as dave --toy --mode original --server "127.0.0.1:$port" \
          --room lounge </dev/null >dave.out 2>dave.err || echo "$? $(tail -n 1 dave.err)"
        echo secret >password; echo wrong >other
        try erin --room lounge --home home --password-file password
        try erin --room lounge --home home --password-file other
        kill -TERM $server; ended server $server; ended alice $alice
        tail -n 1 alice.err | sed "s/$port/PORT/"
        """)
    #expect(
      output == """
        1 error: refused by the server: there is a room lounge already
        1 error: not verified: alice's fingerprint is the one asked for
        1 error: refused by the server: hello name must be another one: server is no user's name
        1 error: refused by the server: the server runs mode hardened, this user asks for original
        0
        1 error: erin/key.pem: no password opens it
        server 0
        alice 69
        error: 127.0.0.1:PORT: the server has gone

        """)
  }
}
