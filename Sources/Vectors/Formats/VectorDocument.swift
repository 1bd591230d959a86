/// A file whose format was recognised by its content.
enum VectorDocument: Sendable {
  /// `name = value` lines: response files of NIST's CAVP, and others of that shape.
  case response(VectorText)
  /// Comments that name the hexadecimal lines below them: RSA Laboratories.
  case labelled(VectorText)
  /// A JSON file of C2SP's Wycheproof.
  case wycheproof(WycheproofFile)
  /// A vector set of NIST's ACVP.
  case acvp(ACVPFile)
  /// The cases of a JSON file of the Fernet specification.
  case fernet([VectorCase])

  /// The text of a response file; nil for any other.
  var response: VectorText? {
    if case .response(let text) = self { text } else { nil }
  }

  /// The text of a labelled file; nil for any other.
  var labelled: VectorText? {
    if case .labelled(let text) = self { text } else { nil }
  }

  /// Wycheproof's file; nil for any other.
  var wycheproof: WycheproofFile? {
    if case .wycheproof(let file) = self { file } else { nil }
  }

  /// The vector set of ACVP; nil for any other file.
  var acvp: ACVPFile? {
    if case .acvp(let file) = self { file } else { nil }
  }

  /// The cases in the order of the file.
  func cases(layout: CaseLayout) -> [VectorCase] {
    switch self {
    case .response(let text), .labelled(let text): text.cases(layout: layout)
    case .wycheproof(let file): file.cases
    case .acvp(let file): file.cases
    case .fernet(let cases): cases
    }
  }
}

extension VectorDocument {
  /// What a document is whose cases no algorithm here takes: one of CAVP or Wycheproof says in its
  /// header what it is for.
  var leftover: Recognition {
    switch self {
    case .wycheproof(let file):
      let types = file.types.sorted().joined(separator: ", ")
      return .unsupported(cases: file.cases.count, reason: "no \(file.algorithm) (\(types))")
    case .acvp(let file):
      let mode = file.mode.isEmpty ? "" : " \(file.mode)"
      return .unsupported(cases: file.cases.count, reason: "no \(file.algorithm)\(mode)")
    case .response(let text) where text.hasFields("PLAINTEXT", "CIPHERTEXT"):
      return .unsupported(cases: text.blockCount, reason: text.missingMode)
    case .response(let text) where text.comments.contains { $0.contains("CAVS") }:
      let title = text.comments.first { !$0.isEmpty && !$0.contains("CAVS") } ?? text.fileName
      return .unsupported(cases: text.blockCount, reason: "nothing here for: \(title)")
    case .response, .labelled, .fernet:
      return .unknown(reason: "no algorithm here has these fields")
    }
  }
}

/// What a file turned out to be.
enum Recognition: Sendable {
  /// A format that is read here.
  case document(VectorDocument)
  /// A format that is known and not run, with the number of its cases.
  case unsupported(cases: Int, reason: String)
  /// A file that announces a known format and breaks its rules.
  case malformed(VectorError)
  /// Nothing that is known here.
  case unknown(reason: String)
}

extension VectorFile {
  /// Looks at the content: JSON begins with a brace or a bracket before anything else but spaces,
  /// everything else must be text.
  func recognise() -> Recognition {
    let contents = VectorFile.text(bytes)
    guard let first = contents.first(where: { !VectorFile.isSpace($0) }) else {
      return .unknown(reason: "the file is empty")
    }
    if let form = VectorFile.compression(bytes) {
      return .unknown(reason: "\(form), expected what is inside")
    }
    if first == UInt8(ascii: "{") || VectorFile.startsWithJSONArray(contents) {
      return recogniseJSON(contents)
    }
    guard !contents.contains(0) else { return .unknown(reason: "neither text nor JSON") }
    var lexed = VectorText(name: name, bytes: contents)
    lexed.directory = directory
    if lexed.comments.contains(where: { trimmed($0[...]).hasSuffix("Modulus:") }) {
      return .document(.labelled(VectorText(labelled: contents, name: name)))
    }
    guard lexed.fieldNames.isEmpty else { return .document(.response(lexed)) }
    // Other encodings may stand in comments, but something must be read.
    guard String(validating: contents, as: UTF8.self) != nil else {
      return .unknown(reason: "neither text nor JSON")
    }
    if let suite = VectorText(testSuite: contents, name: name) {
      return .document(.response(suite))
    }
    return .unknown(reason: "no line of the form name = value")
  }

  /// A bracket may also open a section of a response file, whose line it closes.
  private static func startsWithJSONArray(_ bytes: [UInt8]) -> Bool {
    let rest = bytes.drop(while: isSpace)
    guard rest.first == UInt8(ascii: "[") else { return false }
    let second = rest.dropFirst().first { !isSpace($0) }
    return second == UInt8(ascii: "{") || second == UInt8(ascii: "]")
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    [0x20, 0x09, 0x0a, 0x0d].contains(byte)
  }

  /// The bytes as UTF-8 without a byte order mark, which may also announce UTF-16.
  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { return Array(bytes.dropFirst(3)) }
    let isBig = bytes.starts(with: [0xfe, 0xff])
    guard isBig || bytes.starts(with: [0xff, 0xfe]), bytes.count.isMultiple(of: 2) else {
      return bytes
    }
    let units = stride(from: 2, to: bytes.count, by: 2).map { index in
      UInt16(bytes[isBig ? index : index + 1]) << 8 | UInt16(bytes[isBig ? index + 1 : index])
    }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }

  /// What a compressed file is, by its first bytes; nil for others.
  private static func compression(_ bytes: [UInt8]) -> String? {
    let forms: [(magic: [UInt8], name: String)] = [
      ([0x1f, 0x8b], "a gzip file"), ([0x50, 0x4b, 0x03, 0x04], "a zip archive"),
      ([0x42, 0x5a, 0x68], "a bzip2 file"), ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz file"),
    ]
    return forms.first { bytes.starts(with: $0.magic) }?.name
  }
}
