import Hashing
import PublicKey

/// ECDH, the primitive ECC CDH (SP 800-56A, section 5.7.1.2): NIST's known answers, NIST's
/// validity tests of the static unified model without key derivation, and Wycheproof.
struct ECDHVectors: VectorFamily {
  static let algorithm = "ECDH"
  static let aliases = ["P-256", "P-384"]

  private enum Source {
    case primitive
    case validity
    case keyDerivation
    case wycheproofPoint
    case wycheproofKey
  }

  let layout: CaseLayout
  private let source: Source

  init?(recognising document: VectorDocument) {
    if let text = document.response, text.hasFields("QCAVSx", "QCAVSy", "dIUT", "ZIUT") {
      source = .primitive
      layout = CaseLayout(
        fields: ["QCAVSx", "QCAVSy", "dIUT", "QIUTx", "QIUTy", "ZIUT"], optional: ["COUNT"])
    } else if let text = document.response, text.hasFields("QsCAVSx", "QsCAVSy", "Z", "Result") {
      source = text.hasFields("CAVSHashZZ") ? .validity : .keyDerivation
      layout = CaseLayout(
        fields: ["QsCAVSx", "QsCAVSy", "dsIUT", "QsIUTx", "QsIUTy", "Z", "Result"],
        optional: [
          "dsCAVS", "CAVSHashZZ", "Nonce", "NonceDKMCAVS", "NonceDKMIUT", "OI", "DKM", "MacData",
          "CAVSTag",
        ])
    } else if let file = document.wycheproof, file.types == ["EcdhEcpointTest"] {
      source = .wycheproofPoint
      layout = CaseLayout(fields: [])
    } else if let file = document.wycheproof, file.types == ["EcdhTest"] {
      source = .wycheproofKey
      layout = CaseLayout(fields: [])
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    switch source {
    case .primitive:
      let curve = try vector.sectionCurve()
      return try primitive(vector, curve)
    case .validity:
      let set = try parameterSet(vector)
      let curve = try CurveName.implementation(set.curve)
      let hash = try HashName.implementation(set.hash)
      return try validity(vector, curve, hash)
    case .keyDerivation:
      throw .unsupported(reason: "no key derivation of SP 800-56A")
    case .wycheproofPoint, .wycheproofKey:
      let curve = try CurveName.implementation(vector.text("curve"))
      return try wycheproof(vector, curve)
    }
  }

  private func primitive<C: WeierstrassCurve>(
    _ vector: VectorCase, _ curve: C.Type
  ) throws(VectorError) -> Verdict {
    guard let key = try vector.ecPrivateKey(curve, "dIUT") else {
      return .comparing(accepted: false, with: true, field: "dIUT")
    }
    let pair = try vector.comparePublicKey(key.publicKey, x: "QIUTx", y: "QIUTy")
    guard pair == .passed else { return pair }
    guard let other = try vector.ecPublicKey(curve, x: "QCAVSx", y: "QCAVSy") else {
      return .comparing(accepted: false, with: true, field: "QCAVSx")
    }
    let secret = try? ECDH.sharedSecret(privateKey: key, publicKey: other)
    return .comparing(
      secret ?? [], with: try vector.bytes("ZIUT", count: C.Coordinate.byteCount), field: "ZIUT")
  }

  /// A case passes when the other's public key is valid, our own pair belongs together, and the
  /// digest of the shared secret is the one given (SP 800-56A, sections 5.6.2.3 and 5.6.2.1.4).
  private func validity<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, _ curve: C.Type, _: H.Type
  ) throws(VectorError) -> Verdict {
    let other = try vector.ecPublicKey(curve, x: "QsCAVSx", y: "QsCAVSy")
    let own = try vector.ecPublicKey(curve, x: "QsIUTx", y: "QsIUTy")
    let key = try vector.ecPrivateKey(curve, "dsIUT")
    let digest = try vector.bytes("CAVSHashZZ", count: H.digestLength)
    var isValid = false
    if let other, let own, let key, key.publicKey == own,
      let secret = try? ECDH.sharedSecret(privateKey: key, publicKey: other)
    {
      isValid = H.hash(secret) == digest
    }
    return .comparing(accepted: isValid, with: try vector.expectsPass(), field: "Result")
  }

  /// The curve and hash function of `[EC - SHA256]` (SP 800-56A of 2007, section 5.5.1.2).
  private func parameterSet(
    _ vector: VectorCase
  ) throws(VectorError) -> (curve: String, hash: String) {
    let section = vector.sections.last ?? ""
    let parts = section.split(separator: "-").map { trimmed($0) }
    let curves = ["EA": "P-192", "EB": "P-224", "EC": "P-256", "ED": "P-384", "EE": "P-521"]
    guard parts.count == 2, let curve = curves[parts[0]] else {
      throw .malformed(field: "section", expected: "a parameter set and hash", found: section)
    }
    return (curve, parts[1])
  }

  private func wycheproof<C: WeierstrassCurve>(
    _ vector: VectorCase, _ curve: C.Type
  ) throws(VectorError) -> Verdict {
    guard let key = try vector.ecPrivateKey(curve, "private") else {
      return try vector.verdict(accepted: false, field: "private")
    }
    let octets = try vector.bytes("public")
    let identifier = try ECKeyEncodings.identifier(curve)
    let point =
      source == .wycheproofPoint
      ? octets : try? ECKeyEncodings.point(subjectPublicKeyInfo: octets, curve: identifier)
    let other = point.flatMap { try? ECPublicKey<C>(encoded: $0) }
    let secret = other.flatMap { try? ECDH.sharedSecret(privateKey: key, publicKey: $0) }
    return try vector.verdict(computed: secret, field: "shared")
  }
}
