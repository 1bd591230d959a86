import Testing
import Transport

@Suite("The line editor's core")
struct LineBufferTests {
  /// Feeds bytes one at a time, so that every sequence is cut everywhere.
  private func type(_ bytes: [UInt8], into line: inout LineBuffer) -> [LineBuffer.Outcome] {
    var parser = KeyParser()
    return bytes.flatMap { parser.parse([$0]) }.compactMap { line.apply($0) }
  }

  private func type(_ text: String, into line: inout LineBuffer) -> [LineBuffer.Outcome] {
    type(Array(text.utf8), into: &line)
  }

  @Test(
    "Keys edit the line",
    arguments: [
      ("abc", "abc", ""), ("abc\u{7F}", "ab", ""), ("\u{7F}a", "a", ""),
      ("abc\u{1B}[D\u{1B}[D\u{7F}x", "x", "bc"), ("abc\u{1}x", "x", "abc"),
      ("abc\u{1B}[Hx\u{1B}[Fy", "xabcy", ""), ("abc\u{1}x\u{5}y", "xabcy", ""),
      ("one two\u{17}", "one ", ""), ("one two  \u{17}", "one ", ""), ("one\u{17}\u{17}", "", ""),
      ("abc\u{1B}[D\u{15}", "", "c"), ("abc\u{1B}[D\u{B}", "ab", ""),
      ("abc\u{1B}OD\u{1B}[3~", "ab", ""), ("abc\u{1}\u{4}", "", "bc"), ("a\u{1B}[C\tb", "a b", ""),
      ("ab\u{1B}[5~\u{1B}[1;5Cc", "abc", ""),
      ("\u{4F60}\u{597D}\u{1B}[Dx", "\u{4F60}x", "\u{597D}"),
      ("e\u{301}\u{7F}", "", ""),
      ("\u{1F469}\u{200D}\u{1F467}\u{1B}[Dx", "x", "\u{1F469}\u{200D}\u{1F467}"),
    ])
  func editing(typed: String, before: String, after: String) {
    var line = LineBuffer()
    #expect(type(typed, into: &line).isEmpty)
    #expect(line.before == before)
    #expect(line.after == after)
  }

  @Test("Ends of a line and of input")
  func outcomes() {
    var line = LineBuffer()
    #expect(type("hello\u{1B}[D\rx\n\r", into: &line) == [.line("hello"), .line("x"), .line("")])
    #expect(type("\u{4}", into: &line) == [.endOfInput])
    #expect(type("a\u{4}\u{3}\u{1A}", into: &line) == [.interrupt, .suspend])
    #expect(line.text == "a")
  }

  @Test(
    "What is no UTF-8 becomes the replacement character",
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b"), ([0xC3, 0x61], "\u{FFFD}a"),
      ([0xE4, 0xBD, 0x0D], "\u{FFFD}"), ([0x80], "\u{FFFD}"), ([0xC0, 0x80], "\u{FFFD}\u{FFFD}"),
      ([0xF0, 0x9F, 0x98, 0x80], "\u{1F600}"),
    ] as [([UInt8], String)])
  func repair(bytes: [UInt8], text: String) {
    var line = LineBuffer()
    let outcomes = type(bytes + [0x0D], into: &line).first
    #expect(outcomes == .line(text))
  }

  @Test("The lines before come back, and so does the one that was being typed")
  func history() {
    var line = LineBuffer()
    _ = type("one\rtwo\rtwo\rdraft", into: &line)
    for (key, text) in [
      ("\u{1B}[A", "two"), ("\u{1B}[A", "one"), ("\u{1B}[A", "one"), ("\u{1B}[B", "two"),
      ("\u{1B}[B", "draft"), ("\u{1B}[B", "draft"), ("\u{10}", "two"), ("!", "two!"),
    ] {
      _ = type(key, into: &line)
      #expect(line.text == text)
    }
    #expect(type("\r", into: &line) == [.line("two!")])
    _ = type("\u{1B}[A\u{1B}[A", into: &line)
    #expect(line.text == "two")
  }

  @Test("A line that is too long is refused whole, and the next one is read")
  func limit() {
    var line = LineBuffer(limit: 4)
    #expect(type("abcd\r", into: &line) == [.line("abcd")])
    #expect(type("abcde\u{E9}\r", into: &line) == [.tooLong(bytes: 7)])
    #expect(type("ok\r", into: &line) == [.line("ok")])
  }

  @Test("What was refused stays counted while some of the line is left, and no longer")
  func limitAndErasing() {
    var line = LineBuffer(limit: 4)
    #expect(type("abcde\u{7F}\u{7F}f\r", into: &line) == [.tooLong(bytes: 6)])
    #expect(type("abcde\u{15}again\u{7F}\u{15}new\r", into: &line) == [.line("new")])
  }

  @Test("A flood inside an escape sequence is not kept")
  func flood() {
    var parser = KeyParser()
    #expect(parser.parse([0x1B, 0x5B] + [UInt8](repeating: 0x31, count: 30)) == [])
    #expect(parser.parse(Array("1ab".utf8)) == [.text("a"), .text("b")])
  }
}

@Suite("How the typed line is drawn")
struct LineViewTests {
  private func view(_ typed: String, columns: Int, prompt: String = "> ") -> LineView {
    var line = LineBuffer()
    var parser = KeyParser()
    for key in parser.parse(typed.utf8) { _ = line.apply(key) }
    return LineView(prompt: prompt, line: line, columns: columns)
  }

  @Test("A short line stands behind its prompt, the cursor where it is")
  func short() {
    let shown = view("ab\u{4F60}\u{1B}[D", columns: 80)
    #expect(shown.text == "> ab\u{4F60}")
    #expect(shown.cursor == 4)
    #expect(shown.drawing == "\r\u{1B}[K> ab\u{4F60}\r\u{1B}[4C")
    #expect(view("", columns: 80, prompt: "").drawing == "\r\u{1B}[K\r")
  }

  @Test("A long line scrolls; prompt, cursor and the text around it stay on the screen")
  func scrolling() {
    for count in 0...60 {
      for back in 0...count {
        let typed =
          String(repeating: "x", count: count - back) + "|" + String(repeating: "y", count: back)
          + String(repeating: "\u{1B}[D", count: back)
        let shown = view(typed, columns: 20)
        #expect(shown.text.hasPrefix("> ") && shown.text.count <= 19)
        #expect((2..<20).contains(shown.cursor))
        #expect(Array(shown.text)[shown.cursor - 1] == "|")
      }
    }
  }

  @Test("Wide characters are never cut in half")
  func wide() {
    for count in 0...40 {
      let shown = view(String(repeating: "\u{4F60}", count: count), columns: 21)
      #expect(shown.text.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } <= 20)
      #expect(shown.cursor < 21)
    }
  }

  @Test("Controls that were pasted are shown escaped")
  func escaped() {
    #expect(view("a\u{202E}b", columns: 80).text == "> a\\u{202e}b")
    #expect(view("\u{9B}", columns: 80).cursor == 8)
  }
}

@Suite("Lines of a pipe")
struct PlainLineSourceTests {
  private func lines(_ bytes: [UInt8], limit: Int = 16_384, size: Int) -> [LineEvent] {
    let source = PlainLineSource(limit: limit)
    var events: [LineEvent] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      events += source.receive(Array(bytes[start..<min(start + size, bytes.count)]))
    }
    return events + source.finish()
  }

  @Test(
    "Pieces of any size give the same lines; the last one needs no end", arguments: [1, 2, 3, 100])
  func pieces(size: Int) {
    let text = "one\r\n\ntw\u{F6}\nend"
    #expect(
      lines(Array(text.utf8), size: size)
        == [.line("one"), .line(""), .line("tw\u{F6}"), .line("end"), .endOfInput])
    #expect(lines(Array("a\n".utf8), size: size) == [.line("a"), .endOfInput])
    #expect(lines([], size: size) == [.endOfInput])
    #expect(lines([0x61, 0xFF, 0x0A], size: size) == [.line("a\u{FFFD}"), .endOfInput])
  }

  @Test(
    "A line over the limit is refused with its length, and reading goes on",
    arguments: [1, 7, 5000])
  func limit(size: Int) {
    let long = [UInt8](repeating: 0x61, count: 3000)
    #expect(
      lines(long + [0x0A] + [0x62, 0x0A] + long, limit: 10, size: size)
        == [
          .tooLong(bytes: 3000, limit: 10), .line("b"), .tooLong(bytes: 3000, limit: 10),
          .endOfInput,
        ])
    #expect(
      lines(Array("0123456789\r\n".utf8), limit: 10, size: size)
        == [.line("0123456789"), .endOfInput])
    #expect(
      lines(Array("0123456789a\r\n".utf8), limit: 10, size: size)
        == [.tooLong(bytes: 12, limit: 10), .endOfInput])
  }

  @Test("The end is told once")
  func finishTwice() {
    let source = PlainLineSource()
    #expect(source.finish() == [.endOfInput])
    #expect(source.finish() == [])
  }
}
