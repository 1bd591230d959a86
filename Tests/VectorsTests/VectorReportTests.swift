import Foundation
import Testing
import Vectors

@Suite("Reports")
struct VectorReportTests {
  /// Two files: one with all that can happen to a case, one that is unknown.
  private static let report: VectorReport = {
    let text = """
      # SHA-256
      [L = 32]

      Len = 8
      Msg = d3
      MD = 28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1

      Len = 8
      Msg = d3
      MD = 18969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1

      [L = 16]

      Len = 0
      Msg = 00
      MD = 00
      """
    let files = [
      VectorFile(path: "nist/short.rsp", bytes: Array(text.utf8)),
      VectorFile(
        path: "a/long/path/that/alone/takes/more/than/half/a/line.json", bytes: Array("{}".utf8)),
    ]
    return VectorReport(files: files.map(VectorRunner.run), backend: "portable")
  }()

  @Test("the text has a line a file, reasons, failures whole, and totals")
  func text() {
    let expected = """
      backend: portable
      file                                            cases   passed   failed  skipped
      nist/short.rsp                                      3        1        1        1
          skipped: 1 no hash function with digests of 16 bytes
        FAILED [L = 32] case 2, line 8
          field     MD
          expected  18969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1
          found     28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1
      a/long/path/that/alone/takes/more/than/half/a/line.json
                                                          0        0        0        0
          not recognised: JSON without test groups
      --------------------------------------------------------------------------------
      2 files                                             3        1        1        1

      """
    #expect(Self.report.text() == expected)
  }

  @Test("no line is wider than it may be", arguments: [60, 72, 80, 120])
  func columns(columns: Int) throws {
    var files = Self.report.files
    files.append(VectorRunner.run(try ProjectVectors.file("nist/ecdsa/PKV.rsp")))
    files.append(
      VectorRunner.run(
        try ProjectVectors.file("nist/ecdsa/SigGen.txt", replacing: "R = f3ac8061", with: "R = f")))
    files.append(
      VectorRunner.run(
        VectorFile(path: String(repeating: "x", count: 200), bytes: Array("a = b".utf8))))
    for line in VectorReport(files: files, backend: "portable").text(columns: columns).split(
      separator: "\n")
    {
      #expect(line.count <= columns, "\(line)")
    }
  }

  @Test("reasons that differ in their last word are told together")
  func reasons() throws {
    let report = VectorRunner.run(try ProjectVectors.file("nist/ecdsa/PKV.rsp"))
    let text = VectorReport(files: [report], backend: "portable").text()
    #expect(text.contains("skipped: 12 each: no curve B-163, B-233, B-283,"))
  }

  @Test("the JSON has the fields that scripts rely on")
  func json() throws {
    let data = Data(Self.report.json().utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(object["schema"] as? String == "chat-lab.vectors/1")
    #expect(object["backend"] as? String == "portable")
    let totals = try #require(object["totals"] as? [String: Int])
    #expect(totals == ["files": 2, "cases": 3, "passed": 1, "failed": 1, "skipped": 1])
    let files = try #require(object["files"] as? [[String: Any]])
    #expect(files.count == 2)
    #expect(files[0]["path"] as? String == "nist/short.rsp")
    #expect(files[0]["algorithm"] as? String == "SHA")
    #expect(files[0]["cases"] as? Int == 3)
    #expect(files[0]["passed"] as? Int == 1)
    #expect(files[0]["failed"] as? Int == 1)
    #expect(files[0]["skipped"] as? Int == 1)
    #expect(
      files[0]["reasons"] as? [String: Int] == ["no hash function with digests of 16 bytes": 1])
    let failures = try #require(files[0]["failures"] as? [[String: String]])
    #expect(failures.count == 1)
    #expect(failures[0]["case"] == "[L = 32] case 2, line 8")
    #expect(failures[0]["field"] == "MD")
    #expect(files[1]["remark"] as? String == "not recognised: JSON without test groups")
  }

  @Test("an empty report is JSON as well")
  func emptyJSON() throws {
    let data = Data(VectorReport(files: [], backend: "portable").json().utf8)
    let object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect((object["files"] as? [Any])?.isEmpty == true)
  }

  @Test("the complaint names file, case and field of the first failure")
  func complaint() throws {
    let complaint = try #require(Self.report.complaint)
    #expect(complaint.hasPrefix("nist/short.rsp: [L = 32] case 2, line 8: MD: expected 18969cdf"))
    #expect(!complaint.contains("\n"))
  }

  @Test("control characters of a file reach neither terminal nor JSON as they are")
  func controlCharacters() throws {
    let text = "# SHA-256\n[L = 32]\n\nLen = 8\nMsg = \u{1b}[31m\"\\\u{202e}\nMD = 00\n"
    let file = VectorFile(path: "\u{1b}evil\".rsp", bytes: Array(text.utf8))
    let report = VectorReport(files: [VectorRunner.run(file)], backend: "portable")
    let escape: Unicode.Scalar = "\u{1b}"
    #expect(!report.text().unicodeScalars.contains(escape))
    #expect(!report.text().unicodeScalars.contains("\u{202e}"))
    #expect(!report.json().unicodeScalars.contains(escape))
    #expect(!(report.complaint ?? "").unicodeScalars.contains(escape))
    let object = try JSONSerialization.jsonObject(with: Data(report.json().utf8))
    let files = (object as? [String: Any])?["files"] as? [[String: Any]]
    #expect(files?.first?["path"] as? String == "\u{1b}evil\".rsp")
  }
}
