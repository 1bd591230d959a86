extension VectorReport {
  /// The report as lines of at most `columns` characters, at least 60: a line a file, below it why
  /// cases were skipped and what failed, and the totals.
  public func text(columns: Int = 80) -> String {
    precondition(columns >= 60, "the numbers alone take 36 columns")
    var lines = [row("file", "cases", "passed", "failed", "skipped", columns)]
    for file in files { lines.append(contentsOf: describe(file, columns)) }
    lines.append(String(repeating: "-", count: columns))
    let plural = files.count == 1 ? "file" : "files"
    lines.append(row("\(files.count) \(plural)", cases, passed, failed, skipped, columns))
    return lines.map { $0 + "\n" }.joined()
  }

  private func describe(_ file: FileReport, _ columns: Int) -> [String] {
    var lines: [String] = []
    var path = printable(file.path)
    if path.count > columns - 36 {
      lines.append(contentsOf: pieces(path, width: columns))
      path = ""
    }
    lines.append(row(path, file.cases, file.passed, file.failed, file.skipped, columns))
    if let remark = file.remark {
      lines.append(contentsOf: wrapped("    " + printable(remark), indent: 4, columns))
    }
    if !file.reasons.isEmpty {
      let reasons = file.reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map { "\($0.value) \(printable($0.key))" }
      lines.append(
        contentsOf: wrapped("    skipped: " + reasons.joined(separator: "; "), indent: 6, columns))
    }
    for failure in file.failures.prefix(VectorReport.shownFailures) {
      lines.append(contentsOf: wrapped("  FAILED " + printable(failure.vector), indent: 4, columns))
      lines.append(contentsOf: labelled("field", failure.field, columns))
      lines.append(contentsOf: labelled("expected", failure.expected, columns))
      lines.append(contentsOf: labelled("found", failure.found, columns))
    }
    if file.failed > VectorReport.shownFailures {
      lines.append("  FAILED and \(file.failed - VectorReport.shownFailures) more in this file")
    }
    return lines
  }

  /// How many failures of a file are shown; the JSON form has all.
  private static let shownFailures = 5

  private func row(
    _ first: String, _ numbers: (any CustomStringConvertible)..., columns: Int
  ) -> String {
    let cells = numbers.map { number in
      let text = number.description
      return String(repeating: " ", count: max(1, 9 - text.count)) + text
    }
    return first + String(repeating: " ", count: max(0, columns - 36 - first.count))
      + cells.joined()
  }

  private func row(
    _ first: String, _ cases: any CustomStringConvertible, _ passed: any CustomStringConvertible,
    _ failed: any CustomStringConvertible, _ skipped: any CustomStringConvertible, _ columns: Int
  ) -> String {
    row(first, cases, passed, failed, skipped, columns: columns)
  }

  /// A value beside its label, continued below itself.
  private func labelled(_ label: String, _ value: String, _ columns: Int) -> [String] {
    let margin = 14
    let parts = pieces(printable(value), width: columns - margin)
    return parts.enumerated().map { index, part in
      let head = index == 0 ? "    " + label : ""
      return head + String(repeating: " ", count: margin - head.count) + part
    }
  }

  /// Text cut into parts of so many characters, wherever that falls; at least one part.
  private func pieces(_ text: String, width: Int) -> [String] {
    var rest = Substring(text)
    var parts: [String] = []
    repeat {
      parts.append(String(rest.prefix(width)))
      rest = rest.dropFirst(width)
    } while !rest.isEmpty
    return parts
  }

  /// Text broken between words, with later lines indented.
  private func wrapped(_ text: String, indent: Int, _ columns: Int) -> [String] {
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > columns {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isEmpty = true
      }
      let parts = pieces(String(word), width: columns - indent)
      for part in parts.dropLast() {
        lines.append(line + part)
        line = String(repeating: " ", count: indent)
      }
      line += (isEmpty ? "" : " ") + (parts.last ?? "")
      isEmpty = false
    }
    return lines + [line]
  }
}
