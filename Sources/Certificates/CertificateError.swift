import ASN1

/// What is wrong with a key, a certificate, or what somebody wanted to do with it.
public enum CertificateError: Error, Equatable, Sendable {
  /// Not DER, not PEM, or another structure.
  case encoding(ASN1Error)
  /// An algorithm that is not known here, or not allowed in this place.
  case unsupportedAlgorithm(field: String, ObjectIdentifier)
}

extension CertificateError: CustomStringConvertible {
  /// The fault in words.
  public var description: String {
    switch self {
    case .encoding(let error): "\(error)"
    case .unsupportedAlgorithm(let field, let identifier):
      "\(field): \(identifier.name ?? "algorithm") (\(identifier)) is not supported"
    }
  }
}
