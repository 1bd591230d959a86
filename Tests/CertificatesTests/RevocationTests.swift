import ASN1
import Arithmetic
import Certificates
import Testing

@Suite("Lists of revoked certificates")
struct RevocationTests {
  private typealias Sample = SampleAuthority

  static func list(
    of issuer: Certificate, by key: borrowing PrivateKey, revoked: [RevokedCertificate],
    number: Natural = 1, from start: ASN1Time = SampleAuthority.now
  ) -> CertificateList {
    let template = ListTemplate(
      issuer: issuer, thisUpdate: start, nextUpdate: start.adding(days: 7), number: number,
      revokedCertificates: revoked)
    var generator = SampleAuthority.generator("list")
    do { return try template.signed(by: key, using: &generator) } catch {
      preconditionFailure("\(error)")
    }
  }

  private func validation(_ lists: CertificateList...) -> PathValidation {
    var validation = Sample.validation
    validation.revocation = .required
    validation.store = CertificateStore(certificates: [Sample.middle], lists: lists)
    return validation
  }

  private let rootList = list(of: Sample.root, by: Sample.rootKey, revoked: [])

  @Test("a list is read as it was made")
  func reading() throws {
    let entries = [
      RevokedCertificate(
        Sample.leaf.serialNumber, at: Sample.now, reason: .superseded,
        issuer: Sample.middle.subject),
      RevokedCertificate(
        Sample.serial("other"), at: Sample.now, reason: .unspecified,
        issuer: Sample.middle.subject),
    ]
    let list = Self.list(of: Sample.middle, by: Sample.middleKey, revoked: entries, number: 300)
    #expect(list.version == 2)
    #expect(list.issuer == Sample.middle.subject)
    #expect(list.thisUpdate == Sample.now)
    #expect(list.nextUpdate == Sample.now.adding(days: 7))
    #expect(list.extensions.cRLNumber?.number == 300)
    #expect(list.revokedCertificates == entries)
    #expect(list.revokedCertificates[1].reasonCode == nil)
    #expect(
      list.extensions.authorityKeyIdentifier?.keyIdentifier
        == Sample.middle.extensions.subjectKeyIdentifier?.keyIdentifier)
    #expect(list.isSigned(by: try Sample.middle.subjectPublicKeyInfo.key()))
    #expect(!list.isSigned(by: try Sample.root.subjectPublicKeyInfo.key()))
    #expect(try CertificateList.readAll(Array((list.pem + rootList.pem).utf8)) == [list, rootList])
  }

  @Test("a certificate is accepted when the lists do not have it, and refused when one has")
  func status() {
    let empty = Self.list(of: Sample.middle, by: Sample.middleKey, revoked: [])
    #expect(validation(rootList, empty).validate(Sample.leaf).accepted != nil)
    #expect(validation(rootList).validate(Sample.leaf).refusal?.check == .revocation)
    let entry = RevokedCertificate(
      Sample.leaf.serialNumber, at: Sample.now, reason: .keyCompromise,
      issuer: Sample.middle.subject)
    let full = Self.list(of: Sample.middle, by: Sample.middleKey, revoked: [entry])
    let refusal = validation(rootList, full).validate(Sample.leaf).refusal
    #expect(refusal?.check == .revocation)
    #expect(refusal?.detail.contains("keyCompromise") == true)
    let middle = RevokedCertificate(
      Sample.middle.serialNumber, at: Sample.now, issuer: Sample.root.subject)
    let rootFull = Self.list(of: Sample.root, by: Sample.rootKey, revoked: [middle])
    #expect(validation(rootFull, empty).validate(Sample.leaf).accepted == nil)
  }

  @Test("a list is of no use when it is old, of the future, or by another key")
  func unusable() {
    let old = Self.list(
      of: Sample.middle, by: Sample.middleKey, revoked: [], from: Sample.now.adding(days: -8))
    #expect(validation(rootList, old).validate(Sample.leaf).accepted == nil)
    let early = Self.list(
      of: Sample.middle, by: Sample.middleKey, revoked: [], from: Sample.now.adding(days: 1))
    #expect(validation(rootList, early).validate(Sample.leaf).accepted == nil)
    let forged = Self.list(of: Sample.middle, by: Sample.leafKey, revoked: [])
    #expect(validation(rootList, forged).validate(Sample.leaf).accepted == nil)
    // A usable one beside it decides.
    let good = Self.list(of: Sample.middle, by: Sample.middleKey, revoked: [])
    #expect(validation(rootList, old, early, forged, good).validate(Sample.leaf).accepted != nil)
    var soft = validation(rootList, forged)
    soft.revocation = .whereListed
    #expect(soft.validate(Sample.leaf).accepted == nil)
    soft.store = CertificateStore(certificates: [Sample.middle], lists: [rootList])
    #expect(soft.validate(Sample.leaf).accepted != nil)
  }
}
