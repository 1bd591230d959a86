import Foundation
import Testing
import Vectors

@Suite("The document about NIST's PKITS")
struct PKITSDocumentTests {
  private static let root = URL(fileURLWithPath: ProjectVectors.directory)
    .deletingLastPathComponent()

  @Test("has the table of the run, section by section")
  func table() throws {
    let suite = try PKITSSuite(
      table: ProjectVectors.bytes("x509/pkits/cases.txt"),
      directory: ProjectVectors.directory + "/x509/pkits")
    var sections: [(title: String, counts: [Int])] = []
    for pkits in suite.cases {
      if sections.last?.title != pkits.section { sections.append((pkits.section, [0, 0, 0, 0])) }
      let isAccepted = try suite.run(pkits).accepted != nil
      let column = isAccepted == pkits.isValid ? (isAccepted ? 1 : 2) : 3
      sections[sections.count - 1].counts[0] += 1
      sections[sections.count - 1].counts[column] += 1
    }
    var rows = sections.map { section in
      "| \(section.title) | " + section.counts.map(String.init).joined(separator: " | ") + " |"
    }
    let totals = (0..<4).map { column in sections.reduce(0) { $0 + $1.counts[column] } }
    rows.append("| **all** | " + totals.map(String.init).joined(separator: " | ") + " |")
    #expect(totals == [249, 112, 135, 2])
    let text = try String(
      contentsOf: Self.root.appendingPathComponent("docs/pkits.md"), encoding: .utf8)
    for row in rows { #expect(text.contains(row + "\n"), "\(row)") }
    let table = text.split(separator: "\n").filter {
      $0.hasPrefix("| 4.") && $0.count { $0 == "|" } == 6
    }
    #expect(table.count == sections.count)
  }

  @Test("has a reason for every case that is not decided as NIST says")
  func deviations() throws {
    let suite = try PKITSSuite(
      table: ProjectVectors.bytes("x509/pkits/cases.txt"),
      directory: ProjectVectors.directory + "/x509/pkits")
    let text = try String(
      contentsOf: Self.root.appendingPathComponent("docs/pkits.md"), encoding: .utf8)
    for pkits in suite.cases where pkits.deviation != nil {
      #expect(text.contains("\n| \(pkits.number) |"), "\(pkits.number)")
    }
  }
}
