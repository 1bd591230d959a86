import ASN1
import Bytes
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
    case wycheproofPEM
    case wycheproofJWK
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
    } else if let file = document.wycheproof, file.types == ["EcdhPemTest"] {
      source = .wycheproofPEM
      layout = CaseLayout(fields: [])
    } else if let file = document.wycheproof, file.types == ["EcdhWebcryptoTest"] {
      source = .wycheproofJWK
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
    case .wycheproofPoint, .wycheproofKey, .wycheproofPEM, .wycheproofJWK:
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
    guard let key = try privateKey(vector, curve) else {
      return try vector.verdict(accepted: false, field: "private")
    }
    let other = try publicPoint(vector, curve).flatMap { try? ECPublicKey<C>(encoded: $0) }
    let secret = other.flatMap { try? ECDH.sharedSecret(privateKey: key, publicKey: $0) }
    return try vector.verdict(accepting: secret, result: "shared", input: "public")
  }

  /// Our own key: a number, in PEM, or in JSON (RFC 7518, section 6.2.2); nil when it is not valid.
  private func privateKey<C: WeierstrassCurve>(
    _ vector: VectorCase, _ curve: C.Type
  ) throws(VectorError) -> ECPrivateKey<C>? {
    let octets: [UInt8]?
    switch source {
    case .wycheproofPEM:
      let text = try vector.text("private")
      let identifier = try ECKeyEncodings.identifier(curve)
      octets = (try? PEM.decode(text, label: "PRIVATE KEY")).flatMap {
        try? ECKeyEncodings.scalar(privateKeyInfo: $0, curve: identifier)
      }
    case .wycheproofJWK:
      octets = vector.optionalText("private.d").flatMap(ECDHVectors.base64)
    default:
      return try vector.ecPrivateKey(curve, "private")
    }
    return octets.flatMap { try? ECPrivateKey<C>(octets: $0) }
  }

  /// The other's point as SEC 1 encodes it; nil when what holds it is not as it should be.
  private func publicPoint<C: WeierstrassCurve>(
    _ vector: VectorCase, _ curve: C.Type
  ) throws(VectorError) -> [UInt8]? {
    let identifier = try ECKeyEncodings.identifier(curve)
    switch source {
    case .wycheproofKey:
      let octets = try vector.bytes("public")
      return try? ECKeyEncodings.point(subjectPublicKeyInfo: octets, curve: identifier)
    case .wycheproofPEM:
      let text = try vector.text("public")
      return (try? PEM.decode(text, label: "PUBLIC KEY")).flatMap {
        try? ECKeyEncodings.point(subjectPublicKeyInfo: $0, curve: identifier)
      }
    case .wycheproofJWK:
      guard vector.optionalText("public.kty") == "EC",
        vector.optionalText("public.crv") == C.name,
        let x = vector.optionalText("public.x").flatMap(ECDHVectors.base64),
        let y = vector.optionalText("public.y").flatMap(ECDHVectors.base64)
      else { return nil }
      return [0x04] + x + y
    default:
      return try vector.bytes("public")
    }
  }

  /// The octets of base64url without padding (RFC 7515, section 2).
  private static func base64(_ text: String) -> [UInt8]? {
    let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
    return try? Base64.decode((text + padding).utf8, alphabet: .urlSafe)
  }
}
