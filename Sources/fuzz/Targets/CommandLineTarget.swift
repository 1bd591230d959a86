import ChatLab

/// Command lines, a word on each line of the input.
struct CommandLineTarget: FuzzTarget {
  let name = "command-line"
  let cost = 20
  let longestInput = 400

  let tokens =
    Program.vocabulary.flatMap { ["\($0)\n", $0] } + [
      "\n", "=", "--", "-", "-h\n", "--help\n", "--version\n", "help\n", "text\n", "00ff\n",
      "--toy\n", "alice\n", "/dev/null\n", "/dev/full\n", "no-such-file\n", "--=\n", "--seed\nx\n",
      "é\n", "\u{1b}[2J\n", "\u{0}\n", "127.0.0.1:1\n", "[::1]:99999\n", "16\n",
    ]

  let corpus: [[UInt8]] =
    [
      "demo\nnonce-relay\n--mode\noriginal\n--toy\n--seed\nx", "labs",
      "hash\n--algorithm\nsha256\n--hex\n00",
      "demo\n--toy\n--seed=x\n--format=jsonl", "completions\nbash", "help\ndemo", "--version",
      "hmac\n--key\n0b0b\n--text\nabc", "replay\n/dev/null", "why\n/dev/null\nx",
      "pbkdf2\n--password\nx\n--salt\n00\n--iterations\n10\n--length\n20",
      "encrypt\n--key\n000102030405060708090a0b0c0d0e0f\n--iv\n00\n--text\nx", "join\n--as\nalice",
      "serve\n--port\n0", "key\ngenerate\np256\n--encoding\nder", "key\nshow\n/dev/null",
      "sign\n--key\n/dev/null\n/dev/null",
      "verify\n--key\n/dev/null\n--signature\n/dev/null\n--hash\nsha384\n/dev/null",
      "vectors\n--directory\n/dev/null", "--columns\n40\nhelp\nhash", "",
    ].map { Array($0.utf8) } + Program.paths.map { Array($0.joined(separator: "\n").utf8) }

  /// Commands that wait for the network, or run for minutes: their lines are read, not run.
  private static let onlyRead: Set<String> = ["serve", "join", "bench", "vectors"]

  func run(_ input: [UInt8]) throws {
    let text = String(decoding: input, as: UTF8.self)
    let words = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard !Scratch.directory.isEmpty else { return }
    let command = Program.command(of: words)
    if let command, Self.onlyRead.contains(command) || !isHarmless(words) { return }
    try Rehearsed.check(words, statuses: Rehearsal.documentedStatuses)
  }

  /// Whether a line reads and writes only where it may, and ends soon.
  private func isHarmless(_ words: [String]) -> Bool {
    let paths = ["/dev/null", "/dev/full", "127.0.0.1:1"]
    let isLocal = words.allSatisfy { word in
      !word.contains("/") || paths.contains { word == $0 || word.hasSuffix("=\($0)") }
    }
    // Numbers of iterations and lengths are a user's own, however long they take.
    let hasLargeNumber =
      words.contains("pbkdf2") && words.contains { $0.contains(#/[0-9]{5}/#) }
      || words.contains("key") && words.contains { $0.contains(#/[2-9][0-9]{3}|[0-9]{5}/#) }
    // Proofs are checked by a shell; keys of real size take their time.
    let isCheap =
      !words.contains { $0.hasPrefix("--check") }
      && (!words.contains("demo") || words.contains("--toy"))
    return isLocal && !hasLargeNumber && isCheap
  }
}
