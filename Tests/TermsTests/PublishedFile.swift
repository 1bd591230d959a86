import Bytes
import Foundation

/// A text file of published vectors, searched by its own words.
struct PublishedFile {
  private let lines: [Substring]

  /// Reads a file below `vectors/`.
  init(_ path: String) throws {
    let root = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: root.appendingPathComponent("vectors/\(path)"))
    lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
  }

  /// What is missing in the file.
  struct Missing: Error {
    let label: String
  }

  /// The octets in the line below the first line that is this label.
  func octets(below label: String) throws -> [UInt8] {
    guard let index = lines.firstIndex(where: { $0 == label }), index + 1 < lines.count else {
      throw Missing(label: label)
    }
    return try Hex.decode(lines[index + 1])
  }

  /// The octets of `name = …` in the first such line, from the first line that is `start` on.
  func octets(of name: String, after start: String? = nil) throws -> [UInt8] {
    let begin = start.map { start in lines.firstIndex { $0 == start } ?? lines.endIndex } ?? 0
    guard let line = lines[begin...].first(where: { $0.hasPrefix("\(name) = ") }) else {
      throw Missing(label: name)
    }
    return try Hex.decode(line.dropFirst(name.count + 3))
  }
}
