/// Transcripts that were tampered with, run again and asked where values come from.
struct TranscriptTarget: FuzzTarget {
  let name: String
  let cost: Int
  let corpus: [[UInt8]]
  let longestInput = 1 << 20
  /// Words before and after the file.
  private let command: String
  private let names: [String]

  /// Transcripts of whole runs, run again.
  static let demos = TranscriptTarget(
    "replay-demo", "replay",
    TranscriptSamples.demos + TranscriptSamples.demos.map(TranscriptSamples.condensed), cost: 200)
  /// Transcripts of one side, run again.
  static let sides = TranscriptTarget(
    "replay-side", "replay",
    TranscriptSamples.sides + TranscriptSamples.sides.map(TranscriptSamples.condensed), cost: 120)
  /// Transcripts of both, asked for values.
  static let why = TranscriptTarget(
    "why", "why", [TranscriptSamples.demos[1], TranscriptSamples.sides[0]], cost: 250,
    names: ["alice.mac", "user1.n", "v1", "v40"])

  private init(
    _ name: String, _ command: String, _ corpus: [[UInt8]], cost: Int, names: [String] = []
  ) {
    self.name = name
    self.command = command
    self.corpus = corpus
    self.cost = cost
    self.names = names
  }

  let tokens = [
    "\"", "{", "}", "[", "]", ",", "null", "\"inputs\":[", "\"tick\"", "\"say\"", "\"quit\"",
    "\"received\"", "\"closed\"", "\"opened\"", "\"start\"", "\"verified\"", "\"drawn\"",
    "\"received\",\"wire\":\"relay/0\"", "\"value\":\"\"", "\"hex\":\"00\"", "\"hex\":\"\"",
    "original", "hardened", "toy", "mallory", "relay", "alice", "bob", "v1", "v2", "\\u001b[2J",
    "\u{85}", "\"stage\":", "\"operands\":[\"v1\"]", "\"message\":\"\"", "/1", "/-1", "\n",
  ]

  func run(_ input: [UInt8]) throws {
    let path = try Scratch.write(input, name: "transcript")
    for words in names.isEmpty ? [[command, path]] : names.map({ [command, path, $0] }) {
      try Rehearsed.checkText(words, statuses: [0, 1])
    }
  }
}
