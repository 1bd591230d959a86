import ASN1

/// The curves whose names key files may give (RFC 5480, section 2.1.1.1).
enum NamedCurve {
  /// P-256, secp256r1.
  case p256
  /// P-384, secp384r1.
  case p384

  /// The object identifier.
  var identifier: ObjectIdentifier {
    switch self {
    case .p256: .secp256r1
    case .p384: .secp384r1
    }
  }

  /// The curve with an object identifier.
  ///
  /// - Throws: `CertificateError.unsupportedAlgorithm` naming the field.
  init(_ identifier: ObjectIdentifier, field: String) throws(CertificateError) {
    switch identifier {
    case .secp256r1: self = .p256
    case .secp384r1: self = .p384
    default: throw .unsupportedAlgorithm(field: field, identifier)
    }
  }

  /// Reads ECParameters, which RFC 5480, section 2.1.1, wants to be a name.
  ///
  /// A curve given by numbers is refused even where they are those of P-256: numbers that nearly
  /// are have made forged keys pass (CVE-2020-0601).
  ///
  /// - Throws: `CertificateError.explicitCurve`, `.unsupportedAlgorithm` or `.parameters` naming
  ///   the field.
  init(parameters: [UInt8]?, field: String) throws(CertificateError) {
    guard let parameters else { throw .parameters(field: field, .ecPublicKey) }
    var reader = DER.Reader(parameters)
    guard reader.nextTag != .sequence else { throw .explicitCurve(field: field) }
    let identifier: ObjectIdentifier
    do throws(ASN1Error) {
      identifier = try reader.readObjectIdentifier()
      try reader.expectEnd()
    } catch {
      throw .parameters(field: field, .ecPublicKey)
    }
    try self.init(identifier, field: field)
  }
}
