import Hashing

/// HMAC (FIPS 198-1): NIST's response file, RFC 4231, and Wycheproof.
struct HMACVectors: VectorFamily {
  static let algorithm = "HMAC"
  static let aliases = ["HMAC-SHA-256", "HMAC-SHA-1"]

  private enum Source {
    /// NIST's HMAC.rsp: sections `[L=32]`, codes cut to `Tlen` bytes (HMACVS, section 6).
    case cavp
    /// A transcription of RFC 4231, whose header names the hash function.
    case rfc4231(HashName?)
    /// Wycheproof's MacTest, whose algorithm names the hash function.
    case wycheproof(HashName?)
  }

  let layout: CaseLayout
  private let source: Source

  init?(recognising document: VectorDocument) {
    if let text = document.response, text.hasFields("Klen", "Tlen", "Key", "Msg", "Mac") {
      guard !text.header.contains("cmac") else { return nil }
      layout = CaseLayout(fields: ["Klen", "Tlen", "Key", "Msg", "Mac"])
      source = .cavp
    } else if let text = document.response, text.hasFields("Len", "Key", "Msg", "MD") {
      layout = CaseLayout(fields: ["Len", "Key", "Msg", "MD"])
      source = .rfc4231(HMACVectors.hash(namedAfterHMACIn: text.header))
    } else if let file = document.wycheproof, file.algorithm.hasPrefix("HMAC") {
      layout = CaseLayout(fields: [])
      source = .wycheproof(HashName(String(file.algorithm.dropFirst(4))))
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    switch source {
    case .cavp:
      guard let length = try vector.sectionInteger("L") else { throw .missing(field: "[L=]") }
      let hash = try implementation(HashName(digestLength: length))
      let key = try vector.bytes("Key", count: vector.integer("Klen"))
      let expected = try vector.bytes("Mac", count: vector.integer("Tlen"))
      let code = HMACVectors.code(hash, message: try vector.bytes("Msg"), key: key)
      return .comparing(Array(code.prefix(expected.count)), with: expected, field: "Mac")
    case .rfc4231(let name):
      let hash = try implementation(name)
      let message = try vector.message(bits: "Len", field: "Msg")
      let expected = try vector.bytes("MD", count: hash.digestLength)
      let code = HMACVectors.code(hash, message: message, key: try vector.bytes("Key"))
      return .comparing(code, with: expected, field: "MD")
    case .wycheproof(let name):
      let hash = try implementation(name)
      let code = HMACVectors.code(
        hash, message: try vector.bytes("msg"), key: try vector.bytes("key"))
      let length = try vector.integer("tagSize") / 8
      return try vector.verdict(computed: Array(code.prefix(length)), field: "tag")
    }
  }

  static func code<H: HashFunction>(_: H.Type, message: [UInt8], key: [UInt8]) -> [UInt8] {
    HMAC<H>.authenticationCode(for: message, key: key)
  }

  private func implementation(
    _ name: HashName?
  ) throws(VectorError) -> any HashFunction.Type {
    guard let name else { throw .unsupported(reason: "no such hash function") }
    return name.implementation
  }

  /// The function in "HMAC-SHA256" or "HMAC SHA-256", wherever that stands.
  private static func hash(namedAfterHMACIn header: String) -> HashName? {
    let plain = header.filter { !"-_/ ".contains($0) }
    return HashName.allCases.reversed().first {
      plain.contains("hmac" + $0.plain.lowercased())
    }
  }
}
