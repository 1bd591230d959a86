extension VectorText {
  /// The layout of the cases that `init(testSuite:)` makes.
  static let testSuiteLayout = CaseLayout(
    fields: ["function"], optional: Set((1...12).map { "argument \($0)" }))

  /// Takes a test suite of Mbed TLS apart: a title, perhaps what it depends on, then a function
  /// with its arguments between colons, and an empty line.
  ///
  /// - Returns: nil when no line has that shape.
  init?(testSuite bytes: [UInt8], name: String) {
    self.init(untouched: name)
    for (number, line) in VectorText.lines(of: bytes) {
      let parts = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
      if line.isEmpty {
        append(.blank, line: number)
      } else if parts.count == 1 || parts[0].contains(" ") {
        append(.section(line), line: number)
      } else if parts[0] != "depends_on" {
        append(.field(name: "function", value: parts[0]), line: number)
        for (index, part) in parts.dropFirst().enumerated() {
          append(
            .field(name: "argument \(index + 1)", value: VectorText.unquoted(part)), line: number)
        }
      }
    }
    guard hasFields("function", "argument 1") else { return nil }
  }

  /// The functions that a test suite calls.
  var functions: Set<String> {
    Set(
      items.compactMap { item, _ in
        if case .field("function", let value) = item { value } else { nil }
      })
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast())
  }
}
