/// The lines of a text file of vectors, taken apart.
///
/// Lines end in LF or CRLF. The lines are read as bytes, because Swift counts CR LF as one
/// character.
struct VectorText: Sendable {
  /// One line that matters.
  enum Item: Sendable, Equatable {
    /// `[ENCRYPT]`, without the brackets.
    case section(String)
    /// `name = value`, or a PEM block under the name `PEM`.
    case field(name: String, value: String)
    /// An empty line.
    case blank
  }

  /// The file's name without its directory.
  let fileName: String
  /// The comment lines without their number sign.
  var comments: [String] = []
  /// The lines above the first comment, where those are prose (RSA Laboratories).
  var prose: [String] = []
  /// The other lines, each with its number from 1.
  private(set) var items: [(item: Item, line: Int)] = []
  /// The names of all fields.
  private(set) var fieldNames: Set<String> = []

  /// A text of which nothing is taken apart yet.
  init(untouched file: VectorFile) {
    fileName = file.name
  }

  /// Takes a response file apart: comments, sections, fields, and PEM blocks.
  ///
  /// Any other line is prose and is left out.
  init(_ file: VectorFile) {
    fileName = file.name
    var block: [String]?
    for (number, line) in VectorText.lines(of: file.bytes) {
      if var lines = block {
        lines.append(line)
        block = lines
        if line.hasPrefix("-----END ") {
          append(.field(name: "PEM", value: lines.joined(separator: "\n")), line: number)
          block = nil
        }
      } else if line.hasPrefix("-----BEGIN ") {
        block = [line]
      } else if line.isEmpty {
        append(.blank, line: number)
      } else if line.hasPrefix("#") {
        comments.append(trimmed(line.dropFirst()))
      } else if line.hasPrefix("[") {
        let end = line.hasSuffix("]") ? line.index(before: line.endIndex) : line.endIndex
        append(.section(trimmed(line[..<end].dropFirst())), line: number)
      } else if let (name, value) = VectorText.field(line) {
        append(.field(name: name, value: value), line: number)
      }
    }
  }

  /// Everything that says what the file is about, in lower case: its name, comments, and prose.
  var header: String {
    ([fileName] + comments + prose).joined(separator: "\n").lowercased()
  }

  /// Whether the header names a hash function, with or without its hyphen.
  func names(_ hash: HashName) -> Bool {
    header.contains(hash.rawValue.lowercased()) || header.contains(hash.plain.lowercased())
  }

  /// Whether the file has all of these fields.
  func hasFields(_ names: String...) -> Bool { fieldNames.isSuperset(of: names) }

  mutating func append(_ item: Item, line: Int) {
    if case .field(let name, _) = item { fieldNames.insert(name) }
    items.append((item, line))
  }

  /// The lines with their numbers, without line ends and the spaces around.
  static func lines(of bytes: [UInt8]) -> [(Int, String)] {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      var line = line
      while let last = line.last, [0x20, 0x09, 0x0d].contains(last) { line.removeLast() }
      while let first = line.first, [0x20, 0x09].contains(first) { line.removeFirst() }
      return (index + 1, String(decoding: line, as: UTF8.self))
    }
  }

  /// The name and value around the first equals sign; nil when no name can stand before it.
  private static func field(_ line: String) -> (String, String)? {
    let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let name = trimmed(parts[0])
    let isName = name.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || " _.".contains($0))
    }
    guard let first = name.first, first.isLetter, isName else { return nil }
    return (name, trimmed(parts[1]))
  }
}
