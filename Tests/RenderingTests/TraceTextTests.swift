import Testing
import Traces

@testable import Rendering

@Suite("Traces as text")
struct TraceTextTests {
  private static let word = "0123456789abcdef"

  private static func row(_ label: String, _ values: [(String, String)]) -> TraceStep {
    TraceStep(
      label, depth: .rounds, explanation: label.hasSuffix("0") ? "What a row is." : "",
      layout: .row, values: values.map { TraceValue($0.0, $0.1) })
  }

  private static let trace = Trace(
    title: "TOY-256", citation: "FIPS 0, section 1",
    steps: [
      TraceStep(
        "Padding", explanation: "The message is filled up.",
        values: [
          TraceValue("M", "616263"), TraceValue("long", String(repeating: word, count: 9)),
        ]),
      row("t=0", [("a", "00000000"), ("n", "7")]),
      row("t=1", [("a", "ffffffff"), ("n", "112")]),
      TraceStep("Inside", depth: .operations, values: [TraceValue("x", "1")]),
      row("t=2", [("b", "00000001")]),
    ],
    results: [TraceValue("digest", "00ff")])

  @Test("Labels, explanations, aligned values, one header for rows of equal names")
  func text() {
    #expect(
      TraceTextRenderer().lines(Self.trace).joined(separator: "\n") == """
        TOY-256                                                        FIPS 0, section 1

          Padding
            The message is filled up.
            M     616263
            long  0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
                  0123456789abcdef

            What a row is.
                      a    n
          t=0  00000000    7
          t=1  ffffffff  112

                      b
          t=2  00000001

          digest  00ff

        """)
  }

  @Test("Depth chooses steps: an operation between rows divides their table")
  func depth() {
    let outline = TraceTextRenderer(depth: .outline).lines(Self.trace)
    #expect(!outline.contains { $0.contains("t=") || $0.contains("Inside") })
    #expect(outline.contains { $0.contains("digest") })
    let operations = TraceTextRenderer(depth: .operations).lines(Self.trace)
    #expect(operations.contains("  Inside"))
    #expect(!TraceTextRenderer(depth: .rounds).lines(Self.trace).contains("  Inside"))
  }

  @Test("A table that is too wide is folded, and a value that is too long leaves it")
  func wide() {
    let eight = Self.row("t=0", "abcdefgh".map { (String($0), Self.word) })
    let folded = TraceTextRenderer().steps([eight])
    #expect(folded.count == 6)  // explanation, header and row in two lines each, an empty line
    #expect(folded.allSatisfy { displayWidth(of: $0) <= 80 })
    let words = Self.row("t=0", "abcdefgh".map { (String($0), String(Self.word.prefix(8))) })
    #expect(TraceTextRenderer().steps([words]).count == 4)
    let long = Self.row("bit 0", [("A", String(repeating: Self.word, count: 16))])
    #expect(
      TraceTextRenderer().steps([long])
        == ["  bit 0", "    What a row is."]
        + (0..<4).map {
          ($0 == 0 ? "    A  " : "       ") + String(repeating: Self.word, count: 4)
        } + [""])
  }

  @Test("Many short values of one length stand several to a line, few or unequal ones do not")
  func grid() {
    let words = (0..<6).map { TraceValue("W[\($0)]", "0000000\($0)") }
    #expect(
      TraceTextRenderer().steps([TraceStep("Block", values: words)]) == [
        "  Block",
        "    W[0]  00000000   W[1]  00000001   W[2]  00000002   W[3]  00000003",
        "    W[4]  00000004   W[5]  00000005", "",
      ])
    let unequal = words + [TraceValue("n", "1")]
    #expect(TraceTextRenderer().steps([TraceStep("Block", values: unequal)]).count == 9)
    #expect(TraceTextRenderer().steps([TraceStep("Block", values: Array(words[..<4]))]).count == 6)
  }

  @Test("A long name leaves its value the whole width")
  func longName() {
    let digits = String(repeating: Self.word, count: 4)
    let step = TraceStep(
      "Code", values: [TraceValue("a name of some words", digits), TraceValue("n", digits)])
    #expect(
      TraceTextRenderer().steps([step]) == [
        "  Code", "    a name of some words", "      \(digits)", "    n  \(digits)", "",
      ])
  }

  @Test("No line is wider than asked, and no digit is lost", arguments: [40, 57, 80, 120, 200])
  func width(columns: Int) {
    for margin in [0, 6] {
      let lines = TraceTextRenderer(columns: columns, depth: .operations, margin: margin)
        .lines(Self.trace)
      #expect(lines.allSatisfy { displayWidth(of: $0) <= columns })
      #expect(
        lines.allSatisfy { $0.isEmpty || $0.hasPrefix(String(repeating: " ", count: margin)) })
      let digits = lines.joined().filter { "0123456789abcdef".contains($0) }
      #expect(digits.contains(String(repeating: Self.word, count: 9)))
    }
  }

  @Test("Digits are cut after whole words; an odd number of them is filled at the left")
  func pieces() {
    #expect(TraceText.pieces(of: "0123456789abcdef01", columns: 16) == ["0123456789abcdef", "01"])
    #expect(
      TraceText.pieces(of: "f0123456789abcdef", columns: 16)
        == ["               f", "0123456789abcdef"])
    #expect(TraceText.pieces(of: "one two three", columns: 9) == ["one two", "three"])
    #expect(TraceText.pieces(of: "", columns: 9).isEmpty)
    #expect(TraceText.pieces(of: "00ff", columns: 4) == ["00ff"])
  }

  @Test("Escape codes only when asked for; what could take over a terminal is escaped")
  func control() {
    let plain = TraceTextRenderer(depth: .operations).lines(Self.trace)
    #expect(!plain.joined().contains("\u{1B}"))
    let colored = TraceTextRenderer(usesColor: true, depth: .operations).lines(Self.trace)
    #expect(colored.joined().contains("\u{1B}["))
    let codes = /\u{1B}\[[0-9;]*m/
    #expect(colored.map { $0.replacing(codes, with: "") } == plain)
    let hostile = TraceStep("a\u{1B}[2J", explanation: "b\u{7}", values: [.init("c\r", "d\u{9b}")])
    let shown = TraceTextRenderer().steps([hostile]).joined()
    #expect(
      shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
  }
}
