import Hashing

/// HKDF (RFC 5869): the RFC's own cases, and Wycheproof.
struct HKDFVectors: VectorFamily {
  static let algorithm = "HKDF"
  static let aliases = ["HKDF-SHA-256"]

  let layout = CaseLayout(
    fields: ["Hash", "IKM", "salt", "info", "L", "OKM"], optional: ["PRK"],
    blankLineEndsCase: false)
  /// The hash function that Wycheproof names in its algorithm; nil for text.
  private let wycheproofHash: String?

  init?(recognising document: VectorDocument) {
    if let text = document.response, text.hasFields("IKM", "OKM") {
      wycheproofHash = nil
    } else if let file = document.wycheproof, file.algorithm.hasPrefix("HKDF-") {
      wycheproofHash = String(file.algorithm.dropFirst(5))
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    if let wycheproofHash {
      let hash = try HashName.implementation(wycheproofHash)
      return try wycheproof(vector, hash)
    }
    let hash = try vector.hash("Hash")
    return try rfc5869(vector, hash)
  }

  /// The pseudorandom key of RFC 5869, appendix A, is checked as well as the output.
  private func rfc5869<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let material = try vector.bytes("IKM")
    let salt = try vector.bytes("salt")
    if vector.fields["PRK"] != nil {
      let key = HKDF<H>.extract(salt: salt, inputKeyingMaterial: material)
      let verdict = Verdict.comparing(key, with: try vector.bytes("PRK"), field: "PRK")
      guard verdict == .passed else { return verdict }
    }
    let expected = try vector.bytes("OKM", count: vector.integer("L"))
    let output = try? HKDF<H>.deriveKey(
      inputKeyingMaterial: material, salt: salt, info: try vector.bytes("info"),
      length: expected.count)
    return .comparing(output ?? [], with: expected, field: "OKM")
  }

  private func wycheproof<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let (material, salt) = (try vector.bytes("ikm"), try vector.bytes("salt"))
    let (info, length) = (try vector.bytes("info"), try vector.integer("size"))
    let output = try? HKDF<H>.deriveKey(
      inputKeyingMaterial: material, salt: salt, info: info, length: length)
    return try vector.verdict(accepting: output, result: "okm", input: "size")
  }
}
