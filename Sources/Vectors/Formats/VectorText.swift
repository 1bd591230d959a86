/// The lines of a text file of vectors, taken apart.
///
/// Lines end in LF, CR LF, or CR. The lines are read as bytes, because Swift counts CR LF as one
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
  /// The directory that the file lies in; nil when it lies in none.
  var directory: String?
  /// The comment lines without their number sign.
  var comments: [String] = []
  /// The lines above the first comment, where those are prose (RSA Laboratories).
  var prose: [String] = []
  /// The other lines, each with its number from 1.
  private(set) var items: [(item: Item, line: Int)] = []
  /// The names of all fields.
  private(set) var fieldNames: Set<String> = []

  /// A text of which nothing is taken apart yet.
  init(untouched name: String) {
    fileName = name
  }

  /// Takes a response file apart: comments, sections, fields, and PEM blocks.
  ///
  /// A line of hexadecimal digits alone continues the value above it. Any other line is prose and
  /// is left out.
  init(name: String, bytes: [UInt8]) {
    fileName = name
    var block: [String]?
    for (number, line) in VectorText.lines(of: bytes) {
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
        let end = line.lastIndex(of: "]") ?? line.endIndex
        append(.section(trimmed(line[..<end].dropFirst())), line: number)
      } else if let (name, value) = VectorText.field(line) {
        append(.field(name: name, value: value), line: number)
      } else if line.utf8.allSatisfy(VectorText.isHexadecimal),
        case .field(let name, let value)? = items.last?.item,
        value.utf8.allSatisfy(VectorText.isHexadecimal)
      {
        items[items.count - 1].item = .field(name: name, value: value + line)
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
    let (lf, cr) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    // Where a file has any LF, a CR before it is part of the line end, and others are spaces.
    let end = bytes.contains(lf) ? lf : cr
    let lines = bytes.split(separator: end, omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      var line = line
      while let last = line.last, [0x20, 0x09, cr].contains(last) { line.removeLast() }
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
    return (name, withoutComment(trimmed(parts[1])))
  }

  /// A value without the comment behind it, where the value is hexadecimal or a number; in others a
  /// number sign may be meant.
  private static func withoutComment(_ value: String) -> String {
    for mark in [" #", "\t#", " //", " ;"] {
      guard let range = value.firstRange(of: mark) else { continue }
      let rest = trimmed(value[..<range.lowerBound])
      if !rest.isEmpty, rest.utf8.allSatisfy(isHexadecimal) { return rest }
    }
    return value
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
