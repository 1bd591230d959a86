import PublicKey

/// A curve as files name it.
enum CurveName {
  /// The implementation of a curve: P-256, secp256r1 and prime256v1 are one.
  ///
  /// - Throws: `VectorError.unsupported` when there is none here.
  static func implementation(_ name: String) throws(VectorError) -> any WeierstrassCurve.Type {
    switch name {
    case "P-256", "secp256r1", "prime256v1": P256.self
    case "P-384", "secp384r1": P384.self
    default: throw .unsupported(reason: "no curve \(name)")
    }
  }
}

extension VectorCase {
  /// The curve of a section such as `[P-256]` or `[P-256,SHA-256]`.
  func sectionCurve() throws(VectorError) -> any WeierstrassCurve.Type {
    try CurveName.implementation(sectionPart(0))
  }

  /// The hash function of a section such as `[P-256,SHA-256]`; the files for FIPS 186-2 name a
  /// curve alone, and mean SHA-1.
  func sectionHash() throws(VectorError) -> String {
    (sections.first ?? "").contains(",") ? try sectionPart(1) : "SHA-1"
  }

  private func sectionPart(_ index: Int) throws(VectorError) -> String {
    let parts = (sections.first ?? "").split(separator: ",")
    guard parts.indices.contains(index) else {
      throw .missing(field: index == 0 ? "[curve]" : "[curve, hash function]")
    }
    return trimmed(parts[index])
  }
}
