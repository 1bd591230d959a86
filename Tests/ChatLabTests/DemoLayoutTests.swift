import Foundation
import Rendering
import Testing
import Transport

@testable import ChatLab

@Suite("The text of demo fits where it is shown")
struct DemoLayoutTests {
  /// Options, and the widths that are asked for.
  private static let variants: [(Runs.Options, [Int?])] = [
    (Runs.Options("--mode original"), [nil]), (Runs.Options("--mode hardened"), [nil, 60]),
    (Runs.Options("--mode original --toy"), [nil, 40, 60, 120]),
    (Runs.Options("--mode hardened --toy"), [nil, 40, 60, 120]),
    (Runs.Options("--toy --through mallory"), [nil, 40, 60, 120]),
    (Runs.Options("--toy --mode original --through mallory"), [nil, 40, 60, 120]),
    (Runs.Options("--recorded"), [nil, 40, 60, 120]),
  ]

  @Test(
    "No line is wider than 80 columns, or than was asked for, and none ends in a space",
    arguments: variants)
  func width(options: Runs.Options, widths: [Int?]) {
    for columns in widths { checkWidth(options, columns) }
  }

  private func checkWidth(_ options: Runs.Options, _ columns: Int?) {
    let seed = options == Runs.Options("--recorded") ? [] : ["--seed", "w"]
    let asked = columns.map { ["--columns", "\($0)"] } ?? []
    let text = demo(options.line + seed + asked + ["--who-knows", "--cost"]).output
    let widths = Runs.lines(text).map { line in
      #expect(line.last != " ", "\(line)")
      return displayWidth(of: line)
    }
    let limit = columns ?? 80
    #expect((widths.max() ?? 0) <= limit)
    #expect((widths.max() ?? 0) > limit - 10)
  }

  @Test("Wide characters and long words of the users fit too")
  func users() {
    let lines = [
      String(repeating: "安全", count: 200), String(repeating: "👩‍👩‍👧", count: 60),
      String(repeating: "x", count: 300), "a  b   c", String(repeating: "e\u{301}", count: 100),
    ]
    let options = lines.flatMap { ["--say", $0] } + ["--seed", lines[0]]
    let text = demo(["--toy", "--mode", "original"] + options).output
    for line in Runs.lines(text) { #expect(displayWidth(of: line) <= 80, "\(line)") }
    #expect(text.contains(#""a  b   c""#))
  }

  @Test("The terminal's width is used, and the asked-for width wins")
  func terminal() {
    let terminal = MemorySink()
    terminal.terminalColumns = 100
    let wide = demo(["--toy", "--seed", "w"], output: terminal).output
    #expect(wide == demo(["--toy", "--seed", "w", "--columns", "100"]).output)
    let narrow = MemorySink()
    narrow.terminalColumns = 100
    #expect(
      demo(["--toy", "--seed", "w", "--columns", "80"], output: narrow).output
        == demo(["--toy", "--seed", "w"]).output)
  }

  @Test("No escape codes but on a terminal; with --color always everywhere but in files")
  func color() throws {
    let line = ["--toy", "--seed", "w", "--who-knows", "--cost"]
    let plain = demo(line).output
    #expect(!plain.contains("\u{1B}"))
    let terminal = MemorySink()
    terminal.isTerminal = true
    let colored = demo(line, output: terminal).output
    #expect(colored.contains("\u{1B}[") && colored == demo(line + ["--color", "always"]).output)
    // Codes only add: without them it is the same text.
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
    terminal.isTerminal = true
    #expect(demo(line, environment: ["NO_COLOR": "1"]).output == plain)
    #expect(!demo(line + ["--format", "jsonl", "--color", "always"]).output.contains("\u{1B}"))
    let directory = try TemporaryDirectory()
    let path = "\(directory.path)/run"
    _ = demo(line + ["--color", "always", "--output", path])
    #expect(try String(contentsOfFile: path, encoding: .utf8) == plain)
  }

  @Test("Stages alone show the same steps without values")
  func depth() {
    let stages = demo(["--toy", "--seed", "w", "--depth", "stages"]).output
    let everything = demo(["--toy", "--seed", "w"]).output
    let headings = { (text: String) in
      Runs.lines(text).filter { Int($0.prefix(2).drop { $0 == " " }) != nil }
    }
    #expect(headings(stages) == headings(everything) && headings(stages).count > 50)
    #expect(everything.contains("alice.nonce   ") && !stages.contains("alice.nonce   "))
  }
}

@Suite("demo --step waits at each stage")
struct DemoStepTests {
  /// The numbers of the stages that are shown for some keys from a pipe.
  private func stages(for keys: String) throws -> [Int] {
    let pipe = Foundation.Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
    try pipe.fileHandleForWriting.close()
    let output = MemorySink()
    let input = Descriptor(pipe.fileHandleForReading.fileDescriptor)
    let io = CommandIO(output: output, diagnostics: MemorySink(), input: input) { _ in nil }
    let line = ["demo", "nonce-relay", "--toy", "--mode", "original", "--seed", "s", "--step"]
    #expect(Program.chatLab.run(line, io) == .success)
    return Runs.lines(output.text).filter { $0.prefix(4).hasSuffix("  ") }
      .compactMap { Int($0.prefix(2).drop { $0 == " " }) }
  }

  @Test(
    "ENTER goes on, b back, a number jumps, q and the end of input quit",
    arguments: [
      ("", [0]), ("\n", [0, 1]), ("\n\n\nq", [0, 1, 2, 3]), ("q\n\n", [0]),
      ("\n\nb\nq", [0, 1, 2, 1, 2]), ("bbq", [0, 0, 0]), ("12\nq", [0, 12]),
      ("7\nb3\n\nq", [0, 7, 6, 3, 4]), ("0\nq", [0, 0]), ("xyz\n", [0, 1]),
    ])
  func keys(keys: String, expected: [Int]) throws {
    #expect(try stages(for: keys) == expected)
  }

  @Test("A number beyond the end jumps to the last stage, and ENTER there ends")
  func end() throws {
    let last = try #require(try stages(for: "999999\nq").last)
    #expect(last > 40)
    #expect(try stages(for: "999999\n\n") == [0, last])
    #expect(try stages(for: String(repeating: "\n", count: 100)) == Array(0...last))
  }

  /// The screens of a pager, each as the numbers of its lines: pages of 3, 25 and 2 lines.
  private func screens(rows: Int?, keys: String) throws -> [[Int]] {
    let pipe = Foundation.Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
    try pipe.fileHandleForWriting.close()
    let output = MemorySink()
    output.isTerminal = true
    output.terminalRows = rows
    let input = Descriptor(pipe.fileHandleForReading.fileDescriptor)
    let io = CommandIO(output: output, diagnostics: MemorySink(), input: input) { _ in nil }
    let pages = [0..<3, 100..<125, 200..<202].map { $0.map { "\($0)" } }
    try StagePager(pages).run(io)
    return output.text.components(separatedBy: "\u{1B}[H\u{1B}[2J\u{1B}[3J").dropFirst()
      .map { Runs.lines($0).compactMap { Int($0) } }
  }

  @Test("A stage that is higher than the screen begins with its heading, and can be scrolled")
  func scrolling() throws {
    let (head, middle, tail) = (Array(100..<109), Array(109..<118), Array(116..<125))
    #expect(try screens(rows: 10, keys: "\nq") == [[0, 1, 2], head])
    #expect(
      try screens(rows: 10, keys: "\n    ")
        == [[0, 1, 2], head, middle, tail, [200, 201]])
    #expect(
      try screens(rows: 10, keys: "1\n  \u{1B}[A\u{1B}[A\u{1B}[Aq")
        == [[0, 1, 2], head, middle, tail, Array(107..<116), head, [0, 1, 2]])
    // ENTER leaves a stage wherever it is shown, and a stage is entered at its top.
    #expect(
      try screens(rows: 10, keys: "\n \nb\nq")
        == [[0, 1, 2], head, middle, [200, 201], head, [200, 201]])
  }

  @Test("A screen whose height is unknown gets whole stages")
  func unknownHeight() throws {
    #expect(try screens(rows: nil, keys: "\n q") == [[0, 1, 2], Array(100..<125), [200, 201]])
    #expect(try screens(rows: 1, keys: "\nq") == [[0, 1, 2], Array(100..<125)])
    #expect(try screens(rows: 2, keys: "\nq").map(\.count) == [1, 1])
  }
}
