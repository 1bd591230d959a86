import Testing

@Suite("Rules for every source")
struct SourceRulesTests {
  /// The modules that speak to whoever runs the program.
  private static let speakers: Set<String> = [
    "ChatLab", "chat-lab", "constant-time", "fuzz", "load",
  ]

  @Test("nothing but the commands prints", arguments: SourceTree.files)
  func printing(file: SourceTree.File) {
    guard !Self.speakers.contains(file.module) else { return }
    #expect(!SourceScanner.prints(file.text), "\(file.path) prints")
  }

  @Test("no file has more than 400 lines, tables aside", arguments: SourceTree.files)
  func lengths(file: SourceTree.File) {
    let isTable = file.path.hasSuffix("Table.swift") || file.path.hasSuffix("Tables.swift")
    let lines = file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count
    #expect(isTable || lines <= 401, "\(file.path) has \(lines - 1) lines")
  }

  @Test("no standard type is extended", arguments: SourceTree.files)
  func extensions(file: SourceTree.File) {
    #expect(SourceScanner.extendedStandardTypes(in: file.text).isEmpty, "\(file.path)")
  }

  @Test("no file is called after nothing in particular", arguments: SourceTree.files)
  func names(file: SourceTree.File) {
    for word in ["Util", "Helper", "Common", "Misc"] {
      #expect(!file.path.contains(word), "\(file.path)")
    }
  }

  @Test("printing is found where it is called, and nowhere else")
  func printScanner() {
    #expect(SourceScanner.prints("print(1)"))
    #expect(SourceScanner.prints("  if x { debugPrint(x) }"))
    #expect(!SourceScanner.prints("// print(1)"))
    #expect(!SourceScanner.prints("let python = \"print(1)\""))
    #expect(!SourceScanner.prints("let python = \"\\\"; print(1)\""))
    #expect(!SourceScanner.prints("let text = \"\"\"\n  print(1)\n  \"\"\"\n"))
    #expect(SourceScanner.prints("let text = \"\"\"\n  text\n  \"\"\"\nprint(1)"))
    #expect(!SourceScanner.prints("  try print()"))
    #expect(!SourceScanner.prints("sink.print(1)"))
    #expect(!SourceScanner.prints("footprint(1); fingerprint(of: key)"))
  }

  @Test("extensions of standard types are found, of our own and nested ones not")
  func extensionScanner() {
    #expect(SourceScanner.extendedStandardTypes(in: "extension Array {}") == ["Array"])
    #expect(SourceScanner.extendedStandardTypes(in: "public extension UInt8 {}") == ["UInt8"])
    #expect(SourceScanner.extendedStandardTypes(in: "extension Swift.String: P {}") == ["String"])
    #expect(SourceScanner.extendedStandardTypes(in: "extension SHA256 {}").isEmpty)
    #expect(SourceScanner.extendedStandardTypes(in: "extension Set.Own {}").isEmpty)
    #expect(SourceScanner.extendedStandardTypes(in: "// extension Array {}").isEmpty)
  }
}
