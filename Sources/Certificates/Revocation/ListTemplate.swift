import ASN1
import Arithmetic
import Bytes

/// What a new list of revoked certificates is to say, before its issuer signs it (RFC 5280, section
/// 5.1): version 2, for all certificates of the issuer and all reasons.
public struct ListTemplate: Sendable {
  /// The certificate of who signs.
  public var issuer: Certificate
  /// When the list is issued.
  public var thisUpdate: ASN1Time
  /// When there will be a newer one at the latest.
  public var nextUpdate: ASN1Time
  /// The number of the list; each has a higher one than the list before.
  public var number: Natural
  /// The revoked certificates.
  public var revokedCertificates: [RevokedCertificate]

  /// Creates a template.
  public init(
    issuer: Certificate, thisUpdate: ASN1Time, nextUpdate: ASN1Time, number: Natural,
    revokedCertificates: [RevokedCertificate] = []
  ) {
    self.issuer = issuer
    self.thisUpdate = thisUpdate
    self.nextUpdate = nextUpdate
    self.number = number
    self.revokedCertificates = revokedCertificates
  }

  /// The encoding of TBSCertList, with number and authority key identifier (sections 5.2.1 and
  /// 5.2.3).
  public func tbsCertList(_ algorithm: SignatureAlgorithm) -> [UInt8] {
    // An empty list of entries must be absent (section 5.1.2.6).
    let entries =
      revokedCertificates.isEmpty ? [] : DER.sequence(revokedCertificates.map(\.der))
    let extensions = [Extension(issuer.authorityKeyIdentifier), Extension(CRLNumber(number))]
    return DER.sequence(
      DER.integer(1), algorithm.der, issuer.subject.der, DER.time(thisUpdate), DER.time(nextUpdate),
      entries, DER.explicit(0, DER.sequence(extensions.map(\.der))))
  }

  /// Signs the list.
  ///
  /// - Parameters:
  ///   - key: the issuer's private key.
  ///   - algorithm: how to sign; nil for what the key is for.
  ///   - generator: gives the salt of PSS, and what is mixed into the nonce of ECDSA.
  /// - Returns: the list.
  /// - Throws: what the signature throws.
  public func signed(
    by key: borrowing PrivateKey, algorithm: SignatureAlgorithm? = nil,
    using generator: inout some RandomByteGenerator
  ) throws(CertificateError) -> CertificateList {
    let algorithm = algorithm ?? key.signatureAlgorithm
    let content = tbsCertList(algorithm)
    let signature = try key.sign(content, algorithm: algorithm, using: &generator)
    return try CertificateList(
      der: DER.sequence(content, algorithm.der, DER.bitString(signature)))
  }
}
