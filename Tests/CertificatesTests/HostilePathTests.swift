import ASN1
import Certificates
import Testing

@Suite("Hostile certificates")
struct HostilePathTests {
  private typealias Sample = SampleAuthority

  /// A CA of some name and key, issued by another.
  private func authority(
    _ name: String, issuer: String, issuerKey: borrowing PrivateKey, extensions: [Extension] = []
  ) -> Certificate {
    let template = CertificateTemplate(
      serialNumber: Sample.serial(name + issuer), issuer: Sample.named(issuer),
      validity: Sample.leaf.validity, subject: Sample.named(name),
      subjectPublicKeyInfo: SubjectPublicKeyInfo(Sample.leafKey.publicKey),
      extensions: [Extension(BasicConstraints.certificationAuthority(), critical: true)]
        + extensions)
    var generator = Sample.generator(name)
    do { return try template.signed(by: issuerKey, using: &generator) } catch {
      preconditionFailure("\(error)")
    }
  }

  /// Every CA has the key of the leaf.
  private func chain(_ count: Int, _ extensions: (Int) -> [Extension] = { _ in [] })
    -> [Certificate]
  {
    (1...count).map { i in
      i == 1
        ? authority(
          "CN=1", issuer: "CN=Lab Root,O=Lab", issuerKey: Sample.rootKey, extensions: extensions(1))
        : authority(
          "CN=\(i)", issuer: "CN=\(i - 1)", issuerKey: Sample.leafKey, extensions: extensions(i))
    }
  }

  private func report(
    _ chain: [Certificate], limits: ValidationLimits = ValidationLimits()
  ) -> PathReport {
    var validation = Sample.validation
    validation.store = CertificateStore(certificates: chain)
    validation.limits = limits
    return validation.validate(chain[chain.count - 1])
  }

  @Test("a path is not followed beyond its limit")
  func length() {
    #expect(report(chain(10)).accepted != nil)
    let refusal = report(chain(11)).refusal
    #expect(refusal?.check == .path)
    #expect(refusal?.detail == "no path of at most 10 certificates was found")
  }

  @Test("a policy tree that doubles with every certificate is cut off")
  func policies() {
    // Two policies, each of which stands for both in the next domain: 2^i nodes at depth i.
    let policies = [ObjectIdentifier(1, 2, 1), ObjectIdentifier(1, 2, 2)]
    let mappings = policies.flatMap { one in
      policies.map { PolicyMappings.Mapping(from: one, to: $0) }
    }
    let extensions = [
      Extension(CertificatePolicies(policies.map { PolicyInformation($0) })),
      Extension(PolicyMappings(mappings)),
    ]
    #expect(report(chain(8) { _ in extensions }).accepted != nil)
    let refusal = report(chain(10) { _ in extensions }).refusal
    #expect(refusal?.check == .limit)
    #expect(refusal?.detail == "more than 1024 nodes of policies")
  }

  @Test("names are not compared for ever")
  func names() {
    let names = (0..<400).map { GeneralName.dNSName("h\($0).lab.example") }
    let subtrees = (0..<400).map { GeneralSubtree(.dNSName("x\($0).example")) }
    let chain = chain(2) { i in
      i == 1
        ? [Extension(NameConstraints(excluded: subtrees), critical: true)]
        : [Extension(SubjectAltName(names))]
    }
    let refusal = report(chain).refusal
    #expect(refusal?.check == .limit)
    #expect(refusal?.detail == "more than 100000 names to compare")
  }

  @Test("a CA without a name issues nothing")
  func nameless() {
    let chain = [
      authority("", issuer: "CN=Lab Root,O=Lab", issuerKey: Sample.rootKey),
      authority("CN=1", issuer: "", issuerKey: Sample.leafKey),
    ]
    #expect(report(chain).refusal?.detail == "a CA without a name")
  }

  @Test("loops and crowds of issuers end")
  func loops() {
    // Each of these names has certificates by all others, and none by somebody who is trusted.
    var certificates: [Certificate] = []
    for i in 0..<7 {
      for j in 0..<7 {
        certificates.append(
          authority("CN=\(i)", issuer: "CN=\(j)", issuerKey: Sample.leafKey))
      }
    }
    var validation = Sample.validation
    validation.store = CertificateStore(certificates: certificates)
    let report = validation.validate(certificates[1])
    #expect(report.accepted == nil)
    #expect(report.signatureCount <= validation.limits.signatures)
    // Two CAs that certify each other, and one of them by the root.
    let pair = [
      authority("CN=A", issuer: "CN=B", issuerKey: Sample.leafKey),
      authority("CN=B", issuer: "CN=A", issuerKey: Sample.leafKey),
      authority("CN=A", issuer: "CN=Lab Root,O=Lab", issuerKey: Sample.rootKey),
    ]
    validation.store = CertificateStore(certificates: pair)
    #expect(validation.validate(pair[1]).accepted?.path.certificates == [pair[2], pair[1]])
  }

  @Test("of many certificates with the name of the issuer, the right one is found")
  func crowd() {
    let wrong = (0..<150).map { i in
      authority("CN=Lab CA,O=Lab", issuer: "CN=\(i)", issuerKey: Sample.leafKey)
    }
    var validation = Sample.validation
    validation.store = CertificateStore(certificates: wrong + [Sample.middle])
    let report = validation.validate(Sample.leaf)
    #expect(report.accepted?.path.certificates == [Sample.middle, Sample.leaf])
    // Beyond the limit on signatures there is no answer, but there is an end.
    validation.limits.signatures = 3
    #expect(validation.validate(Sample.leaf).signatureCount <= 3)
  }

  @Test("a key below the limit and a hash with collisions are refused")
  func algorithms() {
    let key = Sample.rsa("small", bitWidth: 1024)
    let name = Sample.named("CN=small")
    let small = Sample.made {
      try CertificateTemplate.root(
        subject: name, key: SubjectPublicKeyInfo(key.publicKey),
        serialNumber: Sample.serial("small"), validity: Sample.leaf.validity
      ).signed(by: key, using: &$0)
    }
    var validation = Sample.validation
    validation.trustAnchors = [TrustAnchor(small)]
    #expect(validation.validate(small).refusal?.check == .signature)
    #expect(
      validation.validate(small).refusal?.detail
        == "an RSA key of 1024 bits, expected 2048 at least")
    validation.limits.modulusBitWidth = 1024
    #expect(validation.validate(small).accepted != nil)
  }
}
