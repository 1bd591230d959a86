import ASN1
import Arithmetic
import Hashing
import PublicKey

/// ECDSA (FIPS 186-5, section 6.4): NIST's generation and verification (ECDSAVS, sections 6.4 and
/// 6.5), and Wycheproof with signatures in DER and as r || s.
struct ECDSAVectors: VectorFamily {
  static let algorithm = "ECDSA"
  static let aliases = ["P-256", "P-384"]

  private enum Source {
    case generate
    case verify
    case wycheproofDER
    case wycheproofRaw
  }

  let layout: CaseLayout
  private let source: Source
  /// Whether the messages of the file are digests already (SigGenComponent).
  private let areDigests: Bool

  init?(recognising document: VectorDocument) {
    if let text = document.response, text.hasFields("Msg", "Qx", "Qy", "R", "S") {
      let isVerification = text.hasFields("Result")
      source = isVerification ? .verify : .generate
      areDigests = text.header.contains("component")
      layout = CaseLayout(
        fields: Set(["Msg", "Qx", "Qy", "R", "S"] + (isVerification ? ["Result"] : [])),
        optional: isVerification ? [] : ["d", "k"])
    } else if let file = document.wycheproof, file.types == ["EcdsaVerify"] {
      areDigests = false
      source = .wycheproofDER
      layout = CaseLayout(fields: [])
    } else if let file = document.wycheproof, file.types == ["EcdsaP1363Verify"] {
      areDigests = false
      source = .wycheproofRaw
      layout = CaseLayout(fields: [])
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    switch source {
    case .generate, .verify:
      let curve = try vector.sectionCurve()
      let hash = try HashName.implementation(vector.sectionHash())
      return source == .verify
        ? try verify(vector, curve, hash) : try generate(vector, curve, hash)
    case .wycheproofDER, .wycheproofRaw:
      let key = vector.optionalText("publicKey.curve") == nil ? "key" : "publicKey"
      let curve = try CurveName.implementation(vector.text(key + ".curve"))
      let hash = try vector.hash("sha")
      return try wycheproof(vector, curve, hash, point: key + ".uncompressed")
    }
  }

  /// Where k is given, (r, s) must be the published pair; that one must verify.
  private func generate<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, _ curve: C.Type, _ hash: H.Type
  ) throws(VectorError) -> Verdict {
    if vector.fields["d"] != nil, vector.fields["k"] != nil {
      let verdict = try again(vector, curve, hash)
      guard verdict == .passed else { return verdict }
    }
    return .comparing(accepted: try isValid(vector, curve, hash), with: true, field: "S")
  }

  private func again<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, _ curve: C.Type, _ hash: H.Type
  ) throws(VectorError) -> Verdict {
    guard let key = try vector.ecPrivateKey(curve, "d") else {
      return .comparing(accepted: false, with: true, field: "d")
    }
    let pair = try vector.comparePublicKey(key.publicKey, x: "Qx", y: "Qy")
    guard pair == .passed else { return pair }
    let digest = try digest(vector, hash)
    guard let k = try? vector.natural("k").bigEndianBytes(count: C.Scalar.byteCount),
      let signature = try? ECDSA.sign(digest: digest, key: key, hash: hash, nonce: .explicit(k))
    else { return .comparing(accepted: false, with: true, field: "k") }
    let half = C.Scalar.byteCount
    return .all(
      try vector.compare(Array(signature.rawRepresentation.prefix(half)), with: "R"),
      try vector.compare(Array(signature.rawRepresentation.suffix(half)), with: "S"))
  }

  private func verify<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, _ curve: C.Type, _ hash: H.Type
  ) throws(VectorError) -> Verdict {
    .comparing(
      accepted: try isValid(vector, curve, hash), with: try vector.expectsPass(), field: "Result")
  }

  private func isValid<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, _ curve: C.Type, _ hash: H.Type
  ) throws(VectorError) -> Bool {
    let digest = try digest(vector, hash)
    let key = try vector.ecPublicKey(curve, x: "Qx", y: "Qy")
    let (r, s) = (try vector.natural("R"), try vector.natural("S"))
    guard let key, let signature = try? ECDSASignature<C>(r: r, s: s) else { return false }
    return ECDSA.verify(signature: signature, digest: digest, key: key)
  }

  private func digest<H: HashFunction>(
    _ vector: VectorCase, _: H.Type
  ) throws(VectorError) -> [UInt8] {
    let message = try vector.bytes("Msg")
    return areDigests ? message : H.hash(message)
  }

  private func wycheproof<C: WeierstrassCurve, H: HashFunction>(
    _ vector: VectorCase, _: C.Type, _ hash: H.Type, point: String
  ) throws(VectorError) -> Verdict {
    let (octets, message) = (try vector.bytes("sig"), try vector.bytes("msg"))
    guard let key = try? ECPublicKey<C>(encoded: try vector.bytes(point)) else {
      throw .malformed(field: point, expected: "a point of the curve", found: "another")
    }
    let signature =
      source == .wycheproofDER
      ? ECDSASignature<C>(der: octets) : try? ECDSASignature<C>(rawRepresentation: octets)
    let isValid = signature.map {
      ECDSA.verify(signature: $0, message: message, key: key, hash: hash)
    }
    return try vector.verdict(accepted: isValid ?? false, field: "sig")
  }
}

extension ECDSASignature {
  /// Reads SEQUENCE { r INTEGER, s INTEGER } (RFC 3279, section 2.2.3), strictly as DER.
  ///
  /// - Returns: nil for any other encoding, and for numbers out of range.
  init?(der bytes: [UInt8]) {
    var reader = DER.Reader(bytes)
    guard var numbers = try? reader.readSequence(), reader.isAtEnd,
      let r = try? numbers.readNaturalOctets(), let s = try? numbers.readNaturalOctets(),
      numbers.isAtEnd,
      let signature = try? ECDSASignature(
        r: Natural(bigEndian: r), s: Natural(bigEndian: s))
    else { return nil }
    self = signature
  }
}
