import Hashing
import PublicKey

/// RSA signatures in ACVP, both schemes: verification, and generation, whose results are verified
/// and, where the private key is given and no salt is drawn, computed again.
struct ACVPRSASignatureVectors: VectorFamily {
  static let algorithm = "RSA signatures"
  static let aliases = ["RSASSA-PSS", "RSASSA-PKCS1-v1_5"]

  let layout = CaseLayout(fields: [])
  private let isVerification: Bool

  init?(recognising document: VectorDocument) {
    guard let file = document.acvp, file.algorithm.uppercased() == "RSA",
      ["siggen", "sigver"].contains(file.mode)
    else { return nil }
    isVerification = file.mode == "sigver"
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    try vector.refuseRandomisedHashing()
    let isPSS: Bool
    switch try vector.text("sigType").lowercased() {
    case "pss": isPSS = true
    case "pkcs1v1.5", "pkcs1v15": isPSS = false
    case let other: throw .unsupported(reason: "no signatures of \(other)")
    }
    let mask = vector.optionalText("maskFunction")?.lowercased() ?? "mgf1"
    guard !isPSS || mask == "mgf1" else {
      throw .unsupported(reason: "no mask \(mask)")
    }
    if isPSS {
      let hash = try vector.hash("hashAlg")
      return try probabilistic(vector, hash)
    }
    return try deterministic(vector, vector.digestInfoHash("hashAlg"))
  }

  private func probabilistic<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPublicKey(modulus: "n", exponent: "e")
    let isValid = PSS<H>.verify(
      signature: try vector.bytes("signature"), message: try vector.bytes("message"), key: key,
      saltLength: try vector.integer("saltLen"))
    return try verdict(vector, isValid: isValid)
  }

  private func deterministic<H: DigestInfoHash>(
    _ vector: VectorCase, _ hash: H.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.rsaPublicKey(modulus: "n", exponent: "e")
    let (signature, message) = (try vector.bytes("signature"), try vector.bytes("message"))
    let isValid = PKCS1v15.verify(signature: signature, message: message, key: key, hash: hash)
    let verdict = try verdict(vector, isValid: isValid)
    guard !isVerification, verdict == .passed, vector.optionalText("d") != nil else {
      return verdict
    }
    let privateKey = try vector.rsaPrivateKey(.acvp)
    let again = try? PKCS1v15.sign(message: message, key: privateKey, hash: hash)
    return .comparing(again ?? [], with: signature, field: "signature")
  }

  private func verdict(_ vector: VectorCase, isValid: Bool) throws(VectorError) -> Verdict {
    isVerification
      ? .comparing(accepted: isValid, with: try vector.flag("testPassed"), field: "testPassed")
      : .comparing(accepted: isValid, with: true, field: "signature")
  }
}

extension RSAFieldNames {
  /// NIST's ACVP.
  static let acvp = RSAFieldNames(n: "n", e: "e", d: "d", p: "p", q: "q")
}
