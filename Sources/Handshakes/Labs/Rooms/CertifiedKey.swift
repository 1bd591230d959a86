import ASN1
import Certificates
import Terms
import Transcripts

extension Rooms {
  /// A signature key that a certificate vouches for, as far as one believes the authority.
  struct CertifiedKey: Sendable {
    let key: SigningPublicKey
    /// The values to show.
    let values: [Term]
    /// What was looked at.
    let checks: [Check]

    /// Reads a certificate, and checks authority, name and time.
    ///
    /// - Parameters:
    ///   - text: The certificate in PEM.
    ///   - owner: Whose name it must have.
    ///   - authority: The certificate of the authority in PEM.
    ///   - rules: What is run.
    ///   - now: The time.
    /// - Throws: `HandshakeError.field` for what is no certificate, `.verification` for one that
    ///   says something else.
    init(
      _ text: Term, of owner: Actor, authority: Term, _ rules: RoomRules, at now: ASN1Time
    ) throws(HandshakeError) {
      let der = try term(
        "\(owner).certificate_der", PEMDecoding(text, label: Certificate.pemLabel))
      guard let certificate = try? Certificate(der: der.bytes),
        let issuer = try? Certificate.readAll(authority.bytes).first
      else { throw .field("\(owner)'s certificate", expected: "a certificate of X.509") }
      let information = certificate.subjectPublicKeyInfo.der
      guard let start = Self.place(of: information, in: der.bytes) else {
        throw .field("\(owner)'s certificate", expected: "a key in DER")
      }
      let found = try term(
        "\(owner).public_key_info", Slice(der, start..<start + information.count))
      key = try SigningPublicKey(information: found, of: owner, on: rules.curve)
      values = [der, found, key.fingerprint]
      let isSigned =
        issuer.isCA
        && ((try? issuer.subjectPublicKeyInfo.key()).map { certificate.isSigned(by: $0) } ?? false)
        && certificate.issuer == issuer.subject
      let claims = [
        ("the authority's key verifies \(owner)'s certificate", isSigned),
        ("the certificate is for the name \(owner)", certificate.subject.commonName == owner.name),
        ("the certificate holds today", certificate.validity.contains(now)),
      ]
      checks = claims.map { Check($0.0, $0.1) }
      for (claim, holds) in claims where !holds { throw .verification(claim) }
    }

    /// Where some octets stand in others, the first time.
    private static func place(of part: [UInt8], in whole: [UInt8]) -> Int? {
      guard part.count <= whole.count else { return nil }
      return (0...whole.count - part.count).first { start in
        whole[start..<start + part.count].elementsEqual(part)
      }
    }
  }

  /// What is signed to log in, in `hardened`: a label, the name, the key and the challenge.
  static func loginText(
    _ challenge: Term, name: Actor, _ key: SigningPublicKey, _ rules: RoomRules
  ) throws(HandshakeError) -> Term {
    let text = Term.text("\(name).name", name.name)
    let length = try term("\(name).name length", LengthPrefix(of: [text], width: 1))
    return try term(
      "\(name).login_text",
      Concatenation([rules.label("login"), length, text, key.fingerprint, challenge]))
  }
}
