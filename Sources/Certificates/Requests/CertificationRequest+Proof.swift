import ASN1
import Bytes
import PublicKey

// Making a request, and verifying that its maker has the private key.

extension CertificationRequest {
  /// The encoding of CertificationRequestInfo, of version 0 (RFC 2986, section 4.1).
  public static func certificationRequestInfo(
    subject: Name, key: SubjectPublicKeyInfo, extensions: [Extension]
  ) -> [UInt8] {
    let request = DER.sequence(
      DER.objectIdentifier(.extensionRequest),
      DER.set(of: [DER.sequence(extensions.map(\.der))]))
    return DER.sequence(
      DER.integer(0), subject.der, key.der,
      DER.encode(.context(0, constructed: true), contents: extensions.isEmpty ? [] : request))
  }

  /// Makes a request and signs it, which proves possession of the key.
  ///
  /// - Parameters:
  ///   - subject: the name that is asked for.
  ///   - names: other names that are asked for.
  ///   - key: the private key.
  ///   - algorithm: how to sign; nil for what the key is for.
  ///   - generator: gives the salt of PSS, and what is mixed into the nonce of ECDSA.
  /// - Throws: what the signature throws.
  public init(
    subject: Name, names: [GeneralName] = [], key: borrowing PrivateKey,
    algorithm: SignatureAlgorithm? = nil, using generator: inout some RandomByteGenerator
  ) throws(CertificateError) {
    let algorithm = algorithm ?? key.signatureAlgorithm
    let content = CertificationRequest.certificationRequestInfo(
      subject: subject, key: SubjectPublicKeyInfo(key.publicKey),
      extensions: names.isEmpty ? [] : [Extension(SubjectAltName(names))])
    let signature = try key.sign(content, algorithm: algorithm, using: &generator)
    try self.init(content, signature: signature, algorithm)
  }

  /// Puts a request together from what was signed and the signature, and reads it.
  ///
  /// - Throws: `CertificateError.encoding` when what was signed is no CertificationRequestInfo.
  public init(
    _ certificationRequestInfo: [UInt8], signature: [UInt8], _ algorithm: SignatureAlgorithm
  ) throws(CertificateError) {
    try self.init(
      der: DER.sequence(certificationRequestInfo, algorithm.der, DER.bitString(signature)))
  }

  /// Verifies the proof of possession: the signature by the key in the request.
  ///
  /// - Throws: `CertificateError.proofOfPossession` when it is not valid, `.refusedAlgorithm` for
  ///   SHA-1, and what key and algorithm throw when they are not known.
  public func proven(sizes: RSA.Sizes = .standard) throws(CertificateError) -> ProvenRequest {
    let key = try subjectPublicKeyInfo.key(sizes: sizes)
    let algorithm = try SignatureAlgorithm(signatureAlgorithm)
    guard algorithm.isForNewSignatures else { throw .refusedAlgorithm(algorithm) }
    guard isSigned(by: key) else { throw .proofOfPossession }
    return ProvenRequest(self)
  }
}

/// A request whose signature was verified: whoever made it has the private key.
///
/// Nothing but the verification makes one.
public struct ProvenRequest: Sendable, Hashable {
  /// The request.
  public let request: CertificationRequest

  fileprivate init(_ request: CertificationRequest) { self.request = request }
}

extension CertificateTemplate {
  /// The certificate that a proven request asks for, of an end entity: its subject, key and
  /// alternative names; whatever else it asks for is not given.
  public static func endEntity(
    _ proven: ProvenRequest, issuer: Certificate, serialNumber: SerialNumber, validity: Validity,
    purposes: [PathValidation.Purpose] = [.server, .client]
  ) -> CertificateTemplate {
    let request = proven.request
    return endEntity(
      subject: request.subject, names: request.subjectAltNames, key: request.subjectPublicKeyInfo,
      issuer: issuer, serialNumber: serialNumber, validity: validity, purposes: purposes)
  }
}
