import ASN1

/// The extensions of a certificate, those that are known here taken apart (RFC 5280, section 4.2).
public struct CertificateExtensions: Sendable, Hashable {
  /// All of them, in their order.
  public let all: [Extension]

  /// Whose key signed the certificate.
  public let authorityKeyIdentifier: AuthorityKeyIdentifier?
  /// Whose key is in it.
  public let subjectKeyIdentifier: SubjectKeyIdentifier?
  /// What the key may do.
  public let keyUsage: KeyUsage?
  /// The policies it may be used under.
  public let certificatePolicies: CertificatePolicies?
  /// Policies that stand for others in the domain below.
  public let policyMappings: PolicyMappings?
  /// More names of the subject.
  public let subjectAltName: SubjectAltName?
  /// More names of the issuer.
  public let issuerAltName: IssuerAltName?
  /// Whether the subject is a CA, and how long a path it may begin.
  public let basicConstraints: BasicConstraints?
  /// The names that certificates below it may have.
  public let nameConstraints: NameConstraints?
  /// Whether certificates below it must have policies, and may map them.
  public let policyConstraints: PolicyConstraints?
  /// The purposes of the key.
  public let extendedKeyUsage: ExtendedKeyUsage?
  /// Where its revocation is published.
  public let cRLDistributionPoints: CRLDistributionPoints?
  /// From where on anyPolicy counts no more.
  public let inhibitAnyPolicy: InhibitAnyPolicy?
  /// Where changes of its revocation are published.
  public let freshestCRL: FreshestCRL?

  /// The extensions that are taken apart, and so may be critical.
  public static let known: Set<ObjectIdentifier> = [
    .authorityKeyIdentifier, .subjectKeyIdentifier, .keyUsage, .certificatePolicies,
    .policyMappings, .subjectAltName, .issuerAltName, .basicConstraints, .nameConstraints,
    .policyConstraints, .extKeyUsage, .cRLDistributionPoints, .inhibitAnyPolicy, .freshestCRL,
  ]

  /// Takes extensions apart.
  ///
  /// - Throws: `ASN1Error` naming the first one that breaks its rules.
  public init(_ all: [Extension]) throws(ASN1Error) {
    self.all = all
    authorityKeyIdentifier = try Extension.content(AuthorityKeyIdentifier.self, in: all)
    subjectKeyIdentifier = try Extension.content(SubjectKeyIdentifier.self, in: all)
    keyUsage = try Extension.content(KeyUsage.self, in: all)
    certificatePolicies = try Extension.content(CertificatePolicies.self, in: all)
    policyMappings = try Extension.content(PolicyMappings.self, in: all)
    subjectAltName = try Extension.content(SubjectAltName.self, in: all)
    issuerAltName = try Extension.content(IssuerAltName.self, in: all)
    basicConstraints = try Extension.content(BasicConstraints.self, in: all)
    nameConstraints = try Extension.content(NameConstraints.self, in: all)
    policyConstraints = try Extension.content(PolicyConstraints.self, in: all)
    extendedKeyUsage = try Extension.content(ExtendedKeyUsage.self, in: all)
    cRLDistributionPoints = try Extension.content(CRLDistributionPoints.self, in: all)
    inhibitAnyPolicy = try Extension.content(InhibitAnyPolicy.self, in: all)
    freshestCRL = try Extension.content(FreshestCRL.self, in: all)
  }

  /// The critical extensions that are not known here, for which a certificate must be refused
  /// (RFC 5280, sections 4.2 and 6.1.4 (o)).
  public var unknownCritical: [Extension] {
    all.filter { $0.isCritical && !CertificateExtensions.known.contains($0.identifier) }
  }
}
