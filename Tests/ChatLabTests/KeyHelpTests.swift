import Foundation
import Testing

@testable import ChatLab

/// What users of keys read first must not change by accident.
@Suite("The help of the commands about keys")
struct KeyHelpTests {
  private func usage(_ words: String...) -> String {
    let text = run(words + ["--help"], of: .chatLab).output
    guard let start = text.range(of: "USAGE:"),
      let end = text.range(of: "\n\n", range: start.lowerBound..<text.endIndex)
    else { return text }
    return String(text[start.lowerBound..<end.lowerBound])
  }

  @Test("each command says how it is used")
  func usages() {
    #expect(
      usage("key", "generate") == """
        USAGE: chat-lab key generate <algorithm> [--bits <n>] [--password-file <file>]
               [--encrypt] [--iterations <n>] [--cipher <cipher>] [--format <format>]
               [--encoding <encoding>] [--out <file>] [--force]
        """)
    #expect(
      usage("key", "show") == """
        USAGE: chat-lab key show <file> [--password-file <file>] [--private]
               [--format <format>]
        """)
    #expect(
      usage("key", "public") == """
        USAGE: chat-lab key public <file> [--password-file <file>] [--format <format>]
               [--encoding <encoding>] [--out <file>] [--force]
        """)
    #expect(
      usage("key", "convert") == """
        USAGE: chat-lab key convert <file> [--password-file <file>] [--plain]
               [--new-password-file <file>] [--encrypt] [--iterations <n>]
               [--cipher <cipher>] [--format <format>] [--encoding <encoding>]
               [--out <file>] [--force]
        """)
    #expect(
      usage("sign") == """
        USAGE: chat-lab sign --key <file> [--password-file <file>] [--scheme <scheme>]
               [--hash <hash>] [--salt-length <n>] [--out <file>] [--force] <file>
        """)
    #expect(
      usage("verify") == """
        USAGE: chat-lab verify --key <file> [--password-file <file>] [--scheme <scheme>]
               [--hash <hash>] [--salt-length <n>] --signature <file> <file>
        """)
    #expect(
      usage("inspect") == """
        USAGE: chat-lab inspect <file> [--password-file <file>] [--format <format>]
        """)
  }
}
