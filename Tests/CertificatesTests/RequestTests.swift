import ASN1
import Bytes
import Certificates
import Testing

@Suite("Certification requests")
struct RequestTests {
  private typealias Sample = SampleAuthority

  private func request() -> CertificationRequest {
    Sample.made {
      try CertificationRequest(
        subject: Sample.named("CN=bob,O=Lab"), names: [.dNSName("bob.lab.example")],
        key: Sample.leafKey, using: &$0)
    }
  }

  @Test("a request is read as it was made, and leads to a certificate that is accepted")
  func issue() throws {
    let request = request()
    #expect(request.subject == Sample.named("CN=bob,O=Lab"))
    #expect(request.subjectAltNames == [.dNSName("bob.lab.example")])
    #expect(try CertificationRequest(file: Array(request.pem.utf8)) == request)
    #expect(try CertificationRequest(file: request.der) == request)
    let template = CertificateTemplate.endEntity(
      try request.proven(), issuer: Sample.middle, serialNumber: Sample.serial("bob"),
      validity: Validity(from: Sample.now, days: 30))
    let certificate = Sample.made { try template.signed(by: Sample.middleKey, using: &$0) }
    let report = Sample.validation.validate(
      certificate, purpose: .client, name: .dns("bob.lab.example"))
    #expect(report.accepted?.certificate == certificate)
  }

  @Test("a request without names has an empty set of attributes")
  func withoutNames() throws {
    let request = Sample.made {
      try CertificationRequest(
        subject: Sample.named("CN=bob"), key: Sample.leafKey, using: &$0)
    }
    #expect(request.certificationRequestInfo.suffix(2) == [0xa0, 0x00])
    #expect(request.requestedExtensions.all.isEmpty)
  }

  @Test("a request that another key signed proves nothing")
  func foreign() throws {
    let content = CertificationRequest.certificationRequestInfo(
      subject: Sample.named("CN=bob"), key: SubjectPublicKeyInfo(Sample.leafKey.publicKey),
      extensions: [])
    let algorithm = SignatureAlgorithm.ecdsa(.sha256)
    let signature = Sample.made {
      try Sample.rootKey.sign(content, algorithm: algorithm, using: &$0)
    }
    let request = try CertificationRequest(content, signature: signature, algorithm)
    #expect(throws: CertificateError.proofOfPossession) { try request.proven() }
  }

  @Test("a request with any bit flipped is refused")
  func flipped() {
    let der = request().der
    for index in der.indices {
      for bit in 0..<8 {
        var changed = der
        changed[index] ^= 1 << UInt8(bit)
        let isProven = (try? CertificationRequest(der: changed).proven()) != nil
        #expect(!isProven, "byte \(index), bit \(bit)")
      }
    }
  }
}
