import ASN1
import Certificates
import Testing

@Suite("Errors of certificates and keys")
struct CertificateErrorTests {
  @Test("say where an encoding is wrong, and which algorithm is not supported")
  func descriptions() {
    let inside = ASN1Error.inside(component: "tbsCertificate", .truncated(offset: 4))
    #expect(
      CertificateError.encoding(.inside(component: "certificate", inside)).description
        == "certificate.tbsCertificate: element at offset 4 is cut off")
    #expect(
      CertificateError.unsupportedAlgorithm(field: "signatureAlgorithm", .dsa).description
        == "signatureAlgorithm: id-dsa (1.2.840.10040.4.1) is not supported")
    let unknown = ObjectIdentifier(1, 2, 3)
    #expect(
      CertificateError.unsupportedAlgorithm(field: "algorithm", unknown).description
        == "algorithm: algorithm (1.2.3) is not supported")
  }
}
