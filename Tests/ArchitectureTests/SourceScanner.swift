/// What can be read off a Swift source without compiling it.
enum SourceScanner {
  /// The modules that a source imports, each once, in their order.
  static func imports(of source: String) -> [String] {
    let statement =
      /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
    var modules: [String] = []
    for line in codeLines(of: source, with: "import") {
      guard let match = line.firstMatch(of: statement) else { continue }
      let module = String(match.1)
      if !modules.contains(module) { modules.append(module) }
    }
    return modules
  }

  /// Whether a source writes to the standard output by itself.
  ///
  /// A call after `try` is one of its own functions: that of the standard library never throws.
  static func prints(_ source: String) -> Bool {
    ["rint(", "dump("].contains { word in
      codeLines(of: source, with: word).contains {
        $0.replacing("try print(", with: "").contains(/(?:^|[^\w.`])(?:print|debugPrint|dump)\(/)
      }
    }
  }

  /// The types of the standard library that a source extends.
  static func extendedStandardTypes(in source: String) -> [String] {
    let types: Set<Substring> = [
      "Array", "ArraySlice", "BinaryInteger", "Bool", "Character", "Collection", "Data",
      "Dictionary", "FixedWidthInteger", "Int", "Int32", "Int64", "Optional", "Range", "Sequence",
      "Set", "Span", "String", "StringProtocol", "Substring", "UInt", "UInt16", "UInt32", "UInt64",
      "UInt8", "Unicode", "UnsignedInteger",
    ]
    return codeLines(of: source, with: "extension").compactMap { line in
      guard let match = line.firstMatch(of: /^\s*(?:\w+\s+)?extension\s+(?:Swift\.)?(\w+)\b(?!\.)/),
        types.contains(match.1)
      else { return nil }
      return String(match.1)
    }
  }

  /// The lines that hold a word, without comments and without what stands inside string literals.
  private static func codeLines(of source: String, with word: String) -> [String] {
    guard source.contains(word) else { return [] }
    var isInsideText = false
    var code: [String] = []
    for line in source.utf8.split(separator: UInt8(ascii: "\n")).map({ Substring($0) }) {
      let wasInsideText = isInsideText
      if line.contains("\"\"\""), !line.matches(of: /"""/).count.isMultiple(of: 2) {
        isInsideText.toggle()
      }
      guard !wasInsideText, line.contains(word) else { continue }
      let withoutStrings = line.replacing(/"(?:\\.|[^"\\])*"/, with: "\"\"")
      let comment = withoutStrings.firstRange(of: "//")?.lowerBound ?? withoutStrings.endIndex
      code.append(String(withoutStrings[..<comment]))
    }
    return code
  }
}
