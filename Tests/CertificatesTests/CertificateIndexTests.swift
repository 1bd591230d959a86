import ASN1
import Certificates
import Testing

@Suite("The index of a CA")
struct CertificateIndexTests {
  private typealias Sample = SampleAuthority

  /// Lines as OpenSSL 3.0 writes them.
  private static let published = """
    V\t270930083000Z\t\t01\tunknown\t/C=DE/O=Lab/CN=alice
    R\t270930083000Z\t261101120000Z,keyCompromise\t4F0BA1\tunknown\t/O=Lab/CN=bob
    R\t20510930083000Z\t261101120000Z\t1000\tunknown\t/CN=carol
    E\t200930083000Z\t\t0A\told.pem\t/CN=dave
    R\t270930083000Z\t261101120000Z,keyTime,20261031000000Z\t1001\tunknown\t/CN=eve

    """

  @Test("lines are read and written")
  func lines() throws {
    let index = try CertificateIndex(text: Self.published)
    #expect(index.entries.count == 5)
    #expect(
      index.entries.map(\.fileName) == ["unknown", "unknown", "unknown", "old.pem", "unknown"])
    let bob = try #require(SerialNumber(hexadecimal: "4F0BA1"))
    let time = try #require(ASN1Time(year: 2026, month: 11, day: 1, hour: 12))
    #expect(index[bob]?.status == .revoked(at: time, reason: .keyCompromise))
    #expect(index[bob]?.subject == "/O=Lab/CN=bob")
    #expect(index.entries[2].notAfter.year == 2051)
    let text = Self.published.replacing("keyTime,20261031000000Z", with: "keyCompromise")
    #expect(index.text == text)
    #expect(index.revokedCertificates(issuer: Sample.rootName).count == 3)
    #expect(try CertificateIndex(text: "").entries.isEmpty)
  }

  @Test("a certificate is entered, revoked once, and listed")
  func revoke() throws {
    var index = CertificateIndex()
    try index.add(CertificateIndex.Entry(Sample.leaf, fileName: "alice.pem"))
    #expect(throws: CertificateError.self) {
      try index.add(CertificateIndex.Entry(Sample.leaf))
    }
    let number = Sample.leaf.serialNumber
    try index.revoke(number, at: Sample.now, reason: .superseded)
    #expect(throws: CertificateError.revokedAlready(number)) {
      try index.revoke(number, at: Sample.now, reason: nil)
    }
    let other = Sample.serial("other")
    #expect(throws: CertificateError.notIssued(other)) {
      try index.revoke(other, at: Sample.now, reason: nil)
    }
    let entry = try #require(index.revokedCertificates(issuer: Sample.middle.subject).first)
    #expect(entry.userCertificate == number)
    #expect(entry.reasonCode == .superseded)
    #expect(try CertificateIndex(text: index.text) == index)
  }

  @Test("a damaged line is reported with its number")
  func damaged() {
    let lines = [
      "V\t270930083000Z\t\t01\tunknown", "X\t270930083000Z\t\t01\tunknown\t/CN=a",
      "V\t270930083000Z\t261101120000Z\t01\tunknown\t/CN=a",
      "R\t270930083000Z\t\t01\tunknown\t/CN=a", "V\t270930\t\t01\tunknown\t/CN=a",
      "V\t270930083000Z\t\tzz\tunknown\t/CN=a", "V\t270930083000Z\t\t\tunknown\t/CN=a",
      "R\t270930083000Z\tx\t01\tunknown\t/CN=a",
      "R\t270930083000Z\t261101120000Z,whim\t01\tunknown\t/CN=a",
      "V\t270930083000Z\t\t02\tunknown\t/CN=same",
    ]
    for line in lines {
      do throws(CertificateError) {
        _ = try CertificateIndex(text: "V\t270930083000Z\t\t02\tunknown\t/CN=first\n\(line)\n")
        Issue.record("\(line) was read")
      } catch {
        guard case .index(line: 2, _) = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }

  @Test("a subject cannot break its line")
  func subjects() throws {
    #expect(Sample.named("CN=a/b\\\\c,O=Lab").slashText == "/O=Lab/CN=a\\x2Fb\\x5Cc")
    #expect(Sample.named("CN=a\\09b\\0ac").slashText == "/CN=a\\x09b\\x0Ac")
    #expect(Sample.named("CN=é").slashText == "/CN=\\xC3\\xA9")
  }
}
