import Arithmetic
import PublicKey

/// Key pairs and public-key validation on curves (ECDSAVS, sections 6.2 and 6.3).
struct ECKeyVectors: VectorFamily {
  static let algorithm = "EC keys"
  static let aliases = ["P-256", "P-384"]

  let layout: CaseLayout
  private let isValidation: Bool

  init?(recognising document: VectorDocument) {
    guard let text = document.response, text.hasFields("Qx", "Qy"),
      text.fieldNames.isDisjoint(with: ["Msg", "R", "S", "Z", "ZIUT"])
    else { return nil }
    isValidation = text.hasFields("Result")
    guard isValidation || text.hasFields("d") else { return nil }
    layout = CaseLayout(
      fields: isValidation ? ["Qx", "Qy", "Result"] : ["d", "Qx", "Qy"])
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let curve = try vector.sectionCurve()
    return isValidation ? try validate(vector, curve) : try pair(vector, curve)
  }

  private func validate<C: WeierstrassCurve>(
    _ vector: VectorCase, _ curve: C.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.ecPublicKey(curve, x: "Qx", y: "Qy")
    return .comparing(accepted: key != nil, with: try vector.expectsPass(), field: "Result")
  }

  private func pair<C: WeierstrassCurve>(
    _ vector: VectorCase, _ curve: C.Type
  ) throws(VectorError) -> Verdict {
    let key = try vector.ecPrivateKey(curve, "d")
    guard let key else { return .comparing(accepted: false, with: true, field: "d") }
    return try vector.comparePublicKey(key.publicKey, x: "Qx", y: "Qy")
  }
}

extension VectorCase {
  /// The public key whose coordinates stand in two fields; nil when it is not valid.
  func ecPublicKey<C: WeierstrassCurve>(
    _: C.Type, x: String, y: String
  ) throws(VectorError) -> ECPublicKey<C>? {
    let (x, y) = (try natural(x), try natural(y))
    guard let x = try? x.bigEndianBytes(count: C.Coordinate.byteCount),
      let y = try? y.bigEndianBytes(count: C.Coordinate.byteCount)
    else { return nil }
    return try? ECPublicKey<C>(x: x, y: y)
  }

  /// The private key whose number stands in a field; nil when it is out of range.
  func ecPrivateKey<C: WeierstrassCurve>(
    _: C.Type, _ field: String
  ) throws(VectorError) -> ECPrivateKey<C>? {
    let d = try natural(field)
    guard let octets = try? d.bigEndianBytes(count: C.Scalar.byteCount) else { return nil }
    return try? ECPrivateKey<C>(octets: octets)
  }

  /// Compares a public key with the coordinates in two fields.
  func comparePublicKey<C: WeierstrassCurve>(
    _ key: ECPublicKey<C>, x: String, y: String
  ) throws(VectorError) -> Verdict {
    .all(try compare(key.xOctets, with: x), try compare(key.yOctets, with: y))
  }

  /// Compares octets with the number in a field, whose digits may be fewer or more.
  func compare(_ octets: [UInt8], with field: String) throws(VectorError) -> Verdict {
    let number = try natural(field)
    guard Natural(bigEndian: octets) != number else { return .passed }
    return .comparing(octets, with: number.bigEndianBytes, field: field)
  }
}
