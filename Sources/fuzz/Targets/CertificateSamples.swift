import ASN1
import Arithmetic
import Bytes
import Certificates
import Hashing
import PublicKey

/// A small hierarchy that is the same in every run: a root, a CA, an end entity, and lists.
enum CertificateSamples {
  static let now = ASN1Time(secondsSinceEpoch: 1_790_000_000)
  static let rootKey = key("root")
  static let middleKey = key("middle")
  static let leafKey = key("leaf")

  static let root = made {
    try CertificateTemplate.root(
      subject: name("CN=Root,O=Lab"), key: SubjectPublicKeyInfo(rootKey.publicKey),
      serialNumber: serial("root"), validity: validity
    ).signed(by: rootKey, using: &$0)
  }
  static let middle = made { try middleTemplate.signed(by: rootKey, using: &$0) }
  static let leaf = made { try leafTemplate.signed(by: middleKey, using: &$0) }
  static let request = made {
    try CertificationRequest(
      subject: name("CN=alice"), names: [.dNSName("alice.lab.example")], key: leafKey, using: &$0)
  }
  static let rootList = list(root, rootKey, revoked: [])
  static let middleList = list(
    middle, middleKey,
    revoked: [
      RevokedCertificate(serial("other"), at: now, reason: .superseded, issuer: middle.subject)
    ])

  static let middleTemplate = CertificateTemplate.intermediate(
    subject: name("CN=CA,O=Lab"), key: SubjectPublicKeyInfo(middleKey.publicKey), issuer: root,
    serialNumber: serial("middle"), validity: validity)
  static let leafTemplate = CertificateTemplate.endEntity(
    subject: name("CN=alice+SN=x,O=Lab"), names: [.dNSName("alice.lab.example")],
    key: SubjectPublicKeyInfo(leafKey.publicKey), issuer: middle, serialNumber: serial("leaf"),
    validity: validity)

  private static let validity = Validity(from: now.adding(days: -1), days: 100)

  /// One of every extension, with everything in it that it can have.
  static let extensions: [Extension] = {
    let places: DistributionPointName = .fullName([
      .uniformResourceIdentifier("http://lab.example/ca.crl"), .directoryName(root.subject),
    ])
    let relative = DistributionPointName.nameRelativeToCRLIssuer(
      name("OU=lists").relativeDistinguishedNames[0])
    let point = DistributionPoint(
      name: places, reasons: [.keyCompromise, .aACompromise],
      cRLIssuer: [.directoryName(root.subject)])
    let (one, two) = (ObjectIdentifier(2, 16, 840, 1), ObjectIdentifier(2, 16, 840, 2))
    let names: [GeneralName] = [
      .dNSName("*.lab.example"), .rfc822Name("alice@lab.example"), .iPAddress([192, 0, 2, 1]),
      .uniformResourceIdentifier("https://lab.example/"), .directoryName(name("CN=x")),
      .registeredID(one), .otherName(type: two, value: DER.utf8String("x")),
    ]
    let subtrees = [
      GeneralSubtree(.dNSName("lab.example")), GeneralSubtree(.rfc822Name(".lab.example")),
      GeneralSubtree(.iPAddress([192, 0, 2, 0, 255, 255, 255, 0])),
      GeneralSubtree(.directoryName(name("O=Lab"))),
      GeneralSubtree(.uniformResourceIdentifier(".lab.example")),
    ]
    return [
      Extension(BasicConstraints.certificationAuthority(pathLength: 3), critical: true),
      Extension(BasicConstraints.endEntity), Extension([.keyCertSign, .decipherOnly] as KeyUsage),
      Extension(ExtendedKeyUsage([.serverAuth, .anyExtendedKeyUsage])),
      Extension(SubjectAltName(names)), Extension(IssuerAltName(names)),
      Extension(SubjectKeyIdentifier(keyIdentifier: [1, 2, 3])),
      Extension(AuthorityKeyIdentifier(keyIdentifier: [4, 5, 6])),
      Extension(NameConstraints(permitted: subtrees, excluded: subtrees)),
      Extension(
        CertificatePolicies([
          PolicyInformation(one, qualifiers: [.cps("http://lab.example")]),
          PolicyInformation(.anyPolicy),
        ])), Extension(PolicyMappings([.init(from: one, to: two), .init(from: two, to: one)])),
      Extension(PolicyConstraints(requireExplicitPolicy: 0, inhibitPolicyMapping: 2)),
      Extension(InhibitAnyPolicy(skipCerts: 1)), Extension(CRLDistributionPoints([point])),
      Extension(FreshestCRL([DistributionPoint(name: relative)])),
    ]
  }()

  /// One of every extension of a list and of its entries.
  static let listExtensions: [Extension] = [
    Extension(CRLNumber(70_000)), Extension(DeltaCRLIndicator(baseCRLNumber: 3), critical: true),
    Extension(
      IssuingDistributionPoint(
        distributionPoint: .fullName([.dNSName("x")]), onlyContainsUserCerts: true,
        onlySomeReasons: .keyCompromise, indirectCRL: true), critical: true),
    Extension(CRLReason.certificateHold), Extension(InvalidityDate(now)),
    Extension(CertificateIssuer([.directoryName(root.subject)]), critical: true),
  ]

  static func list(
    _ issuer: Certificate, _ key: borrowing PrivateKey, revoked: [RevokedCertificate]
  ) -> CertificateList {
    var generator = Samples.generator("list")
    do {
      return try ListTemplate(
        issuer: issuer, thisUpdate: now, nextUpdate: now.adding(days: 7), number: 1,
        revokedCertificates: revoked
      ).signed(by: key, using: &generator)
    } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func name(_ text: String) -> Name {
    do { return try Name(text.replacing("SN=", with: "serialNumber=")) } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func serial(_ purpose: String) -> SerialNumber {
    var generator = Samples.generator("serial " + purpose)
    return .random(using: &generator)
  }

  private static func key(_ purpose: String) -> PrivateKey {
    var generator = Samples.generator("certificates " + purpose)
    do { return .p256(try ECPrivateKey.generate(using: &generator)) } catch {
      preconditionFailure("\(error)")
    }
  }

  private static func made<Value>(
    _ body: (inout HMACDRBG<SHA256>) throws -> Value
  ) -> Value {
    var generator = Samples.generator("signatures")
    do { return try body(&generator) } catch { preconditionFailure("\(error)") }
  }
}
