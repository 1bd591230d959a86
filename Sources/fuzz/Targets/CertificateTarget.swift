import ASN1
import Certificates
import ChatLab
import Transport

/// Certificates, requests, and lists of revoked certificates.
struct CertificateTarget: FuzzTarget {
  let name = "certificate"
  let cost = 60
  let longestInput = 1024

  let corpus: [[UInt8]] = {
    typealias Sample = CertificateSamples
    var all = Sample.leafTemplate
    all.extensions = Sample.extensions.filter {
      $0.identifier != .basicConstraints || $0.isCritical
    }
    var generator = Samples.generator("corpus")
    let full = try? all.signed(by: Sample.middleKey, using: &generator)
    return [
      Sample.root.der, Sample.middle.der, Sample.leaf.der, Sample.request.der,
      Sample.rootList.der, Sample.middleList.der, full?.der ?? [], Array(Sample.leaf.pem.utf8),
      Array((Sample.request.pem + Sample.middleList.pem).utf8),
    ]
  }()

  func run(_ input: [UInt8]) throws {
    let certificate = try Claim.accepted { () throws(CertificateError) in
      try Certificate(der: input)
    }
    if let certificate {
      try Claim.equal(certificate.der, input, "a certificate is kept as it was read")
      try check(certificate.subject)
      try check(certificate.issuer)
      try Claim.isLine(certificate.title, longest: 16_384)
      for found in certificate.extensions.all { try ExtensionTarget.check(found) }
    }
    let list = try Claim.accepted { () throws(CertificateError) in
      try CertificateList(der: input)
    }
    if let list {
      try Claim.equal(list.der, input, "a list is kept as it was read")
      try Claim.isLine(list.title, longest: 16_384)
      for entry in list.revokedCertificates {
        for found in entry.extensions { try ExtensionTarget.check(found) }
      }
    }
    let request = try Claim.accepted { () throws(CertificateError) in
      try CertificationRequest(der: input)
    }
    if let request, (try? request.proven()) != nil {
      try Claim.equal(input, CertificateSamples.request.der, "nobody else has the key")
    }
    let path = try Scratch.write(input, name: "certificate")
    try Rehearsed.checkText(["certificate", "show", path], statuses: [0, 1])
  }

  /// A name is written as it was read, and its text is read as the same name.
  private func check(_ name: Name) throws {
    try Claim.equal(
      Name(name.relativeDistinguishedNames).der, name.der, "a name has one encoding")
    try Claim.isPlain(name.description)
    try Claim.isPlain(name.slashText)
    // Text may be longer, or have other string types, than a new name may.
    if let again = try? Name(name.description) {
      try Claim.that(again == name, "a name is read as it is written: \(name)")
    }
  }
}

/// The contents of an extension, whose number in the list is the first octet.
struct ExtensionTarget: FuzzTarget {
  let name = "extension"
  let cost = 2
  let longestInput = 256

  private static let samples = CertificateSamples.extensions + CertificateSamples.listExtensions
  let corpus: [[UInt8]] = samples.indices.map { [UInt8($0)] + samples[$0].value }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let identifier = Self.samples[script.number(below: Self.samples.count)].identifier
    try Self.check(Extension(identifier: identifier, value: script.remainder()))
  }

  /// What is read from an extension is written as the same octets.
  static func check(_ found: Extension) throws {
    let types: [any ExtensionContent.Type] = [
      BasicConstraints.self, KeyUsage.self, ExtendedKeyUsage.self, SubjectAltName.self,
      IssuerAltName.self, SubjectKeyIdentifier.self, AuthorityKeyIdentifier.self,
      NameConstraints.self, CertificatePolicies.self, PolicyMappings.self, PolicyConstraints.self,
      InhibitAnyPolicy.self, CRLDistributionPoints.self, FreshestCRL.self, CRLNumber.self,
      DeltaCRLIndicator.self, IssuingDistributionPoint.self, CRLReason.self, InvalidityDate.self,
      CertificateIssuer.self,
    ]
    for type in types where type.identifier == found.identifier {
      let written = try Claim.accepted { () throws(ASN1Error) -> [UInt8] in
        var reader = DER.Reader(found.value)
        let content = try type.init(reading: &reader)
        try reader.expectEnd()
        return content.der
      }
      if let written { try Claim.equal(written, found.value, "\(found.name) has one encoding") }
    }
  }
}
