import ASN1
import Bytes
import Certificates

/// What a CA does with a proven request: its certificate, checked as others will check it.
struct Issuance {
  let authority: Certificate
  let serialNumber: SerialNumber
  let days: Int
  /// How many CAs may follow, for the certificate of another CA; nil for anybody else's.
  let pathLength: Int?
  let purposes: [PathValidation.Purpose]
  let algorithm: SignatureAlgorithm

  /// Signs a certificate for a request, with these other names in place of those that it asks for,
  /// unless there are none.
  ///
  /// It ends with the certificate of the CA at the latest.
  ///
  /// - Throws: `CommandError.failed` when key and CA do not belong together, or when nobody would
  ///   accept the certificate: names that the CA may not certify, for instance.
  func certificate(
    for proven: ProvenRequest, names: [GeneralName], by key: borrowing PrivateKey
  ) throws(CommandError) -> Certificate {
    guard authority.belongs(to: key) else {
      throw .failed("the key is not that of \(authority.title), expected the CA's")
    }
    let request = proven.request
    let names = names.isEmpty ? request.subjectAltNames : names
    guard !request.subject.isEmpty || !names.isEmpty else {
      throw .failed("the request has no name, expected one, or --dns")
    }
    if let pathLength { try checkPathLength(pathLength) }
    let template = template(for: proven, names: names)
    var generator = SystemRandom()
    let certificate: Certificate
    do throws(CertificateError) {
      certificate = try template.signed(by: key, algorithm: algorithm, using: &generator)
    } catch {
      throw .failed("\(error)")
    }
    try check(certificate)
    return certificate
  }

  private func template(
    for proven: ProvenRequest, names: [GeneralName]
  ) -> CertificateTemplate {
    let request = proven.request
    let now = ASN1Time.now
    var validity = Validity(from: now, days: days)
    if validity.notAfter > authority.validity.notAfter {
      validity = Validity(notBefore: now, notAfter: authority.validity.notAfter)
    }
    if let pathLength {
      return .intermediate(
        subject: request.subject, key: request.subjectPublicKeyInfo, issuer: authority,
        serialNumber: serialNumber, validity: validity, pathLength: pathLength)
    }
    return .endEntity(
      subject: request.subject, names: names, key: request.subjectPublicKeyInfo,
      issuer: authority, serialNumber: serialNumber, validity: validity, purposes: purposes)
  }

  /// Checks that the CA may have CAs below it, and that those may have as many as they are to.
  private func checkPathLength(_ length: Int) throws(CommandError) {
    guard let limit = authority.extensions.basicConstraints?.pathLengthConstraint else { return }
    guard limit > 0 else { throw .failed("\(authority.title) may issue no certificates of CAs") }
    guard length < limit else {
      throw .failed("--path-length: \(authority.title) allows at most \(limit - 1)")
    }
  }

  /// Validates the certificate with the CA as trust anchor.
  private func check(_ certificate: Certificate) throws(CommandError) {
    var validation = PathValidation(trustAnchors: [TrustAnchor(authority)], time: .now)
    validation.revocation = .ignored
    if let step = validation.validate(certificate).refusal {
      throw .failed("nobody would accept it: \(step.check.rawValue): \(step.detail)")
    }
  }
}

extension SignatureAlgorithmParameters {
  /// The algorithm for certificates that a key signs: what the key is for, unless options say
  /// otherwise.
  ///
  /// - Throws: `CommandError.usage` when the options contradict each other or the key.
  func algorithm(
    forCertificatesBy key: SubjectPublicKeyInfo.Key, _ arguments: Arguments
  ) throws(CommandError) -> SignatureAlgorithm {
    guard all.contains(where: { arguments.wereGiven($0) }) else { return key.signatureAlgorithm }
    return try algorithm(for: key, arguments)
  }
}
