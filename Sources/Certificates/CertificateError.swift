import ASN1
import PublicKey

/// What is wrong with a key, a certificate, or what somebody wanted to do with it.
public enum CertificateError: Error, Equatable, Sendable {
  /// Not DER, not PEM, or another structure.
  case encoding(ASN1Error)
  /// An algorithm that is not known here, or not allowed in this place.
  case unsupportedAlgorithm(field: String, ObjectIdentifier)
  /// Parameters that an algorithm does not have.
  case parameters(field: String, ObjectIdentifier)
  /// A curve that is written out as numbers in place of its name.
  case explicitCurve(field: String)
  /// Numbers that make no key.
  case key(PublicKeyError)
  /// An algorithm that the key is not for.
  case wrongKey(algorithm: SignatureAlgorithm)
  /// An algorithm that is read in old certificates, and used for nothing new.
  case refusedAlgorithm(SignatureAlgorithm)
}

extension CertificateError: CustomStringConvertible {
  /// The fault in words.
  public var description: String {
    switch self {
    case .encoding(let error): "\(error)"
    case .unsupportedAlgorithm(let field, let identifier):
      "\(field): \(identifier.name ?? "algorithm") (\(identifier)) is not supported"
    case .parameters(let field, let identifier):
      "\(field): not the parameters that \(identifier.name ?? identifier.description) has"
    case .explicitCurve(let field):
      "\(field): a curve given by numbers is refused, expected the name of P-256 or P-384"
    case .key(let error): "\(error)"
    case .wrongKey(let algorithm): "the key is not for \(algorithm)"
    case .refusedAlgorithm(let algorithm): "\(algorithm) is refused: collisions can be made"
    }
  }
}
