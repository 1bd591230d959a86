import Foundation
import Transport
import Vectors

/// Files of vectors in every format, small ones, run as they are and changed.
struct VectorTarget: FuzzTarget {
  let name: String
  let cost: Int
  let corpus: [[UInt8]]
  let tokens: [String]
  let longestInput = 16_384

  /// Text files: CAVP, RSA Laboratories, RFCs.
  static let text = VectorTarget(
    "vectors-text", texts, cost: 250,
    tokens: [
      " = ", "\n", "\n\n", "[", "]", "#", "COUNT = 1\n", "Len = ", "Msg = ", "Result = P\n", "= 00",
      "[ENCRYPT]\n", "[mod = 2048]\n", "[P-256,SHA-256]\n", "Seed = ", "L = 32", "-----BEGIN ",
      "-----END ", "\r\n", "?", "é",
    ])
  /// JSON files: Wycheproof and ACVP.
  static let json = VectorTarget(
    "vectors-json", jsons, cost: 60,
    tokens: [
      "{", "}", "[", "]", ",", ":", "\"", "null", "true", "\"valid\"", "\"invalid\"",
      "\"acceptable\"", "\"tcId\":1", "\"\"", "\"00\"", "-1", "1e300", "\"type\":", "\"sha\":",
    ])

  private init(_ name: String, _ corpus: [[UInt8]], cost: Int, tokens: [String]) {
    self.name = name
    self.corpus = corpus
    self.cost = cost
    self.tokens = tokens
  }

  func run(_ input: [UInt8]) throws {
    let report = VectorReport(
      files: [VectorRunner.run(VectorFile(path: "file", bytes: input))], backend: "any")
    guard let file = report.files.first else { return }
    try Claim.that(file.cases < 10_000, "a small file has few cases")
    if corpus.contains(input) {
      try Claim.that(
        file.failed == 0 && file.cases > 0, "a published file passes: \(file.failures.prefix(1))")
    }
    let json = report.json()
    try Claim.that(JSONValue(parsing: Array(json.utf8)) != nil, "a report is JSON")
    try Claim.isPlain(json, lines: true)
    try Claim.isPlain(report.text(columns: 80), lines: true)
  }

  // MARK: - Published files, cut to their first cases

  private static let files: [String] = {
    guard let directory = VectorSuite.projectDirectory(),
      let suite = try? VectorSuite(directory: directory)
    else { return [] }
    return suite.files.map { "\(directory)/\($0)" }
  }()

  private static let texts: [[UInt8]] = files.filter { !$0.hasSuffix(".json") }.compactMap { path in
    guard let octets = try? Files.read(path) else { return nil }
    let lines = octets.prefix(200_000).split(separator: 0x0a, omittingEmptySubsequences: false)
    var length = 0
    let first = lines.prefix { line in
      length += line.count + 1
      return length < 6000
    }
    // Without the case that was cut, the last.
    let last = first.lastIndex { $0.isEmpty || $0 == [0x0d] } ?? first.endIndex
    let text = Array(first[..<last].joined(separator: [0x0a])) + [0x0a]
    let report = VectorRunner.run(VectorFile(path: path, bytes: text))
    return report.passed > 0 && report.failed == 0 ? text : nil
  }

  private static let jsons: [[UInt8]] = files.filter { $0.hasSuffix(".json") }.compactMap { path in
    guard let octets = try? Files.read(path),
      var file = try? JSONSerialization.jsonObject(with: Data(octets)) as? [String: Any],
      var group = (file["testGroups"] as? [[String: Any]])?.first,
      let tests = group["tests"] as? [Any]
    else { return nil }
    group["tests"] = Array(tests.prefix(3))
    file["testGroups"] = [group]
    file["notes"] = nil
    let data = try? JSONSerialization.data(withJSONObject: file, options: [.sortedKeys])
    return data.map { Array($0) }
  }
}
