import ASN1
import Bytes
import Certificates

// What extensions say, in words.
extension CertificateDescription {
  /// An extension of a certificate or request.
  static func row(_ found: Extension, _ all: CertificateExtensions) -> Row {
    Row(title(found), values(found.identifier, all) ?? [Hex.encode(found.value)])
  }

  /// An extension of a list.
  static func row(_ found: Extension, _ all: ListExtensions) -> Row {
    Row(title(found), values(found.identifier, all) ?? [Hex.encode(found.value)])
  }

  private static func title(_ found: Extension) -> String {
    found.name + (found.isCritical ? ", critical" : "")
  }

  private static func values(
    _ identifier: ObjectIdentifier, _ all: CertificateExtensions
  ) -> [String]? {
    switch identifier {
    case .basicConstraints: all.basicConstraints.map(constraints)
    case .keyUsage: all.keyUsage.map { ["\($0)"] }
    case .extKeyUsage: all.extendedKeyUsage.map { $0.purposes.map(name) }
    case .subjectAltName: all.subjectAltName?.names.map(\.description)
    case .issuerAltName: all.issuerAltName?.names.map(\.description)
    case .subjectKeyIdentifier: all.subjectKeyIdentifier.map { [Hex.encode($0.keyIdentifier)] }
    case .authorityKeyIdentifier: all.authorityKeyIdentifier.map(authority)
    case .nameConstraints: all.nameConstraints.map(constraints)
    case .certificatePolicies:
      all.certificatePolicies?.policyInformation.map { name($0.policyIdentifier) }
    case .policyMappings:
      all.policyMappings?.mappings.map {
        "\($0.issuerDomainPolicy) is \($0.subjectDomainPolicy) below"
      }
    case .policyConstraints: all.policyConstraints.map(constraints)
    case .inhibitAnyPolicy: all.inhibitAnyPolicy.map { ["after \($0.skipCerts) certificates"] }
    case .cRLDistributionPoints: all.cRLDistributionPoints?.points.map(point)
    case .freshestCRL: all.freshestCRL?.points.map(point)
    default: nil
    }
  }

  private static func values(
    _ identifier: ObjectIdentifier, _ all: ListExtensions
  ) -> [String]? {
    switch identifier {
    case .cRLNumber: all.cRLNumber.map { ["\($0.number)"] }
    case .deltaCRLIndicator: all.deltaCRLIndicator.map { ["changes since \($0.baseCRLNumber)"] }
    case .authorityKeyIdentifier: all.authorityKeyIdentifier.map(authority)
    case .issuerAltName: all.issuerAltName?.names.map(\.description)
    case .freshestCRL: all.freshestCRL?.points.map(point)
    case .issuingDistributionPoint: all.issuingDistributionPoint.map(scope)
    default: nil
    }
  }

  private static func name(_ identifier: ObjectIdentifier) -> String {
    identifier.name ?? identifier.description
  }

  private static func constraints(_ constraints: BasicConstraints) -> [String] {
    guard constraints.isCA else { return ["not a CA"] }
    guard let length = constraints.pathLengthConstraint else { return ["a CA"] }
    return ["a CA, which \(length) others may follow"]
  }

  private static func constraints(_ constraints: NameConstraints) -> [String] {
    (constraints.permittedSubtrees ?? []).map { "only \($0.base)" }
      + (constraints.excludedSubtrees ?? []).map { "not \($0.base)" }
  }

  private static func constraints(_ constraints: PolicyConstraints) -> [String] {
    (constraints.requireExplicitPolicy.map { ["a policy is asked for after \($0)"] } ?? [])
      + (constraints.inhibitPolicyMapping.map { ["none is mapped after \($0)"] } ?? [])
  }

  private static func authority(_ identifier: AuthorityKeyIdentifier) -> [String] {
    (identifier.keyIdentifier.map { [Hex.encode($0)] } ?? [])
      + (identifier.authorityCertIssuer ?? []).map(\.description)
      + (identifier.authorityCertSerialNumber.map { ["number \($0)"] } ?? [])
  }

  private static func point(_ point: DistributionPoint) -> String {
    let names = point.name.map(words) ?? []
    let issuers = (point.cRLIssuer ?? []).map { "issued by \($0)" }
    let reasons = point.reasons.map { ["only for \($0)"] } ?? []
    return (names + issuers + reasons).joined(separator: ", ")
  }

  private static func words(_ name: DistributionPointName) -> [String] {
    switch name {
    case .fullName(let names): names.map(\.description)
    case .nameRelativeToCRLIssuer(let relative): ["\(Name([relative])) below the issuer"]
    }
  }

  private static func scope(_ scope: IssuingDistributionPoint) -> [String] {
    var values = scope.distributionPoint.map(words) ?? []
    if scope.onlyContainsUserCerts { values.append("only end entities") }
    if scope.onlyContainsCACerts { values.append("only CAs") }
    if scope.onlyContainsAttributeCerts { values.append("only attribute certificates") }
    if let reasons = scope.onlySomeReasons { values.append("only \(reasons)") }
    if scope.indirectCRL { values.append("also certificates of other issuers") }
    return values
  }
}
