import ASN1
import Bytes
import Certificates
import Terms
import Transcripts

extension CertifiedPeers {
  /// A certificate whose key may be used for somebody, as far as the mode looks.
  ///
  /// Only the two functions that judge certificates make one.
  struct VerifiedCertificate: Sendable {
    /// The certificate.
    let certificate: Term
    /// The key in it.
    let key: RSAPublicKeyTerms
    /// What is shown of it.
    var values: [Term] { [key.n, key.e] }

    fileprivate init(_ certificate: Term, key: RSAPublicKeyTerms) {
      self.certificate = certificate
      self.key = key
    }

    /// Believes the server's word, as the original does; nil unless the word is `pass`.
    init?(_ certificate: ReadCertificate, passedBy verdict: Term) {
      guard verdict.bytes == Array("pass".utf8) else { return nil }
      self.init(certificate.certificate, key: certificate.key)
    }
  }

  /// A certificate that arrived and has the form of one; nothing in it is believed.
  struct ReadCertificate: Sendable {
    /// The certificate.
    let certificate: Term
    /// The key in it.
    let key: RSAPublicKeyTerms
    fileprivate let content: Certificate

    /// Takes a certificate apart.
    ///
    /// - Parameters:
    ///   - certificate: The certificate in DER.
    ///   - owner: Whom it is said to be of.
    ///   - sizes: The sizes of the run: no other key is computed with.
    /// - Throws: `HandshakeError.field` for what is no certificate of an RSA key of this size.
    init(_ certificate: Term, of owner: Actor, _ sizes: Sizes) throws(HandshakeError) {
      let field = "\(owner)'s certificate"
      do {
        content = try Certificate(der: certificate.bytes)
      } catch {
        throw .field(field, expected: "a certificate of X.509: \(error)")
      }
      guard case .rsa(let key)? = try? content.subjectPublicKeyInfo.key(sizes: .any),
        key.modulusBitWidth == sizes.userModulus, key.exponent == 65537
      else {
        throw .field(
          field, expected: "one of an RSA key of \(sizes.userModulus) bits with e = 65537")
      }
      self.certificate = certificate
      self.key = RSAPublicKeyTerms(
        n: try term(
          "\(owner).certified_n", CertificateField(.modulus, of: certificate), .decimal),
        e: try term(
          "\(owner).certified_e", CertificateField(.publicExponent, of: certificate), .decimal))
    }

    /// What is shown of it.
    var values: [Term] { [key.n, key.e] }
  }

  /// What a user goes by who judges certificates alone.
  struct Trust: Sendable {
    /// The certificate of the CA.
    let authority: Term
    /// The CA's list of revoked certificates; nil before there is one.
    var revocationList: Term?
    /// The time, in seconds since 1970-01-01 00:00:00 UTC.
    var time: Int64
    let sizes: Sizes

    /// Validates a certificate by RFC 5280, section 6, every decision a check.
    ///
    /// - Parameters:
    ///   - read: The certificate.
    ///   - name: Whose it must be.
    /// - Returns: The values and checks to show, and the certificate if it holds; else the
    ///   decision that failed.
    /// - Throws: `HandshakeError` when the CA's certificate or list is none.
    func validate(
      _ read: ReadCertificate, name: String
    ) throws(HandshakeError) -> (
      values: [Term], checks: [Check], result: Result<VerifiedCertificate, HandshakeError>
    ) {
      let anchor: Certificate
      do {
        anchor = try Certificate(der: authority.bytes)
      } catch {
        throw .configuration("the CA's certificate: \(error)")
      }
      var validation = PathValidation(
        trustAnchors: [TrustAnchor(anchor)], time: ASN1Time(secondsSinceEpoch: time))
      validation.limits.modulusBitWidth = min(sizes.authorityModulus, sizes.userModulus)
      validation.revocation = .ignored
      if let revocationList {
        do {
          validation.store.add(try CertificateList(der: revocationList.bytes))
        } catch {
          throw .field("rendezvous crl", expected: "a list of revoked certificates: \(error)")
        }
        validation.revocation = .required
      }
      let report = validation.validate(read.content)
      var checks = report.steps.filter { $0.outcome != .noted && !$0.isAboutPolicies }
        .map { Check("\($0.check.rawValue): \($0.detail)", $0.outcome == .passed) }
      if let refusal = report.refusal {
        let claim = "certificate of \(name): \(refusal.check.rawValue): \(refusal.detail)"
        return ([], checks, .failure(.verification(claim)))
      }
      // Names of X.509 are compared without regard to letter case; users' names are not.
      let found = read.content.subject.commonName ?? ""
      checks.append(Check("name: the subject is CN=\(name)", found == name))
      guard found == name else {
        return (
          [], checks, .failure(.verification("certificate of \(name): name: it is of CN=\(found)"))
        )
      }
      let values = try opening(read.certificate, name)
      return (values, checks, .success(VerifiedCertificate(read.certificate, key: read.key)))
    }

    /// The signature opened with the CA's key, beside what it must be.
    private func opening(_ certificate: Term, _ name: String) throws(HandshakeError) -> [Term] {
      let key = RSAPublicKeyTerms(
        n: try term("ca.certified_n", CertificateField(.modulus, of: authority), .decimal),
        e: try term("ca.certified_e", CertificateField(.publicExponent, of: authority), .decimal))
      let content = try term(
        "\(name).tbs_certificate", CertificateField(.tbsCertificate, of: certificate))
      let signature = try term(
        "\(name).ca_signature", CertificateField(.signatureValue, of: certificate))
      let opened = try term(
        "\(name).opened_signature",
        RSAPublicOperation(.signature, key: key, input: signature, output: .modulusLength))
      let expected = try term(
        "\(name).encoded_tbs", PKCS1v15Encoding(message: content, length: key.length))
      return [key.n, key.e, content, signature, opened, expected]
    }
  }
}

extension ValidationStep {
  /// Whether the step decides about certificate policies, of which the lab has none.
  fileprivate var isAboutPolicies: Bool {
    switch check {
    case .policies, .explicitPolicy, .userPolicies, .policyMappings, .policyConstraints: true
    default: false
    }
  }
}
