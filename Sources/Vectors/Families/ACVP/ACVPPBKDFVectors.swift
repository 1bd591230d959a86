import Hashing

/// PBKDF2 in ACVP, where the password is text.
struct ACVPPBKDFVectors: VectorFamily {
  static let algorithm = "PBKDF2"
  static let aliases = ["PBKDF2-HMAC-SHA-256", "PBKDF2-HMAC-SHA-1"]

  let layout = CaseLayout(fields: [])

  init?(recognising document: VectorDocument) {
    guard document.acvp?.algorithm == "PBKDF" else { return nil }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let hash = try vector.hash("hmacAlg")
    let iterations = try vector.integer("iterationCount")
    let length = try vector.byteCount(bits: "keyLen")
    try PBKDF2Vectors.check(iterations: iterations, length: length, hash)
    let derived = PBKDF2Vectors.derive(
      hash, password: Array(try vector.text("password").utf8), salt: try vector.bytes("salt"),
      iterations, length)
    return .comparing(derived ?? [], with: try vector.bytes("derivedKey"), field: "derivedKey")
  }
}
