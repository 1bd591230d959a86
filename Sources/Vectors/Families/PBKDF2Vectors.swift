import Hashing

/// PBKDF2 (RFC 8018): RFC 6070 with SHA-1, RFC 7914 and more in ring's form, and Wycheproof.
struct PBKDF2Vectors: VectorFamily {
  static let algorithm = "PBKDF2"
  static let aliases = ["PBKDF2-HMAC-SHA-256", "PBKDF2-HMAC-SHA-1"]

  /// More iterations of all blocks together than this are skipped; RFC 6070 has 16,777,216, which
  /// take a few seconds.
  static let maximumIterations = 20_000_000
  /// Longer output than this is skipped: it takes long without checking anything new.
  static let maximumLength = 1 << 16

  private enum Source {
    /// The password as text, and the hash function in the header.
    case rfc6070(HashName?)
    /// Strings in quotation marks or hexadecimal, and a field `Verify`.
    case ring
    /// Wycheproof's PbkdfTest.
    case wycheproof(HashName?)
  }

  let layout: CaseLayout
  private let source: Source

  init?(recognising document: VectorDocument) {
    if let text = document.response, text.hasFields("PASSWORD", "ITERATIONS", "DERIVED_KEY") {
      layout = CaseLayout(fields: ["PASSWORD", "SALT", "ITERATIONS", "LENGTH", "DERIVED_KEY"])
      source = .rfc6070(HashName.allCases.reversed().first { text.names($0) })
    } else if let text = document.response, text.hasFields("Hash", "P", "S", "c", "DK") {
      layout = CaseLayout(fields: ["Hash", "P", "S", "c", "DK", "Verify"])
      source = .ring
    } else if let file = document.wycheproof, file.algorithm.hasPrefix("PBKDF2-HMAC") {
      layout = CaseLayout(fields: [])
      source = .wycheproof(HashName(String(file.algorithm.dropFirst(11))))
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    switch source {
    case .rfc6070(let name): try rfc6070(vector, name)
    case .ring: try ring(vector)
    case .wycheproof(let name): try wycheproof(vector, name)
    }
  }

  private func rfc6070(_ vector: VectorCase, _ name: HashName?) throws(VectorError) -> Verdict {
    guard let name else { throw .unsupported(reason: "no name of a hash function") }
    let hash = name.implementation
    let expected = try vector.bytes("DERIVED_KEY", count: vector.integer("LENGTH"))
    let iterations = try vector.integer("ITERATIONS")
    try PBKDF2Vectors.check(iterations: iterations, length: expected.count, hash)
    let derived = PBKDF2Vectors.derive(
      hash, password: unescaped(try vector.text("PASSWORD")),
      salt: unescaped(try vector.text("SALT")),
      iterations, expected.count)
    return .comparing(derived ?? [], with: expected, field: "DERIVED_KEY")
  }

  private func ring(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let hash = try vector.hash("Hash")
    let expected = try string(vector, "DK")
    let iterations = try vector.integer("c")
    try PBKDF2Vectors.check(iterations: iterations, length: expected.count, hash)
    let derived = PBKDF2Vectors.derive(
      hash, password: try string(vector, "P"), salt: try string(vector, "S"), iterations,
      expected.count)
    switch try vector.text("Verify") {
    case "OK": return .comparing(derived ?? [], with: expected, field: "DK")
    case "Err": return .comparing(accepted: derived == expected, with: false, field: "DK")
    case let other:
      throw .malformed(field: "Verify", expected: "OK or Err", found: other)
    }
  }

  private func wycheproof(_ vector: VectorCase, _ name: HashName?) throws(VectorError) -> Verdict {
    guard let name else { throw .unsupported(reason: "no name of a hash function") }
    let hash = name.implementation
    let iterations = try vector.integer("iterationCount")
    let length = try vector.integer("dkLen")
    try PBKDF2Vectors.check(iterations: iterations, length: length, hash)
    let derived = PBKDF2Vectors.derive(
      hash, password: try vector.bytes("password"), salt: try vector.bytes("salt"), iterations,
      length)
    return try vector.verdict(computed: derived, field: "dk")
  }

  static func derive<H: HashFunction>(
    _: H.Type, password: [UInt8], salt: [UInt8], _ iterations: Int, _ length: Int
  ) -> [UInt8]? {
    try? PBKDF2<H>.deriveKey(
      password: password, salt: salt, iterations: iterations, length: length)
  }

  /// Refuses what would take longer than it is worth.
  ///
  /// - Throws: `VectorError.unsupported`, which says what there is too much of.
  static func check(
    iterations: Int, length: Int, _ hash: any HashFunction.Type
  ) throws(VectorError) {
    guard length <= maximumLength else {
      throw .unsupported(reason: "more than \(maximumLength) bytes of output")
    }
    let blocks = (length + hash.digestLength - 1) / hash.digestLength
    guard iterations <= maximumIterations / max(1, blocks) else {
      throw .unsupported(reason: "more than \(maximumIterations) iterations")
    }
  }

  /// A string in quotation marks, or hexadecimal digits.
  private func string(_ vector: VectorCase, _ field: String) throws(VectorError) -> [UInt8] {
    let text = try vector.text(field)
    guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else {
      return try vector.bytes(field)
    }
    return Array(text.dropFirst().dropLast().utf8)
  }

  /// Text in which a backslash and a digit zero stand for the octet zero.
  private func unescaped(_ text: String) -> [UInt8] {
    var octets: [UInt8] = []
    for octet in text.utf8 {
      if octet == UInt8(ascii: "0"), octets.last == UInt8(ascii: "\\") {
        octets[octets.count - 1] = 0
      } else {
        octets.append(octet)
      }
    }
    return octets
  }
}
