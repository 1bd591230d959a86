import ASN1

/// What somebody signed: content, algorithm and signature, as a certificate, a request and a list
/// of revoked certificates have them (RFC 5280, sections 4.1.1 and 5.1.1; RFC 2986, section 4.2).
public protocol SignedStructure: Sendable {
  /// The octets that are signed, as they were read.
  var signedContent: [UInt8] { get }
  /// The algorithm of the signature.
  var signatureAlgorithm: AlgorithmIdentifier { get }
  /// The signature.
  var signatureValue: [UInt8] { get }
  /// How many bits at the end of the signature's BIT STRING stand for nothing: no signature known
  /// here has any.
  var signatureUnusedBits: Int { get }
}

extension SignedStructure {
  /// Whether a key made the signature; whether it may, `PathValidation` says.
  public func isSigned(by key: SubjectPublicKeyInfo.Key) -> Bool {
    guard signatureUnusedBits == 0, let algorithm = try? SignatureAlgorithm(signatureAlgorithm)
    else { return false }
    return key.verify(signature: signatureValue, message: signedContent, algorithm: algorithm)
  }
}
