import Rendering
import Testing
import Transcripts

@Suite("Text from a peer")
struct TextEscapingTests {
  @Test(
    "Controls and bidirectional controls stand escaped",
    arguments: [
      ("\u{0}", "\\u{0}"), ("a\u{1B}[31mb", "a\\u{1b}[31mb"), ("\r\n\t", "\\u{d}\\u{a}\\u{9}"),
      ("\u{7F}\u{80}\u{9B}\u{9F}", "\\u{7f}\\u{80}\\u{9b}\\u{9f}"),
      ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"), ("x\u{202E}fdp", "x\\u{202e}fdp"),
      ("\u{202A}\u{2066}\u{2069}", "\\u{202a}\\u{2066}\\u{2069}"),
      ("\u{61C}\u{200E}\u{200F}", "\\u{61c}\\u{200e}\\u{200f}"),
    ])
  func escaped(text: String, shown: String) {
    #expect(escapingControls(text) == shown)
  }

  @Test(
    "Everything else stays as it was written",
    arguments: [
      "", "how are you", "\\u{1b}", "caf\u{65}\u{301}", "\u{4F60}\u{597D}", "\u{5E9}\u{5DC}\u{5D5}",
      "\u{1F469}\u{200D}\u{1F467}", "\u{A0}\u{AD}\u{FFFD}",
    ])
  func untouched(text: String) {
    #expect(escapingControls(text).utf8.elementsEqual(text.utf8))
  }

  @Test("A line of a transcript holds no control, and says the same")
  func transcriptLine() throws {
    let text = "\u{9B}2J \u{7F}\u{85}\u{202E}\u{2028}\u{1B}"
    let line = JSONLinesRenderer().line(settings: [Transcript.Setting("text", text)])
    #expect(line == escapingControls(line))
    #expect(line.contains("\\u009b2J \\u007f\\u0085\\u202e\\u2028\\u001b"))
  }

  @Test("No escaped text holds a control, whatever its scalars")
  func nothingLeft() {
    for value in UInt32(0)...0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = escapingControls(String(scalar))
      #expect(shown.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      #expect(shown.unicodeScalars.allSatisfy { !$0.properties.isBidiControl })
    }
  }
}
