import ASN1
import Arithmetic
import Bytes
import Certificates
import Hashing

/// The TBSCertList: what a CA signs of its list of revoked certificates (RFC 5280, section 5.1.2).
public struct RevocationListContent: OpenEncoding {
  private let issuer: Term
  private let thisUpdate: Term
  private let days: Int
  private let number: Term
  private let authorityKey: Term
  private let revoked: [(serialNumber: Term, date: Term)]

  /// Describes a list of version 2, to be signed by RSASSA-PKCS1-v1_5 with SHA-256.
  ///
  /// - Parameters:
  ///   - issuer: The common name of the CA.
  ///   - thisUpdate: When it is signed, as `2030-01-01 12:00:00 UTC`.
  ///   - days: After how many days there is another one.
  ///   - number: The number of the list, minimal and big-endian.
  ///   - authorityKey: The SubjectPublicKeyInfo of the CA.
  ///   - revoked: Serial numbers, and when each was revoked.
  public init(
    issuer: Term, thisUpdate: Term, days: Int, number: Term, authorityKey: Term,
    revoked: [(serialNumber: Term, date: Term)]
  ) {
    self.issuer = issuer
    self.thisUpdate = thisUpdate
    self.days = days
    self.number = number
    self.authorityKey = authorityKey
    self.revoked = revoked
  }

  public var name: String { "TBSCertList" }
  public var citation: Citation { Citation("RFC 5280", "section 5.1.2") }
  public var operands: [Operand] {
    [
      Operand("issuer", issuer), Operand("thisUpdate", thisUpdate), Operand("number", number),
      Operand("authorityKey", authorityKey),
    ]
      + revoked.flatMap {
        [Operand("userCertificate", $0.serialNumber), Operand("revocationDate", $0.date)]
      }
  }
  public var parameters: [Parameter] { [Parameter("days", days)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    guard let start = ASN1Time(text: thisUpdate.bytes), let name = Name(commonName: issuer.bytes),
      let key = try? SubjectPublicKeyInfo(der: authorityKey.bytes)
    else { throw .operand("all operands", of: self.name, expected: "what their places say") }
    var entries: [[UInt8]] = []
    for (serial, date) in revoked {
      guard let date = ASN1Time(text: date.bytes) else {
        throw .operand("revocationDate", of: self.name, expected: "a time")
      }
      entries.append(
        DER.sequence(DER.encode(.integer, contents: serial.bytes), DER.time(date)))
    }
    let identifier = AuthorityKeyIdentifier(
      keyIdentifier: SubjectKeyIdentifier(of: key).keyIdentifier)
    let extensions = [
      DER.sequence(
        DER.objectIdentifier(.authorityKeyIdentifier), DER.octetString(identifier.der)),
      DER.sequence(
        DER.objectIdentifier(.cRLNumber),
        DER.octetString(DER.integer(Natural(bigEndian: number.bytes)))),
    ]
    return DER.sequence(
      DER.integer(1), SignatureAlgorithm.pkcs1v15(.sha256).der, name.der, DER.time(start),
      DER.time(start.adding(days: days)), entries.isEmpty ? [] : DER.sequence(entries),
      DER.explicit(0, DER.sequence(extensions)))
  }

  public var proof: ProofCommand? {
    let entries = revoked.indices.map { "e(48,e(2,a[\(2 * $0 + 4)]),t(p(a[\(2 * $0 + 5)])))" }
    let list = entries.isEmpty ? "" : "e(48,\(entries.joined(separator: ","))),"
    return .python(
      "e(48,i(1),e(48,o(\"2a864886f70d01010b\"),e(5)),c(a[0]),t(d),t(d+T(days=\(days))),\(list)"
        + "e(160,e(48,e(48,o(\"551d23\"),e(4,e(48,e(128,k(a[3]))))),"
        + "e(48,o(\"551d14\"),e(4,i(int.from_bytes(a[2],\"big\")))))))",
      setup: ProofCommand.certificateDER + "d=p(a[1]);", arguments: operands.map(\.term.bytes))
  }

  public var cost: Cost {
    Cost(compressions: SHA256.compressions(messageLength: max(0, authorityKey.bytes.count - 24)))
  }

  /// An encoding hides nothing.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    [issuer, thisUpdate, number] + revoked.flatMap { [$0.serialNumber, $0.date] }
  }
}

/// A list of revoked certificates: what was signed, and the signature (RFC 5280, section 5.1.1).
public struct IssuedRevocationList: OpenEncoding {
  private let content: Term
  private let signature: Term
  private let issuer: Term

  /// Puts a list together; the issuer's certificate is what another tool verifies it by.
  public init(_ content: Term, signature: Term, issuer: Term) {
    self.content = content
    self.signature = signature
    self.issuer = issuer
  }

  public var name: String { "CertificateList" }
  public var citation: Citation { Citation("RFC 5280", "section 5.1.1") }
  public var operands: [Operand] {
    [Operand("tbsCertList", content), Operand("signature", signature)]
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    DER.sequence(
      content.bytes, SignatureAlgorithm.pkcs1v15(.sha256).der, DER.bitString(signature.bytes))
  }

  public var proof: ProofCommand? {
    .python(
      "e(48,a[0],e(48,o(\"2a864886f70d01010b\"),e(5)),e(3,bytes(1),a[1]))",
      setup: ProofCommand.der, arguments: [content.bytes, signature.bytes])
  }

  public func check(of result: Term) -> ProofCommand? {
    ProofCommand(
      "openssl crl -inform DER -in \(ProofCommand.file(result.bytes)) -noout"
        + " -CAfile <(openssl x509 -inform DER -in \(ProofCommand.file(issuer.bytes)))"
        + " 2>&1 | grep -q 'verify OK'")
  }

  /// A list is for everybody to read.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [content, signature] }
}
