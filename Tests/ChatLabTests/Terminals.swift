import Testing
import Transport

/// Several terminals at once, as lines of bash that run the built `chat-lab`.
///
/// The lines run in a new directory, and whatever they start ends with them. They wait for texts
/// and for endings, never for a time; the time limit is for a run that hangs.
struct Terminals {
  private let shell: ShellRunner
  private let program: String

  init() throws {
    shell = try ShellRunner(timeLimit: .seconds(600))
    let built = CommandLine.arguments.lazy.compactMap(Terminals.program(besideBundleOf:)).first
    program = try #require(built, "the tests do not run from a bundle")
  }

  /// The program that was built together with the bundle that a path leads to.
  private static func program(besideBundleOf path: String) -> String? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let bundle = parts.firstIndex(where: { $0.hasSuffix(".xctest") }) else { return nil }
    return parts[..<bundle].joined(separator: "/") + "/chat-lab"
  }

  /// Runs lines, and returns what they print.
  func run(_ lines: String) throws -> String {
    let result = try shell.run(prelude + lines)
    let errors = String(decoding: result.errors, as: UTF8.self)
    #expect(result.ending == .exited(0), "\(errors)")
    return String(decoding: result.output, as: UTF8.self)
  }

  private var prelude: String {
    """
    lab='\(program)'
    directory=$(mktemp -d)
    cd "$directory"
    trap 'kill -9 $(jobs -p) 2>/dev/null; rm -rf "$directory"' EXIT
    # Waits until a file contains a text.
    await() { until grep -qF -- "$2" "$1" 2>/dev/null; do sleep 0.02; done; }
    # Starts a server in the background: its process is $server, its port $port.
    serve() {
      "$lab" serve nonce-relay --port 0 "$@" >server.out 2>server.err </dev/null & server=$!
      await server.out 'listening on 127.0.0.1:'
      port=$(sed -n '1s/^listening on 127.0.0.1://p' server.out)
    }
    # Joins with a name; output and errors go to files of that name.
    join() {
      local name=$1
      shift
      "$lab" join nonce-relay --as "$name" --server "127.0.0.1:$port" "$@" \
        >"$name.out" 2>"$name.err"
    }
    # A keyboard: join reads from it, and 'type NAME TEXT' is a line typed.
    keyboard() { mkfifo "$1.in"; eval "exec $2<>$1.in"; }
    # Says how a program ended.
    ended() { local status=0; wait "$2" 2>/dev/null || status=$?; echo "$1 $status"; }

    """
  }
}
