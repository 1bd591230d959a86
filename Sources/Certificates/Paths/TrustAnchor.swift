import ASN1

/// What path validation begins with: a name and a key that are believed without proof (RFC 5280,
/// section 6.1.1 (d)).
public struct TrustAnchor: Sendable, Hashable {
  /// The trusted issuer's name.
  public let name: Name
  /// The trusted public key, with its algorithm and parameters.
  public let publicKey: SubjectPublicKeyInfo
  /// The certificate that name and key were taken from, if they were: what it says then holds
  /// (RFC 5937, section 3).
  public let certificate: Certificate?

  /// Trusts a name and a key.
  public init(name: Name, publicKey: SubjectPublicKeyInfo) {
    self.name = name
    self.publicKey = publicKey
    certificate = nil
  }

  /// Trusts the subject of a certificate, within its period of validity and its constraints.
  public init(_ certificate: Certificate) {
    name = certificate.subject
    publicKey = certificate.subjectPublicKeyInfo
    self.certificate = certificate
  }
}
