import ASN1
import Certificates
import Testing

@Suite("Paths of own certificates")
struct PathTests {
  private typealias Sample = SampleAuthority

  @Test("an own chain is accepted, with every decision in order")
  func accepted() throws {
    let report = Sample.validation.validate(
      Sample.leaf, purpose: .client, name: .dns("alice.lab.example"))
    let path = try #require(report.accepted)
    #expect(path.certificate == Sample.leaf)
    #expect(path.path.certificates == [Sample.middle, Sample.leaf])
    #expect(path.publicKey == SubjectPublicKeyInfo(Sample.leafKey.publicKey))
    #expect(report.refusal == nil)
    let checks = report.steps.filter { $0.outcome == .passed }.map(\.check)
    #expect(
      checks == [
        .path, .trustAnchor, .basicConstraints, .keyUsage,
        .signature, .validity, .issuer, .explicitPolicy,
        .basicConstraints, .pathLength, .keyUsage, .criticalExtensions,
        .signature, .validity, .issuer, .explicitPolicy,
        .criticalExtensions, .userPolicies, .purpose, .keyUsage, .name,
      ])
  }

  /// The check for which a certificate is refused; nil when it is accepted.
  private func refusal(
    _ certificate: Certificate, _ validation: PathValidation = Sample.validation,
    purpose: PathValidation.Purpose? = nil, name: PeerName? = nil
  ) -> ValidationCheck? {
    let report = validation.validate(certificate, purpose: purpose, name: name)
    #expect((report.accepted == nil) == (report.refusal != nil))
    return report.refusal?.check
  }

  private func signed(
    _ change: (inout CertificateTemplate) -> Void
  ) -> Certificate {
    var template = Sample.leafTemplate()
    change(&template)
    return Sample.made { try template.signed(by: Sample.middleKey, using: &$0) }
  }

  @Test("each fault is refused by the check that it is the fault of")
  func faults() {
    #expect(refusal(Sample.leaf) == nil)
    #expect(refusal(Sample.leaf, name: .dns("bob.lab.example")) == .name)
    #expect(refusal(signed { $0.extensions.removeLast() }, name: .dns("alice")) == .name)
    var later = Sample.validation
    later.time = Sample.now.adding(days: 100)
    #expect(refusal(Sample.leaf, later) == .validity)
    var strict = Sample.validation
    strict.revocation = .required
    #expect(refusal(Sample.leaf, strict) == .revocation)
    strict.revocation = .whereListed
    #expect(refusal(Sample.leaf, strict) == nil)
    strict.initialExplicitPolicy = true
    #expect(refusal(Sample.leaf, strict) == .explicitPolicy)
    var lonely = Sample.validation
    lonely.store = CertificateStore()
    #expect(refusal(Sample.leaf, lonely) == .path)
    lonely.store.add(Sample.middle)
    lonely.trustAnchors = []
    #expect(refusal(Sample.leaf, lonely) == .path)
    let unknown = Extension(identifier: ObjectIdentifier(1, 2, 3), isCritical: true, value: [5, 0])
    #expect(refusal(signed { $0.extensions.append(unknown) }) == .criticalExtensions)
    let wrongKey = Sample.made { try Sample.leafTemplate().signed(by: Sample.rootKey, using: &$0) }
    #expect(refusal(wrongKey) == .signature)
    let server = signed {
      $0.extensions = $0.extensions.map {
        $0.identifier == .extKeyUsage
          ? Extension(ExtendedKeyUsage([.serverAuth])) : $0
      }
    }
    #expect(refusal(server, purpose: .server) == nil)
    #expect(refusal(server, purpose: .client) == .purpose)
  }

  @Test("an end entity issues nothing, and a CA of length 0 no CA")
  func issuers() {
    let bob = Sample.made {
      try Sample.leafTemplate(subject: "CN=bob", issuer: Sample.leaf)
        .signed(by: Sample.leafKey, using: &$0)
    }
    var validation = Sample.validation
    validation.store.add(Sample.leaf)
    #expect(refusal(bob, validation) == .basicConstraints)
    let below = Sample.made {
      try CertificateTemplate.intermediate(
        subject: Sample.named("CN=Below"), key: SubjectPublicKeyInfo(Sample.leafKey.publicKey),
        issuer: Sample.middle, serialNumber: Sample.serial("below"),
        validity: Sample.leaf.validity
      ).signed(by: Sample.middleKey, using: &$0)
    }
    validation.store.add(below)
    let carol = Sample.made {
      try Sample.leafTemplate(subject: "CN=carol", issuer: below)
        .signed(by: Sample.leafKey, using: &$0)
    }
    #expect(refusal(carol, validation) == .pathLength)
  }

  @Test("name constraints hold for every form of name")
  func nameConstraints() {
    var validation = Sample.validation
    func accepted(_ constraints: NameConstraints, _ names: GeneralName...) -> Bool {
      validation.initialNameConstraints = constraints
      let certificate = Sample.made {
        try Sample.leafTemplate(names: names).signed(by: Sample.middleKey, using: &$0)
      }
      return validation.validate(certificate).accepted != nil
    }
    func only(_ base: GeneralName) -> NameConstraints {
      NameConstraints(permitted: [GeneralSubtree(base)])
    }
    func not(_ base: GeneralName) -> NameConstraints {
      NameConstraints(excluded: [GeneralSubtree(base)])
    }
    let host = GeneralName.dNSName("alice.lab.example")
    #expect(accepted(only(.dNSName("LAB.example")), host))
    #expect(accepted(only(.dNSName("alice.lab.example")), host))
    #expect(accepted(only(.dNSName(".lab.example")), host))
    #expect(!accepted(only(.dNSName("ab.example")), host))
    #expect(!accepted(not(.dNSName("example")), host))
    #expect(!accepted(not(.dNSName("alice.lab.example")), .dNSName("*.lab.example")))
    #expect(accepted(not(.dNSName("a.alice.lab.example")), .dNSName("*.lab.example")))
    #expect(accepted(only(.dNSName("lab.example")), .rfc822Name("alice@elsewhere")))
    let mail = GeneralName.rfc822Name("alice@mail.lab.example")
    #expect(accepted(only(.rfc822Name("mail.lab.example")), mail))
    #expect(accepted(only(.rfc822Name(".lab.example")), mail))
    #expect(accepted(only(.rfc822Name("alice@mail.LAB.example")), mail))
    #expect(!accepted(only(.rfc822Name("Alice@mail.lab.example")), mail))
    #expect(!accepted(only(.rfc822Name("lab.example")), mail))
    #expect(!accepted(not(.rfc822Name("x.example")), .rfc822Name("nobody")))
    let uri = GeneralName.uniformResourceIdentifier("https://me@chat.lab.example:8443/a?b#c")
    #expect(accepted(only(.uniformResourceIdentifier("chat.lab.example")), uri))
    #expect(accepted(only(.uniformResourceIdentifier(".lab.example")), uri))
    #expect(!accepted(only(.uniformResourceIdentifier("lab.example")), uri))
    let address = GeneralName.uniformResourceIdentifier("https://192.0.2.1/")
    #expect(!accepted(not(.uniformResourceIdentifier("x.example")), address))
    let ip = GeneralName.iPAddress([192, 0, 2, 1])
    #expect(accepted(only(.iPAddress([192, 0, 2, 0, 255, 255, 255, 0])), ip))
    #expect(!accepted(only(.iPAddress([192, 0, 3, 0, 255, 255, 255, 0])), ip))
    #expect(!accepted(only(.iPAddress([UInt8](repeating: 0, count: 32))), ip))
    #expect(accepted(only(.directoryName(Sample.named("O=lab"))), host))
    #expect(!accepted(only(.directoryName(Sample.named("O=other"))), host))
    #expect(!accepted(not(.directoryName(Sample.named("O=lab"))), host))
    let id = GeneralName.registeredID(ObjectIdentifier(1, 2, 3))
    #expect(!accepted(only(id), id))
    #expect(!accepted(not(id), id))
    #expect(accepted(only(id), host))
  }

  @Test("hosts are compared label by label")
  func hosts() {
    let yes = [
      ("alice.lab.example", "ALICE.lab.example."), ("*.lab.example", "alice.lab.example"),
      ("localhost", "localhost"), ("a_b.example", "a_b.example"),
    ]
    for (presented, host) in yes {
      #expect(HostName.matches(presented, host: host), "\(presented) \(host)")
    }
    let no = [
      ("*.lab.example", "lab.example"), ("*.lab.example", "a.b.lab.example"),
      ("a*.lab.example", "alice.lab.example"), ("alice.*.example", "alice.lab.example"),
      ("*", "localhost"), ("*.example", "lab.example"), ("**.lab.example", "a.lab.example"),
      ("alice.lab.example", "alice.lab.example.org"), ("", ""), ("*.lab.example", "*.lab.example"),
      ("alice.lab.example", "alice..lab.example"), ("al\u{0}ice.example", "al\u{0}ice.example"),
    ]
    for (presented, host) in no {
      #expect(!HostName.matches(presented, host: host), "\(presented) \(host)")
    }
  }
}
