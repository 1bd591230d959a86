extension VectorReport {
  /// The report as lines of at most `columns` characters, at least 60: a line a file, below it why
  /// cases were skipped and what failed, and the totals.
  public func text(columns: Int = 80) -> String {
    precondition(columns >= 60, "the numbers alone take 36 columns")
    var lines = ["backend: \(backend)"]
    lines.append(row("file", ["cases", "passed", "failed", "skipped"], columns))
    for file in files { lines.append(contentsOf: describe(file, columns)) }
    lines.append(String(repeating: "-", count: columns))
    let plural = files.count == 1 ? "file" : "files"
    lines.append(
      row(
        "\(files.count) \(plural)", ["\(cases)", "\(passed)", "\(failed)", "\(skipped)"], columns))
    return lines.map { $0 + "\n" }.joined()
  }

  private func describe(_ file: FileReport, _ columns: Int) -> [String] {
    var lines: [String] = []
    var path = printable(file.path)
    if path.count > columns - 36 {
      lines.append(contentsOf: pieces(path, width: columns))
      path = ""
    }
    let numbers = [file.cases, file.passed, file.failed, file.skipped]
    lines.append(row(path, numbers.map(String.init), columns))
    if let remark = file.remark {
      lines.append(contentsOf: wrapped("    " + printable(remark), indent: 4, columns))
    }
    if !file.reasons.isEmpty {
      let reasons = printable(VectorReport.summary(of: file.reasons))
      lines.append(contentsOf: wrapped("    skipped: " + reasons, indent: 6, columns))
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

  /// Reasons with their counts, the most frequent first; those that differ in their last word only
  /// are told together: "75 each: no curve B-163, B-233".
  static func summary(of reasons: [String: Int]) -> String {
    var groups: [(count: Int, head: String, lasts: [String])] = []
    for (reason, count) in reasons.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      let words = reason.split(separator: " ")
      let head = words.dropLast().joined(separator: " ")
      let last = String(words.last ?? "")
      if let index = groups.firstIndex(where: { $0.count == count && $0.head == head }) {
        groups[index].lasts.append(last)
      } else {
        groups.append((count, head, [last]))
      }
    }
    return groups.map { group in
      let each = group.lasts.count > 1 ? " each:" : ""
      return "\(group.count)\(each) \(group.head) " + group.lasts.joined(separator: ", ")
    }.joined(separator: "; ")
  }

  /// How many failures of a file are shown; the JSON form has all.
  private static let shownFailures = 5

  /// A first cell, and four of nine characters at the right margin.
  private func row(_ first: String, _ cells: [String], _ columns: Int) -> String {
    let numbers = cells.map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }
    let gap = String(repeating: " ", count: max(0, columns - 36 - first.count))
    return first + gap + numbers.joined()
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
