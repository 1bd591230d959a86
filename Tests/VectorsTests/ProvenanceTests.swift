import Bytes
import Foundation
import Hashing
import Testing

@Suite("Provenance of the vectors")
struct ProvenanceTests {
  private struct Row: Sendable {
    let file: String
    let sha256: String
    let cases: Int?
    let computed: Int?
    let tests: String
    let columns: [String]
  }

  private static let header = [
    "file", "origin", "package", "version", "path in package", "licence", "sha256", "cases",
    "computed", "tests", "note",
  ]

  private func rows() throws -> [Row] {
    let text = String(decoding: try ProjectVectors.bytes("PROVENANCE.tsv"), as: UTF8.self)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(lines.first == Self.header)
    for line in lines { try #require(line.count == Self.header.count, "\(line)") }
    return lines.dropFirst().map {
      Row(
        file: $0[0], sha256: $0[6], cases: Int($0[7]), computed: Int($0[8]), tests: $0[9],
        columns: $0)
    }
  }

  /// The rows of what `chat-lab vectors` runs.
  private func vectorRows() throws -> [Row] {
    try rows().filter { $0.tests == "VectorFilesTests" }
  }

  @Test("the table has every file of the folder, and no other")
  func files() throws {
    #expect(try vectorRows().map(\.file) == expectedFiles.map(\.path))
    let files = try FileManager.default.subpathsOfDirectory(atPath: ProjectVectors.directory)
      .filter { $0.split(separator: "/").last?.contains(".") == true }
    #expect(Set(try rows().map(\.file)) == Set(files).subtracting(["README.md", "PROVENANCE.tsv"]))
    #expect(Set(try rows().map(\.file)).count == (try rows().count))
  }

  @Test("the tests that a row names are there")
  func tests() throws {
    let tests = URL(fileURLWithPath: ProjectVectors.directory).deletingLastPathComponent()
      .appendingPathComponent("Tests").path
    let names = try FileManager.default.subpathsOfDirectory(atPath: tests).map {
      URL(fileURLWithPath: $0).lastPathComponent
    }
    for name in Set(try rows().map(\.tests)) {
      #expect(names.contains("\(name).swift"), "\(name)")
    }
  }

  @Test("every file has the bytes that the table says")
  func hashes() throws {
    for row in try rows() {
      let digest = Hex.encode(SHA256.hash(try ProjectVectors.bytes(row.file)))
      #expect(digest == row.sha256, "\(row.file)")
    }
  }

  @Test("the table's numbers of cases are those of the tests")
  func cases() throws {
    for (row, expected) in zip(try vectorRows(), expectedFiles) {
      #expect(row.cases == expected.cases, "\(row.file)")
      #expect(row.computed == expected.passed, "\(row.file)")
    }
  }

  @Test("every row says origin, package, version, path, licence and tests")
  func columns() throws {
    for row in try rows() {
      for (name, value) in zip(Self.header.dropLast(), row.columns) {
        #expect(!value.isEmpty, "\(row.file): \(name)")
      }
    }
  }
}
