/// What can be read off a Swift source without compiling it.
enum SourceScanner {
  /// The modules that a source imports, each once, in their order.
  static func imports(of source: String) -> [String] {
    let statement =
      /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/
    var modules: [String] = []
    for line in codeLines(of: source) {
      guard let match = line.firstMatch(of: statement) else { continue }
      let module = String(match.1)
      if !modules.contains(module) { modules.append(module) }
    }
    return modules
  }

  /// Whether a source writes to the standard output by itself.
  static func prints(_ source: String) -> Bool {
    codeLines(of: source).contains { $0.contains(/(?:^|[^\w.`])(?:print|debugPrint|dump)\(/) }
  }

  /// The types of the standard library that a source extends.
  static func extendedStandardTypes(in source: String) -> [String] {
    let types: Set<Substring> = [
      "Array", "ArraySlice", "BinaryInteger", "Bool", "Character", "Collection", "Data",
      "Dictionary", "FixedWidthInteger", "Int", "Int32", "Int64", "Optional", "Range", "Sequence",
      "Set", "Span", "String", "StringProtocol", "Substring", "UInt", "UInt16", "UInt32", "UInt64",
      "UInt8", "Unicode", "UnsignedInteger",
    ]
    return codeLines(of: source).compactMap { line in
      guard let match = line.firstMatch(of: /^\s*(?:\w+\s+)?extension\s+(?:Swift\.)?(\w+)\b(?!\.)/),
        types.contains(match.1)
      else { return nil }
      return String(match.1)
    }
  }

  /// The lines without those that are comments, and without what follows `//` after a space.
  private static func codeLines(of source: String) -> [String] {
    source.split(whereSeparator: \.isNewline).compactMap { line in
      let code = line.split(separator: /\s\/\/|^\s*\/\//, maxSplits: 1).first ?? ""
      return line.contains(/^\s*\/\//) ? nil : String(code)
    }
  }
}
