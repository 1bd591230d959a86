import Hashing
import PublicKey

/// ECDSA signatures in ACVP: verification, and generation, whose results are verified; those that
/// are deterministic, or whose k is known, are computed again where the private key is given.
struct ACVPECDSAVectors: VectorFamily {
  static let algorithm = "ECDSA"
  static let aliases = ["P-256", "P-384"]

  let layout = CaseLayout(fields: [])
  private let isVerification: Bool
  private let isDeterministic: Bool

  init?(recognising document: VectorDocument) {
    guard let file = document.acvp, ["siggen", "sigver"].contains(file.mode) else { return nil }
    switch file.algorithm.lowercased() {
    case "ecdsa": isDeterministic = false
    case "detecdsa": isDeterministic = true
    default: return nil
    }
    isVerification = file.mode == "sigver"
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    try vector.refuseRandomisedHashing()
    let curve = try CurveName.implementation(vector.text("curve"))
    let hash = try vector.hash("hashAlg")
    return try verdict(on: vector, curve, hash)
  }

  private func verdict<C: WeierstrassCurve, H: HashFunction>(
    on vector: VectorCase, _ curve: C.Type, _ hash: H.Type
  ) throws(VectorError) -> Verdict {
    let message = try vector.bytes("message")
    // A component test is given the digest itself.
    let isDigest = vector.optionalText("componentTest") == "true"
    let digest = isDigest ? message : H.hash(message)
    let key = try vector.ecPublicKey(curve, x: "qx", y: "qy")
    let (r, s) = (try vector.natural("r"), try vector.natural("s"))
    var isValid = false
    if let key, let signature = try? ECDSASignature<C>(r: r, s: s) {
      isValid = ECDSA.verify(signature: signature, digest: digest, key: key)
    }
    if isVerification {
      return .comparing(
        accepted: isValid, with: try vector.flag("testPassed"), field: "testPassed")
    }
    guard isValid, vector.optionalText("d") != nil else {
      return .comparing(accepted: isValid, with: true, field: "s")
    }
    return try again(vector, digest: digest, curve, hash)
  }

  /// The signature with the private key and what gives k, if anything does.
  private func again<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, digest: [UInt8], _ curve: C.Type, _ hash: H.Type
  ) throws(VectorError) -> Verdict {
    guard let key = try vector.ecPrivateKey(curve, "d") else {
      return .comparing(accepted: false, with: true, field: "d")
    }
    let pair = try vector.comparePublicKey(key.publicKey, x: "qx", y: "qy")
    guard pair == .passed else { return pair }
    let nonce: ECDSA.Nonce
    if isDeterministic {
      nonce = .deterministic
    } else if vector.optionalText("k") != nil {
      guard let k = try? vector.natural("k").bigEndianBytes(count: C.Scalar.byteCount) else {
        return .comparing(accepted: false, with: true, field: "k")
      }
      nonce = .explicit(k)
    } else {
      return .passed
    }
    guard
      let signature = try? ECDSA.sign(digest: digest, key: key, hash: hash, nonce: nonce)
    else { return .comparing(accepted: false, with: true, field: "k") }
    let half = C.Scalar.byteCount
    return .all(
      try vector.compare(Array(signature.rawRepresentation.prefix(half)), with: "r"),
      try vector.compare(Array(signature.rawRepresentation.suffix(half)), with: "s"))
  }
}

/// Key pairs and public-key validation on curves in ACVP.
struct ACVPECKeyVectors: VectorFamily {
  static let algorithm = "EC keys"
  static let aliases = ["P-256", "P-384"]

  let layout = CaseLayout(fields: [])
  private let isValidation: Bool

  init?(recognising document: VectorDocument) {
    guard let file = document.acvp, file.algorithm.lowercased() == "ecdsa",
      ["keygen", "keyver"].contains(file.mode)
    else { return nil }
    isValidation = file.mode == "keyver"
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let curve = try CurveName.implementation(vector.text("curve"))
    return try verdict(on: vector, curve)
  }

  private func verdict<C: WeierstrassCurve>(
    on vector: VectorCase, _ curve: C.Type
  ) throws(VectorError) -> Verdict {
    if isValidation {
      let key = try vector.ecPublicKey(curve, x: "qx", y: "qy")
      return .comparing(
        accepted: key != nil, with: try vector.flag("testPassed"), field: "testPassed")
    }
    guard let key = try vector.ecPrivateKey(curve, "d") else {
      return .comparing(accepted: false, with: true, field: "d")
    }
    return try vector.comparePublicKey(key.publicKey, x: "qx", y: "qy")
  }
}

extension VectorCase {
  /// Skips cases whose message is randomised before it is hashed (SP 800-106).
  func refuseRandomisedHashing() throws(VectorError) {
    guard optionalText("conformance") != "SP800-106", optionalText("randomValue") == nil else {
      throw .unsupported(reason: "no randomised hashing (SP 800-106)")
    }
  }
}
