extension VectorReport {
  /// The report as one JSON object: `schema`, `backend`, `files`, `totals`.
  ///
  /// Every file has `path`, `algorithm` (or null), `cases`, `passed`, `failed`, `skipped`,
  /// `reasons` (how many cases were skipped for each), `failures` (`case`, `field`, `expected`,
  /// `found`) and `remark` (or null). Members stand in this order, reasons in that of their text.
  public func json() -> String {
    let totals = VectorReport.numbers(cases, passed, failed, skipped)
    let rows = files.map { "    " + VectorReport.object($0) }.joined(separator: ",\n")
    return """
      {
        "schema": \(VectorReport.quoted(VectorReport.schema)),
        "backend": \(VectorReport.quoted(backend)),
        "files": [\(rows.isEmpty ? "" : "\n\(rows)\n  ")],
        "totals": {"files": \(files.count), \(totals)}
      }

      """
  }

  private static func object(_ file: FileReport) -> String {
    let reasons = file.reasons.sorted { $0.key < $1.key }
      .map { "\(quoted($0.key)): \($0.value)" }.joined(separator: ", ")
    let failures = file.failures.map {
      "{\"case\": \(quoted($0.vector)), \"field\": \(quoted($0.field)), "
        + "\"expected\": \(quoted($0.expected)), \"found\": \(quoted($0.found))}"
    }
    return "{\"path\": \(quoted(file.path)), "
      + "\"algorithm\": \(file.algorithm.map(quoted) ?? "null"), "
      + numbers(file.cases, file.passed, file.failed, file.skipped)
      + ", \"reasons\": {\(reasons)}, \"failures\": [\(failures.joined(separator: ", "))], "
      + "\"remark\": \(file.remark.map(quoted) ?? "null")}"
  }

  private static func numbers(_ cases: Int, _ passed: Int, _ failed: Int, _ skipped: Int) -> String
  {
    "\"cases\": \(cases), \"passed\": \(passed), \"failed\": \(failed), \"skipped\": \(skipped)"
  }

  /// A JSON string (RFC 8259, section 7).
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..<"\u{20}", "\u{7f}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
