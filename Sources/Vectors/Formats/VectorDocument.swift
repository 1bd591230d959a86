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
    guard let first = bytes.first(where: { ![0x20, 0x09, 0x0a, 0x0d].contains($0) }) else {
      return .unknown(reason: "the file is empty")
    }
    if first == UInt8(ascii: "{") || startsWithJSONArray(first) {
      return recogniseJSON()
    }
    guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else {
      return .unknown(reason: "neither text nor JSON")
    }
    let lexed = VectorText(self)
    if lexed.comments.contains(where: { trimmed($0[...]).hasSuffix("Modulus:") }) {
      return .document(.labelled(VectorText(labelled: self)))
    }
    guard !lexed.fieldNames.isEmpty else {
      if let suite = VectorText(testSuite: self) { return .document(.response(suite)) }
      return .unknown(reason: "no line of the form name = value")
    }
    return .document(.response(lexed))
  }

  /// A bracket may also open a section of a response file, whose line it closes.
  private func startsWithJSONArray(_ first: UInt8) -> Bool {
    guard first == UInt8(ascii: "[") else { return false }
    let second = bytes.drop { $0 != first }.dropFirst().first {
      ![0x20, 0x09, 0x0a, 0x0d].contains($0)
    }
    return second == UInt8(ascii: "{") || second == UInt8(ascii: "]")
  }
}
