import ASN1
import Bytes
import Certificates
import Terms

extension Rooms {
  /// Requests and certificates of X.509 as terms (RFC 2986; RFC 5280, section 4.1).
  enum CertificateTerms {
    private static let algorithm = Term.constant(
      "ecdsa-with-SHA256", DER.sequence(DER.objectIdentifier(.ecdsaWithSHA256)))

    /// A distinguished name of one common name.
    static func name(_ text: String) -> Term {
      let attribute = DER.sequence(DER.objectIdentifier(.commonName), DER.utf8String(text))
      return .constant("CN=\(text)", DER.sequence(DER.set(of: [attribute])))
    }

    /// A certification request: name and key, signed with the key (RFC 2986, section 4).
    ///
    /// - Returns: The values to show, the last one the request.
    static func request(
      for name: String, _ key: SigningKey, of owner: Actor
    ) throws(HandshakeError) -> [Term] {
      let content = try element(
        "\(owner).request_info",
        [
          .constant("version", DER.integer(0)), self.name(name), key.publicKey.information,
          .constant("attributes", DER.encode(.context(0, constructed: true), contents: [])),
        ])
      let signature = try Signature("request", over: content, by: key, of: owner)
      let bits = try term("\(owner).request_bits", DERElement(.bitString, [signature.encoded]))
      let request = try element("\(owner).request", [content, algorithm, bits])
      return [content] + signature.values + [request]
    }

    /// What a certificate is about.
    struct Content {
      let subject: String
      let key: SigningPublicKey
      let issuer: String
      let issuerKey: SigningKey
      let serialNumber: Term
      let isAuthority: Bool
    }

    /// A certificate of `days` days, signed by its issuer at a time.
    ///
    /// - Returns: The values to show, the last one the certificate in PEM.
    static func certificate(
      _ content: Content, at time: Int64, days: Int, by issuer: Actor
    ) throws(HandshakeError) -> [Term] {
      let about = content.isAuthority ? "authority" : content.subject
      let validity = validity(at: time, days: days, by: issuer)
      let serial = try term("\(about).serial_integer", DERElement(.integer, [content.serialNumber]))
      let extensions = try extensions(content, about)
      let version = Term.constant("version", DER.explicit(0, DER.integer(2)))
      let body = try element(
        "\(about).tbs_certificate",
        [
          version, serial, algorithm, name(content.issuer), validity, name(content.subject),
          content.key.information, extensions,
        ])
      let signature = try Signature(
        "\(about)_certificate", over: body, by: content.issuerKey, of: issuer)
      let bits = try term("\(about).certificate_bits", DERElement(.bitString, [signature.encoded]))
      let whole = try element("\(about).certificate_der", [body, algorithm, bits])
      let text = try term("\(about).certificate", PEMEncoding(whole, label: "CERTIFICATE"))
      return [content.serialNumber, validity, body] + signature.values + [whole, text]
    }

    private static func validity(at time: Int64, days: Int, by issuer: Actor) -> Term {
      let start = ASN1Time(beginningOfWhatIsSignedAt: time)
      let der = DER.sequence(DER.time(start), DER.time(start.adding(days: days)))
      return Term("\(issuer).validity", der, .given(by: issuer, as: .clock))
    }

    /// Basic constraints, key usage and both key identifiers, which are the first 20 octets of
    /// SHA-256 of the public key (RFC 7093, section 2).
    private static func extensions(
      _ content: Content, _ about: String
    ) throws(HandshakeError) -> Term {
      let constraints = DER.sequence(
        DER.objectIdentifier(.basicConstraints), DER.boolean(true),
        DER.octetString(DER.sequence(content.isAuthority ? DER.boolean(true) : [])))
      // The bits digitalSignature, or keyCertSign and cRLSign (RFC 5280, section 4.2.1.3).
      let bits = (0..<7).map { content.isAuthority ? $0 > 4 : $0 == 0 }
      let usage = DER.sequence(
        DER.objectIdentifier(.keyUsage), DER.boolean(true), DER.octetString(DER.namedBits(bits)))
      let own = try identifier(of: content.key, about)
      let issuers = try identifier(of: content.issuerKey.publicKey, "\(about).issuer")
      let subjectKey = try element(
        "\(about).subject_key_identifier",
        [
          .constant("subjectKeyIdentifier", DER.objectIdentifier(.subjectKeyIdentifier)),
          try octets("\(about).ski_value", try octets("\(about).ski_octets", own)),
        ])
      let tagged = try term(
        "\(about).aki_tagged",
        DERElement(.constructed(.context(0, constructed: false)), [issuers]))
      let authorityKey = try element(
        "\(about).authority_key_identifier",
        [
          .constant("authorityKeyIdentifier", DER.objectIdentifier(.authorityKeyIdentifier)),
          try octets("\(about).aki_value", try element("\(about).aki", [tagged])),
        ])
      let list = try element(
        "\(about).extension_list",
        [.constant("basicConstraints, keyUsage", constraints + usage), subjectKey, authorityKey])
      return try term(
        "\(about).extensions", DERElement(.constructed(.context(3, constructed: true)), [list]))
    }

    private static func identifier(
      of key: SigningPublicKey, _ about: String
    ) throws(HandshakeError) -> Term {
      let hash = try term("\(about).key_hash", SHA256Hash(key.point))
      return try term("\(about).key_identifier", Slice(hash, 0..<20))
    }

    private static func element(_ name: String, _ parts: [Term]) throws(HandshakeError) -> Term {
      try term(name, DERElement(.constructed(.sequence), parts))
    }

    private static func octets(_ name: String, _ part: Term) throws(HandshakeError) -> Term {
      try term(name, DERElement(.octetString, [part]))
    }
  }
}

// MARK: - Reading

extension Rooms.CertificateTerms {
  /// A request as it arrived.
  struct Request {
    /// What is signed.
    let content: Term
    /// The common name that is asked for, or nil.
    let subject: String?
    let key: Rooms.SigningPublicKey
    /// Whether the key in it made the signature.
    let isSigned: Bool

    /// Takes a request apart.
    ///
    /// - Throws: `HandshakeError.field` if it is none, or about a key of another curve.
    init(_ request: Term, of owner: Actor, on curve: PrimeCurve) throws(HandshakeError) {
      let parts: Parts
      do throws(ASN1Error) {
        parts = try Parts(request.bytes)
      } catch {
        throw .field("\(owner)'s request", expected: "a certification request (RFC 2986): \(error)")
      }
      content = try term("\(owner).request_info", Slice(request, parts.content))
      let information = try term("\(owner).public_key_info", Slice(request, parts.key))
      key = try Rooms.SigningPublicKey(information: information, of: owner, on: curve)
      subject = parts.subject
      let publicKey = try? SubjectPublicKeyInfo(der: information.bytes).key()
      isSigned =
        publicKey?.verify(
          signature: parts.signature, message: content.bytes, algorithm: .ecdsa(.sha256)) ?? false
    }

    /// Where the parts of a CertificationRequest stand.
    private struct Parts {
      let content: Range<Int>
      let key: Range<Int>
      let subject: String?
      let signature: [UInt8]

      init(_ der: [UInt8]) throws(ASN1Error) {
        var outside = DER.Reader(der)
        var whole = try outside.readSequence()
        try outside.expectEnd()
        let start = whole.offset
        var inside = try whole.readSequence()
        content = start..<whole.offset
        _ = try inside.readVersion(0, field: "version")
        let name = try inside.readElement()
        subject = Self.commonName(name.encoding)
        let keyStart = inside.offset
        _ = try inside.readElement()
        key = keyStart..<inside.offset
        _ = try inside.read(.context(0, constructed: true))
        try inside.expectEnd()
        let algorithm = try whole.readElement()
        guard algorithm.encoding == Rooms.CertificateTerms.algorithm.bytes else {
          throw .unexpectedValue(field: "signatureAlgorithm")
        }
        signature = try whole.readOctetAlignedBitString()
        try whole.expectEnd()
      }

      /// The name, if it is one common name and nothing else.
      private static func commonName(_ der: [UInt8]) -> String? {
        var reader = DER.Reader(der)
        guard var sets = try? reader.readSequence(), var set = try? sets.read(.set),
          var attribute = try? set.readSequence(),
          let type = try? attribute.readObjectIdentifier(), type == .commonName,
          let value = try? attribute.readString(), attribute.isAtEnd, set.isAtEnd, sets.isAtEnd
        else { return nil }
        return value.string
      }
    }
  }
}
