import Hashing

/// HMAC in ACVP, with codes cut to `macLen` bits.
struct ACVPHMACVectors: VectorFamily {
  static let algorithm = "HMAC"
  static let aliases = ["HMAC-SHA-256", "HMAC-SHA-1"]

  let layout = CaseLayout(fields: [])
  private let name: HashName

  init?(recognising document: VectorDocument) {
    guard let file = document.acvp, file.algorithm.uppercased().hasPrefix("HMAC-"),
      let name = HashName(String(file.algorithm.dropFirst(5)))
    else { return nil }
    self.name = name
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let hash = name.implementation
    let key = try vector.bytes("key", bits: "keyLen")
    let message = try vector.bytes("msg", bits: "msgLen")
    let expected = try vector.bytes("mac", bits: "macLen")
    guard (1...hash.digestLength).contains(expected.count) else {
      throw .malformed(
        field: "mac", expected: "1 to \(hash.digestLength) bytes", found: "\(expected.count)")
    }
    let code = HMACVectors.code(hash, message: message, key: key)
    return .comparing(Array(code.prefix(expected.count)), with: expected, field: "mac")
  }
}
