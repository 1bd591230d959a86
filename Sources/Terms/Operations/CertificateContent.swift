import ASN1
import Bytes
import Certificates
import Hashing

/// The TBSCertificate: what the issuer signs of a certificate (RFC 5280, section 4.1.2).
public struct CertificateContent: OpenEncoding {
  /// What a certificate is for.
  public enum Profile: String, Sendable {
    /// A CA that issues certificates for users and for no other CA.
    case authority = "CA"
    /// A user, whose key signs and decrypts.
    case user
  }

  private let profile: Profile
  private let serialNumber: Term
  private let issuer: Term
  private let notBefore: Term
  private let days: Int
  private let subject: Term
  private let key: Term
  private let authorityKey: Term

  /// Describes a certificate of version 3, to be signed by RSASSA-PKCS1-v1_5 with SHA-256.
  ///
  /// - Parameters:
  ///   - profile: What it is for.
  ///   - serialNumber: The contents of a positive INTEGER, at most 20 octets.
  ///   - issuer: The common name of who signs.
  ///   - notBefore: The first second, as `2030-01-01 12:00:00 UTC`.
  ///   - days: How long it holds from then.
  ///   - subject: The common name of who has the key.
  ///   - key: Its SubjectPublicKeyInfo.
  ///   - authorityKey: That of the issuer.
  public init(
    _ profile: Profile, serialNumber: Term, issuer: Term, notBefore: Term, days: Int,
    subject: Term, key: Term, authorityKey: Term
  ) {
    self.profile = profile
    self.serialNumber = serialNumber
    self.issuer = issuer
    self.notBefore = notBefore
    self.days = days
    self.subject = subject
    self.key = key
    self.authorityKey = authorityKey
  }

  public static let name = "TBSCertificate"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 5280", "section 4.1.2") }
  public var operands: [Operand] {
    [
      Operand("serialNumber", serialNumber), Operand("issuer", issuer),
      Operand("notBefore", notBefore), Operand("subject", subject), Operand("key", key),
      Operand("authorityKey", authorityKey),
    ]
  }
  public var parameters: [Parameter] {
    [Parameter("for", profile.rawValue), Parameter("days", days)]
  }

  /// The places of the subject and its key among the operands.
  static let (subjectIndex, keyIndex) = (3, 4)

  public func evaluate() throws(TermError) -> [UInt8] {
    guard let start = ASN1Time(text: notBefore.bytes),
      let serialNumber = SerialNumber(hexadecimal: Hex.encode(serialNumber.bytes)),
      let issuer = Name(commonName: issuer.bytes), let subject = Name(commonName: subject.bytes),
      let key = try? SubjectPublicKeyInfo(der: key.bytes),
      let authorityKey = try? SubjectPublicKeyInfo(der: authorityKey.bytes)
    else { throw .operand("all operands", of: name, expected: "what their places say") }
    return CertificateTemplate(
      serialNumber: serialNumber, issuer: issuer, validity: Validity(from: start, days: days),
      subject: subject, subjectPublicKeyInfo: key,
      extensions: extensions(key: key, authorityKey: authorityKey)
    ).tbsCertificate(.pkcs1v15(.sha256))
  }

  private func extensions(
    key: SubjectPublicKeyInfo, authorityKey: SubjectPublicKeyInfo
  ) -> [Extension] {
    let identifiers = [
      Extension(SubjectKeyIdentifier(of: key)),
      Extension(
        AuthorityKeyIdentifier(
          keyIdentifier: SubjectKeyIdentifier(of: authorityKey).keyIdentifier)),
    ]
    switch profile {
    case .authority:
      return [
        Extension(BasicConstraints.certificationAuthority(pathLength: 0), critical: true),
        Extension([.keyCertSign, .cRLSign] as KeyUsage, critical: true),
      ] + identifiers
    case .user:
      return [
        Extension(BasicConstraints.endEntity, critical: true),
        Extension([.digitalSignature, .keyEncipherment] as KeyUsage, critical: true),
      ] + identifiers
    }
  }

  public var proof: ProofCommand? {
    let critical = "e(1,bytes([255]))"
    let constraints: String
    switch profile {
    case .authority:
      constraints =
        "x(\"551d13\",e(48,e(1,bytes([255])),i(0)),\(critical)),"
        + "x(\"551d0f\",e(3,bytes([1,6])),\(critical))"
    case .user:
      constraints =
        "x(\"551d13\",e(48),\(critical)),x(\"551d0f\",e(3,bytes([5,160])),\(critical))"
    }
    let setup = ProofCommand.certificateDER + "d=p(a[2]);"
    return .python(
      "e(48,e(160,i(2)),e(2,a[0]),e(48,o(\"2a864886f70d01010b\"),e(5)),c(a[1]),"
        + "e(48,t(d),t(d+T(days=\(days),seconds=-1))),c(a[3]),a[4],e(163,e(48,\(constraints),"
        + "x(\"551d0e\",e(4,k(a[4]))),x(\"551d23\",e(48,e(128,k(a[5])))))))",
      setup: setup, arguments: operands.map(\.term.bytes))
  }

  public var cost: Cost {
    // Both key identifiers are digests of SHA-1, whose blocks are those of SHA-256.
    Cost(
      compressions: [key, authorityKey].reduce(0) {
        $0 + SHA256.compressions(messageLength: max(0, $1.bytes.count - 24))
      })
  }

  /// An encoding hides nothing; of the authority's key it has only a digest.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    [serialNumber, issuer, notBefore, subject, key]
  }
}

extension Name {
  /// The name that has nothing but a common name; nil where that is none.
  init?(commonName octets: [UInt8]) {
    guard let text = String(validating: octets, as: UTF8.self),
      let attribute = try? AttributeTypeAndValue(type: .commonName, text: text)
    else { return nil }
    self.init([RelativeDistinguishedName([attribute])])
  }
}

extension ASN1Time {
  /// Reads `2030-01-01 12:00:00 UTC`, as a time describes itself; nil for anything else.
  init?(text octets: [UInt8]) {
    guard let text = String(validating: octets, as: UTF8.self) else { return nil }
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count == 6 else { return nil }
    self.init(
      year: numbers[0], month: numbers[1], day: numbers[2], hour: numbers[3], minute: numbers[4],
      second: numbers[5])
    guard description == text else { return nil }
  }
}
