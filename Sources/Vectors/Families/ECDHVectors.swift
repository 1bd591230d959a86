import Hashing
import PublicKey

/// ECDH, the primitive ECC CDH (SP 800-56A, section 5.7.1.2): NIST's known answers, and
/// Wycheproof.
struct ECDHVectors: VectorFamily {
  static let algorithm = "ECDH"
  static let aliases = ["P-256", "P-384"]

  private enum Source {
    case primitive
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
