import ASN1

/// Certificates and revocation lists that were collected, by name.
public struct CertificateStore: Sendable {
  private var bySubject: [Name: [Certificate]] = [:]
  private var byIssuer: [Name: [CertificateList]] = [:]

  /// Creates a store.
  public init(certificates: [Certificate] = [], lists: [CertificateList] = []) {
    for certificate in certificates { add(certificate) }
    for list in lists { add(list) }
  }

  /// Adds a certificate, unless it is there.
  public mutating func add(_ certificate: Certificate) {
    if bySubject[certificate.subject]?.contains(certificate) != true {
      bySubject[certificate.subject, default: []].append(certificate)
    }
  }

  /// Adds a list, unless it is there.
  public mutating func add(_ list: CertificateList) {
    if byIssuer[list.issuer]?.contains(list) != true {
      byIssuer[list.issuer, default: []].append(list)
    }
  }

  /// The certificates of a subject.
  public func certificates(of subject: Name) -> [Certificate] { bySubject[subject] ?? [] }

  /// The lists of an issuer.
  public func lists(of issuer: Name) -> [CertificateList] { byIssuer[issuer] ?? [] }
}
