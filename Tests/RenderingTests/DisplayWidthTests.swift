import Rendering
import Testing

@Suite("Columns that a text takes")
struct DisplayWidthTests {
  @Test(
    "Narrow, wide and combining characters",
    arguments: [
      ("", 0), ("abc", 3), ("na\u{EF}ve", 5), ("e\u{301}", 1), ("\u{4F60}\u{597D}", 4),
      ("\u{3042}", 2), ("\u{FF21}", 2), ("\u{FF71}", 1), ("\u{AC00}", 2),
      ("\u{1100}\u{1161}\u{11A8}", 2), ("\u{1F600}", 2), ("\u{1F44D}\u{1F3FD}", 2),
      ("\u{1F469}\u{200D}\u{1F467}", 2), ("\u{1F1E8}\u{1F1ED}", 2), ("\u{2764}", 1),
      ("\u{2764}\u{FE0F}", 2), ("\u{200B}", 0), ("\u{5E9}\u{5DC}", 2), ("\u{2713}", 1),
      ("\u{2500}\u{2192}\u{2026}", 3), ("\u{20000}", 2), ("\u{AD}", 1), ("\u{E9}", 1),
    ])
  func widths(text: String, columns: Int) {
    #expect(displayWidth(of: text) == columns)
  }
}
