import Testing
import Transcripts

@testable import ChatLab

@Suite("replay runs a transcript again, and sees every change")
struct ReplayTests {
  /// Transcripts of toy runs, in which numbers are made quickly; without a seed the random values
  /// come from the file itself.
  private static let toys = [
    "--mode original --toy --seed t", "--mode original --toy", "--mode hardened --toy --seed t",
    "--mode hardened --toy",
  ].map(Runs.Options.init)
  private static let transcripts = Dictionary(
    uniqueKeysWithValues: toys.map { ($0, demo($0.line + ["--format", "jsonl"]).output) })

  private func transcript(_ options: Runs.Options) throws -> String {
    try #require(Self.transcripts[options])
  }

  /// Replays some bytes.
  private func replay(
    _ bytes: [UInt8], in directory: TemporaryDirectory
  ) throws -> (outcome: Outcome, path: String) {
    let path = try directory.file("run.jsonl", bytes)
    return (run(["replay", path], of: .chatLab), path)
  }

  /// What is wrong with the way in which a change was refused, or nil.
  private func complaint(_ outcome: Outcome, path: String) -> String? {
    guard outcome.status == .failure, outcome.output.isEmpty else { return "not refused" }
    guard outcome.diagnostics.hasPrefix("error: \(path): stage "),
      outcome.diagnostics.dropLast().allSatisfy({ $0 != "\n" }), outcome.diagnostics.last == "\n"
    else { return outcome.diagnostics }
    return nil
  }

  @Test("A transcript that nobody changed replays", arguments: Runs.everything)
  func unchanged(options: Runs.Options) throws {
    let text = try #require(Runs.transcripts[options])
    let (outcome, path) = try replay(Array(text.utf8), in: TemporaryDirectory())
    #expect(outcome.status == .success && outcome.diagnostics.isEmpty)
    let lines = Runs.lines(text)
    let values = lines.reduce(0) { $0 + $1.matches(of: /\{"id":"v/).count }
    #expect(outcome.output == "\(path): \(lines.count) lines with \(values) values replay\n")
  }

  @Test("A run without a seed replays from its own draws", arguments: toys)
  func unseeded(options: Runs.Options) throws {
    let text = try transcript(options)
    let (outcome, _) = try replay(Array(text.utf8), in: TemporaryDirectory())
    #expect(outcome.status == .success)
  }

  @Test(
    "A time that no run has is refused before anything is computed from it",
    arguments: ["-1", "200000000001", "9223372036854775807", "-9223372036854775808", "1e3", ""])
  func times(time: String) throws {
    for role in ["demo", "serve", "join"] {
      let words =
        ["demo": ["through": "relay"], "join": ["as": "alice", "to": "bob"]][role] ?? [:]
      func settings(_ time: String) -> [Transcript.Setting] {
        [
          "command": role, "lab": "certified-peers", "mode": "hardened", "size": "toy",
          "time": time,
        ].merging(words) { first, _ in first }.map(Transcript.Setting.init)
      }
      func isRead(_ time: String) -> Bool {
        role == "demo"
          ? DemoRequest(settings: settings(time)) != nil
          : SideRequest(settings: settings(time)) != nil
      }
      #expect(isRead("0") && isRead("200000000000") && !isRead(time), "\(role)")
    }
  }

  @Test(
    "Lines with brackets, quotes, accents and nothing at all replay",
    arguments: [
      String(repeating: "[{", count: 80), #""\"}]"#, "\u{301}x", "u\u{308} ü", "", " ", "a\nb\r\nc",
      "\u{0}\u{7F}\u{2028}",
    ])
  func oddLines(line: String) throws {
    let options = ["--mode", "original", "--toy", "--say", line, "--say", "bob: \(line)"]
    let text = demo(options + ["--seed", line, "--format", "jsonl"]).output
    let (outcome, _) = try replay(Array(text.utf8), in: TemporaryDirectory())
    #expect(outcome.status == .success, "\(outcome.diagnostics)")
  }

  @Test(
    "Any hexadecimal digit that changes is found, and its place is named", arguments: toys)
  func digits(options: Runs.Options) throws {
    let text = try transcript(options)
    var random = SplitMix64(seed: 1)
    let directory = try TemporaryDirectory()
    let bytes = Array(text.utf8)
    let strings = hexStrings(in: bytes)
    #expect(strings.count > 300)
    let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
    let isSeeded = options.line.contains("--seed")
    for _ in 0..<(options.line.contains("original") ? 110 : 15) {
      var changed = bytes
      let place = try #require(strings.randomElement(using: &random)?.randomElement(using: &random))
      let digits = Array("0123456789abcdef".utf8).filter { $0 != bytes[place] }
      changed[place] = try #require(digits.randomElement(using: &random))
      let (outcome, path) = try replay(changed, in: directory)
      let complaint = complaint(outcome, path: path)
      #expect(complaint == nil, "byte \(place)")
      // The stage, and a field of it: its member, or the part of one.
      let named = outcome.diagnostics.dropFirst("error: \(path): ".count)
        .wholeMatch(of: /stage ([0-9]+), [a-z][^:]*: .+\n/)
      #expect(named != nil, "\(outcome.diagnostics)")
      let stage = ends.count { $0 < place }
      let found = try #require(named.flatMap { Int($0.1) })
      // What follows from a changed draw can stand in a later line, not in an earlier one.
      #expect(found == stage || !isSeeded && found > stage)
    }
  }

  @Test("Any byte that changes is found", arguments: toys)
  func anyByte(options: Runs.Options) throws {
    let text = try transcript(options)
    var random = SplitMix64(seed: 2)
    let directory = try TemporaryDirectory()
    let bytes = Array(text.utf8)
    for _ in 0..<(options.line.contains("original") ? 30 : 8) {
      var changed = bytes
      let place = Int.random(in: bytes.indices, using: &random)
      changed[place] = UInt8.random(in: 0...255, using: &random)
      if changed == bytes { continue }
      let (outcome, path) = try replay(changed, in: directory)
      #expect(outcome.status == .failure && outcome.output.isEmpty, "byte \(place)")
      #expect(outcome.diagnostics.hasPrefix("error: \(path): "))
      #expect(Runs.lines(outcome.diagnostics).count == 1)
    }
  }

  @Test("Lines that are missing, doubled, swapped or added are found")
  func lines() throws {
    let directory = try TemporaryDirectory()
    for options in Self.toys.prefix(2) {
      let text = try transcript(options)
      let lines = Runs.lines(text)
      for index in [0, 1, lines.count / 2, lines.count - 1] {
        var removed = lines
        removed.remove(at: index)
        var doubled = lines
        doubled.insert(lines[index], at: index)
        var swapped = lines
        swapped.swapAt(index, index == 0 ? 5 : index - 1)
        for changed in [removed, doubled, swapped] {
          let text = changed.map { $0 + "\n" }.joined()
          let (outcome, path) = try replay(Array(text.utf8), in: directory)
          #expect(complaint(outcome, path: path) == nil, "\(index): \(outcome.diagnostics)")
        }
      }
      for addition in ["\n", "{}\n", "x", lines[3] + "\n"] {
        let (outcome, path) = try replay(Array((text + addition).utf8), in: directory)
        #expect(complaint(outcome, path: path) == nil, "\(outcome.diagnostics)")
      }
    }
  }

  @Test("A file that is cut off anywhere is found")
  func cut() throws {
    var random = SplitMix64(seed: 3)
    let directory = try TemporaryDirectory()
    let bytes = Array(try transcript(Self.toys[0]).utf8)
    for _ in 0..<25 {
      let kept = Int.random(in: 0..<bytes.count - 1, using: &random)
      let (outcome, path) = try replay(Array(bytes[..<kept]), in: directory)
      #expect(complaint(outcome, path: path) == nil, "\(kept): \(outcome.diagnostics)")
    }
  }

  @Test(
    "What is no transcript is refused in one line",
    arguments: [
      ("", "stage 0, schema: missing, expected chat-lab.transcript/1"),
      ("\n", "stage 0, line 1: not a JSON object"),
      ("hello\n", "stage 0, line 1: not a JSON object"),
      ("[]\n", "stage 0, line 1: not a JSON object"),
      ("{}\n", "stage 0, schema: missing, expected chat-lab.transcript/1"),
      (#"{"schema":1}"#, "stage 0, schema: missing, expected chat-lab.transcript/1"),
      (
        "{\"schema\":\"\u{9B}x\"}",
        #"stage 0, schema: recorded \u{9b}x, expected chat-lab.transcript/1"#
      ),
      (
        #"{"schema":"chat-lab.transcript/1"}"#,
        "stage 0, run: expected the settings of a demo, join or serve"
      ),
      (
        #"{"schema":"chat-lab.transcript/1","run":[{"name":"command","value":"demo"}]}"#,
        "stage 0, run: expected the settings of a demo, join or serve"
      ),
      (String(repeating: "[", count: 100_000), "stage 0, line 1: not a JSON object"),
      (
        #"{"schema":"# + String(repeating: #"{"a":["#, count: 50_000) + "1",
        "stage 0, line 1: not a JSON object"
      ),
      (
        #"{"schema":"chat-lab.transcript/1"}"# + "\n{\"a\":1e999}\n",
        "stage 1, line 2: not a JSON object"
      ),
    ])
  func noTranscript(text: String, message: String) throws {
    let (outcome, path) = try replay(Array(text.utf8), in: TemporaryDirectory())
    #expect(outcome.status == .failure && outcome.output.isEmpty)
    #expect(outcome.diagnostics == "error: \(path): \(message)\n")
  }

  @Test("Bytes that are no text are refused in one line")
  func noText() throws {
    var random = SplitMix64(seed: 4)
    let bytes = (0..<5000).map { _ in UInt8.random(in: 0...255, using: &random) }
    let (outcome, path) = try replay(bytes, in: TemporaryDirectory())
    #expect(outcome.status == .failure)
    #expect(
      outcome.diagnostics
        == "error: \(path): not UTF-8 text, expected a transcript of JSON lines\n")
  }

  @Test("A file that cannot be read ends with 66")
  func unreadable() throws {
    let directory = try TemporaryDirectory()
    for command in [["replay"], ["why"]] {
      for path in ["/nonexistent/run.jsonl", directory.path] {
        let line = command + [path] + (command == ["why"] ? ["alice.mac"] : [])
        let outcome = run(line, of: .chatLab)
        #expect(outcome.status == .unreadableInput && outcome.output.isEmpty)
        #expect(outcome.diagnostics.hasPrefix("error: \(path): cannot be read: "))
      }
    }
  }

  @Test(
    "Settings that no demo can have are refused, though its values would be right",
    arguments: [
      (#""mode","value":"original""#, #""mode","value":"hardened""#),
      (#""size","value":"toy""#, #""size","value":"real""#),
      (#""through","value":"relay""#, #""through","value":"mallory""#),
      (#"{"name":"recorded""#, #"{"name":"seed","value":"x"},{"name":"recorded""#),
      (#""user2: hello""#, #""user2: hallo""#), (#""user2: hello""#, #""user3: hello""#),
    ])
  func recordedSettings(part: String, replacement: String) throws {
    let text = try #require(Runs.transcripts[Runs.recorded])
    #expect(text.contains(part))
    let changed = text.replacing(part, with: replacement, maxReplacements: 1)
    let (outcome, path) = try replay(Array(changed.utf8), in: TemporaryDirectory())
    #expect(complaint(outcome, path: path) == nil, "\(outcome.diagnostics)")
  }

  @Test("A line that nobody says, and one that only looks the same, are found")
  func speakers() throws {
    let text = demo(
      ["--mode", "original", "--toy", "--seed", "t", "--say", "ü", "--format", "jsonl"]
    ).output
    for (part, replacement) in [
      ("alice: ü", "alicf: ü"), ("alice: ü", "alice: u\u{308}"),
      // Nothing follows from this one: only the comparison can tell, and only by octets.
      (#""shown":"\"ü\"""#, #""shown":"\"u\#u{308}\"""#),
    ] {
      #expect(text.contains(part))
      let changed = text.replacing(part, with: replacement)
      #expect(!changed.utf8.elementsEqual(text.utf8))
      let (outcome, path) = try replay(Array(changed.utf8), in: TemporaryDirectory())
      #expect(complaint(outcome, path: path) == nil, "\(outcome.diagnostics)")
    }
  }

  /// The places of the digits of each hexadecimal string.
  private func hexStrings(in bytes: [UInt8]) -> [Range<Int>] {
    let key = Array(#""hex":""#.utf8)
    var strings: [Range<Int>] = []
    var index = 0
    while index + key.count <= bytes.count {
      guard bytes[index] == key[0], bytes[index..<index + key.count].elementsEqual(key) else {
        index += 1
        continue
      }
      let start = index + key.count
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
      if start < end { strings.append(start..<end) }
      index = end
    }
    return strings
  }
}
