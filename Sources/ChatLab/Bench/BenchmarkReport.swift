/// Measurements as a table and as JSON (docs/performance.md).
struct BenchmarkReport {
  /// The name and version of the JSON.
  static let schema = "chat-lab.bench/1"

  let rows: [BenchmarkRow]
  /// The version of OpenSSL that was compared with; nil for none.
  let openSSL: String?
  let rounds: Int

  /// The table: 80 columns at most.
  var text: String {
    var lines: [String] = []
    var header = pad("name", 22) + pad("backend", 10) + pad("unit", 4)
    header += flush("rate", 10)
    if let openSSL {
      lines += ["Against \(openSSL), processor time on both sides.", ""]
      header += flush("OpenSSL", 10) + flush("ratio", 7) + flush("basic", 10) + flush("ratio", 7)
    }
    lines.append(header)
    var last = ""
    for row in rows {
      var line = pad(row.name == last ? "" : row.name, 22) + pad(row.backend, 10)
      line += pad(row.unit.name, 4) + flush(Self.number(row.rate), 10)
      if openSSL != nil {
        line += flush(Self.number(row.openSSLRate), 10) + flush(Self.ratio(row, row.openSSLRate), 7)
        line += flush(Self.number(row.openSSLBasicRate), 10)
        line += flush(Self.ratio(row, row.openSSLBasicRate), 7)
      }
      while line.last == " " { line.removeLast() }
      lines.append(line)
      last = row.name
    }
    if openSSL != nil {
      lines += [
        "", "With a ratio above 1, chat-lab is the faster one. Basic: OpenSSL without the",
        "instructions that only some processors have (OPENSSL_ia32cap=0:0).",
      ]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One JSON object: `schema`, `against` (or null), `rounds`, `rows`.
  var json: String {
    let rows = rows.map { row in
      let members = [
        "\"name\": \"\(row.name)\"", "\"backend\": \"\(row.backend)\"",
        "\"unit\": \"\(row.unit.name)\"", "\"rate\": \(Self.json(row.rate))",
        "\"openssl\": \(Self.json(row.openSSLRate))",
        "\"ratio\": \(Self.json(quotient(row.rate, row.openSSLRate)))",
        "\"opensslBasic\": \(Self.json(row.openSSLBasicRate))",
        "\"ratioBasic\": \(Self.json(quotient(row.rate, row.openSSLBasicRate)))",
      ]
      return "    {\(members.joined(separator: ", "))}"
    }
    let against = openSSL.map { "\"\($0.filter { $0 != "\"" && $0 != "\\" })\"" } ?? "null"
    return """
      {
        "schema": "\(Self.schema)",
        "against": \(against),
        "rounds": \(rounds),
        "rows": [
      \(rows.joined(separator: ",\n"))
        ]
      }

      """
  }

  private func quotient(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b, b > 0 else { return nil }
    return a / b
  }

  private static func ratio(_ row: BenchmarkRow, _ other: Double?) -> String {
    guard let rate = row.rate, let other, other > 0 else { return "" }
    return fixed(rate / other, 2)
  }

  /// Four digits, or all before the point.
  private static func number(_ value: Double?) -> String {
    guard let value else { return "" }
    return fixed(value, value >= 1000 ? 0 : value >= 100 ? 1 : 2)
  }

  private static func json(_ value: Double?) -> String {
    value.map { fixed($0, 4) } ?? "null"
  }

  /// Decimal digits with so many after the point.
  private static func fixed(_ value: Double, _ places: Int) -> String {
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = Int((value * scale).rounded())
    guard places > 0 else { return String(scaled) }
    let digits = String(scaled)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return padded.dropLast(places) + "." + padded.suffix(places)
  }

  private func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  private func flush(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
