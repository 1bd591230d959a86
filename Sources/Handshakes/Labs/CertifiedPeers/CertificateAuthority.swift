import ASN1
import Arithmetic
import Bytes
import Certificates
import Terms

extension CertifiedPeers {
  /// A key that signs certificates, with the certificate in which it signs itself.
  struct CertificateAuthority: Sendable {
    /// The common name of the CA.
    static let commonName = "chat-lab CA"
    /// How long certificates hold, in days: the CA's, a user's, a list of revoked ones.
    static let (ownDays, userDays, listDays) = (3650, 365, 30)

    let key: RSAKeyTerms
    /// Its SubjectPublicKeyInfo.
    let keyInformation: Term
    let certificate: Term
    private let name = Term.text("ca_name", commonName)

    /// Takes a key and its certificate, which belong together.
    init(key: RSAKeyTerms, keyInformation: Term, certificate: Term) {
      self.key = key
      self.keyInformation = keyInformation
      self.certificate = certificate
    }

    /// Signs a certificate for a key that was just made.
    ///
    /// - Returns: The values to show, and the CA.
    static func make(
      _ key: RSAKeyTerms, at time: Term, from draws: inout Draws
    ) throws(HandshakeError) -> (values: [Term], authority: CertificateAuthority) {
      let actor = draws.actor
      let name = Term.text("ca_name", commonName)
      let information = try term("\(actor).public_key_info", RSAPublicKeyInfo(key.publicKey))
      let (random, serial) = try serialNumber("ca_serial", from: &draws)
      let content = CertificateContent(
        .authority, serialNumber: serial, issuer: name, notBefore: time, days: ownDays,
        subject: name, key: information, authorityKey: information)
      let (values, certificate) = try sign(
        content, "ca", by: key, issuer: nil, time: time, actor: actor)
      return (
        [information, random, serial, name, time] + values,
        CertificateAuthority(key: key, keyInformation: information, certificate: certificate)
      )
    }

    /// Signs a certificate for a user.
    ///
    /// - Parameters:
    ///   - name: Who has the key.
    ///   - key: The public key.
    ///   - serial: The number of the certificate.
    ///   - time: From when it holds.
    ///   - actor: Who signs.
    /// - Returns: The values to show, and the certificate.
    /// - Throws: `HandshakeError.term` for a value that cannot be computed.
    func issue(
      to name: Term, key: RSAPublicKeyTerms, serial: Term, at time: Term, by actor: Actor
    ) throws(HandshakeError) -> (values: [Term], certificate: Term) {
      let subject = String(decoding: name.bytes, as: UTF8.self)
      let information = try term("\(subject).public_key_info", RSAPublicKeyInfo(key))
      let content = CertificateContent(
        .user, serialNumber: serial, issuer: self.name, notBefore: time, days: Self.userDays,
        subject: name, key: information, authorityKey: keyInformation)
      let (values, certificate) = try Self.sign(
        content, subject, by: self.key, issuer: self.certificate, time: time, actor: actor)
      return ([information, serial, self.name, time] + values, certificate)
    }

    /// Signs a list of revoked certificates.
    ///
    /// - Parameters:
    ///   - number: The number of the list.
    ///   - revoked: Serial numbers, and when each was revoked.
    ///   - time: When it is signed.
    ///   - actor: Who signs.
    /// - Returns: The values to show, and the list.
    /// - Throws: `HandshakeError.term` for a value that cannot be computed.
    func list(
      number: Term, revoked: [(serialNumber: Term, date: Term)], at time: Term, by actor: Actor
    ) throws(HandshakeError) -> (values: [Term], list: Term) {
      let content = try term(
        "ca.tbs_crl",
        RevocationListContent(
          issuer: name, thisUpdate: time, days: Self.listDays, number: number,
          authorityKey: keyInformation, revoked: revoked))
      let encoded = try term(
        "ca.encoded_crl",
        PKCS1v15Encoding(message: content, length: key.publicKey.length))
      let signature = try term(
        "ca.crl_signature", RSAPrivateOperation(.signature, key: key, input: encoded))
      let list = try term(
        "ca.crl", IssuedRevocationList(content, signature: signature, issuer: certificate))
      return (
        [name, time, number] + revoked.flatMap { [$0.serialNumber, $0.date] }
          + [content, encoded, signature, list], list
      )
    }

    /// The number of a certificate: a positive one with 128 random bits (RFC 5280, section
    /// 4.1.2.2).
    static func serialNumber(
      _ name: String, from draws: inout Draws
    ) throws(HandshakeError) -> (random: Term, serial: Term) {
      let random = try draws.draw("\(name)_bits", .bytes(16))
      let serial = try term(
        "\(draws.actor).\(name)", Concatenation([.constant("positive", [1]), random]))
      return (random, serial)
    }

    private static func sign(
      _ content: CertificateContent, _ name: String, by key: RSAKeyTerms, issuer: Term?,
      time: Term, actor: Actor
    ) throws(HandshakeError) -> (values: [Term], certificate: Term) {
      let content = try term("\(name).tbs_certificate", content)
      let encoded = try term(
        "\(name).encoded_tbs", PKCS1v15Encoding(message: content, length: key.publicKey.length))
      let signature = try term(
        "\(name).ca_signature", RSAPrivateOperation(.signature, key: key, input: encoded))
      let certificate = try term(
        "\(name).certificate",
        IssuedCertificate(content, signature: signature, issuer: issuer, time: time))
      return ([content, encoded, signature, certificate], certificate)
    }
  }

  /// From when on what is signed at a time holds, as certificates and stages have it:
  /// `2030-01-01 12:00:00 UTC`.
  static func beginning(ofWhatIsSignedAt seconds: Int64, by actor: Actor) -> Term {
    let start = ASN1Time(beginningOfWhatIsSignedAt: seconds)
    return Term(
      "\(actor).holds_from", Array(start.description.utf8), .given(by: actor, as: .clock),
      notation: .text)
  }
}
