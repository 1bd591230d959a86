import Testing

@testable import ChatLab

/// The lab session-keys in several terminals: a server, and users who type at pipes.
@Suite("serve and join: session-keys over TCP in several terminals", .serialized)
struct SessionKeysSessionTests {
  /// What the lines of a test may use; keys are made for the users that are named.
  private func prelude(_ mode: String, users: [String]) -> String {
    """
    for user in \(users.joined(separator: " ")); do
      mkdir -p "keys/$user"
      "$lab" key generate rsa --bits 1024 --out "keys/$user/priv.pem" 2>/dev/null
      "$lab" key public "keys/$user/priv.pem" >"keys/$user/pub.pem"
    done
    host() {
      "$lab" serve session-keys --port 0 --toy --mode \(mode) "$@" \
        >server.out 2>server.err </dev/null & server=$!
      await server.out 'listening on 127.0.0.1:'
      port=$(sed -n '1s/^listening on 127.0.0.1://p' server.out)
    }
    # In a shell of its own, whose place the program takes: who kills the shell kills the program.
    enter() {
      local name=$1
      shift
      exec "$lab" join session-keys --as "$name" --server "127.0.0.1:$port" --quiet --toy \
        --mode \(mode) "$@" >"$name.out" 2>"$name.err"
    }

    """
  }

  @Test(
    "Three talk, one is killed, and every side can be replayed",
    arguments: ["original", "hardened"])
  func conversation(mode: String) throws {
    let output = try Terminals().run(
      prelude(mode, users: ["alice", "bob", "carol"]) + """
        host --transcript server.jsonl
        keyboard alice 3; keyboard bob 4; keyboard carol 5
        enter alice --transcript alice.jsonl <alice.in & alice=$!
        await alice.err 'nobody else is here yet'
        enter bob --transcript bob.jsonl <bob.in & bob=$!
        await bob.err 'session with alice: verified'; await alice.err 'session with bob: verified'
        enter carol <carol.in & carol=$!
        await carol.err 'session with alice: verified'; await carol.err 'session with bob: verified'
        await alice.err 'session with carol: verified'; await bob.err 'session with carol: verified'
        printf '%s\\n' 'Grüße' bob >&3; await bob.out 'alice: Grüße (verified)'
        printf '%s\\n' '' alice >&4; await alice.out 'bob:  (verified)'
        printf '%s\\n' '世界' carol >&3; await carol.out 'alice: 世界 (verified)'
        printf '%s\\n' 'nobody' zoro >&3; await alice.err 'not sent: zoro is not here'
        kill -9 $carol; ended carol $carol
        await alice.err 'carol is gone without a goodbye'
        await bob.err 'carol is gone without a goodbye'
        printf '%s\\n' 'too late' carol >&4; await bob.err 'not sent: carol is not here'
        printf '%s\\n' 'we are here' alice >&4; await alice.out 'bob: we are here (verified)'
        echo ':q' >&4; ended bob $bob; await alice.err 'bob has left'
        echo ':q' >&3; ended alice $alice
        kill -TERM $server; ended server $server
        for side in alice bob server; do "$lab" replay $side.jsonl >/dev/null && echo $side; done
        """)
    #expect(
      output == """
        carol 137
        bob 0
        alice 0
        server 0
        alice
        bob
        server

        """)
  }

  @Test("What is wrong is one line each, and whoever is connected stays so")
  func refusals() throws {
    let output = try Terminals().run(
      prelude("hardened", users: ["alice", "bob", "carol", "server"]) + """
        # The right side of a try is how it ends, and the last line of its errors.
        try() {
          local status=0
          (enter "$@" </dev/null) || status=$?
          echo "$1 $status $(tail -n 1 "$1.err")"
        }
        told() { await alice.err "$1"; grep -F -- "$1" alice.err; }
        host
        mkdir -p away/keys; cp -r keys/alice keys/bob keys/carol away/keys; rm -r keys/carol
        keyboard alice 3
        enter alice <alice.in & alice=$!
        await alice.err 'nobody else is here yet'
        try server
        try zoro
        mkdir -p mixed/keys other/keys
        cp -r keys/bob mixed/keys; cp away/keys/carol/pub.pem mixed/keys/bob
        try bob --home mixed
        # Bob with a pair that the others do not have, and carol, whom alice has no key of.
        cp -r keys/alice other/keys; cp -r away/keys/carol other/keys/bob
        keyboard bob 4
        enter bob --home other <bob.in & bob=$!
        told 'no session with bob: '
        printf '%s\\n' hello bob >&3; told 'not sent: no session with bob: '
        echo ':q' >&4; ended bob $bob
        try carol --home away; told 'no session with carol: '
        (mkdir second; cd second; try alice --home ..)
        kill -TERM $server; ended server $server; ended alice $alice
        tail -n 1 alice.err | sed "s/:$port:/:PORT:/"
        """)
    let signature = "bob.alice.signature is bob's RSASSA-PSS signature over bob.alice.signed_text"
    let missing = "keys/zoro/priv.pem: missing, expected the RSA key of zoro"
    let left = "here: alice"
    #expect(
      output == """
        server 1 error: name must be another one: server is no user's name
        zoro 66 error: \(missing) as 'openssl genrsa' writes it
        bob 66 error: keys/bob/pub.pem: not the public half of keys/bob/priv.pem
        no session with bob: not verified: \(signature)
        not sent: no session with bob: not verified: \(signature)
        bob 0
        carol 0 \(left)
        no session with carol: keys/carol/pub.pem: missing, so carol cannot be verified
        alice 1 error: refused by the server: alice is here already
        server 0
        alice 69
        error: 127.0.0.1:PORT: the server has gone

        """)
  }
}
