import ASN1

/// What an issuer signs of a certificate (RFC 5280, section 4.1.2).
///
/// The octets that were read are kept: a signature is verified over them, never over something
/// that was encoded again.
public struct TBSCertificate: Sendable, Hashable {
  /// The encoding that is signed.
  public let der: [UInt8]
  /// The version, 1 to 3.
  public let version: Int
  /// The number that the issuer gave it.
  public let serialNumber: SerialNumber
  /// The algorithm of the signature, the same as outside.
  public let signature: AlgorithmIdentifier
  /// Who signed it.
  public let issuer: Name
  /// From when to when it holds.
  public let validity: Validity
  /// Who has the private key.
  public let subject: Name
  /// The public key, of whatever algorithm.
  public let subjectPublicKeyInfo: SubjectPublicKeyInfo
  /// What it says beside that; none before version 3.
  public let extensions: CertificateExtensions

  /// Reads `TBSCertificate`.
  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var copy = reader
    der = try copy.readElement().encoding
    var inside = try reader.readSequence()
    let version = try inside.component("version") { (inside) throws(ASN1Error) -> Int in
      let explicit = try inside.readOptional(.context(0, constructed: true)) {
        (inner) throws(ASN1Error) in
        // Version 1 is the default, and so left out (X.690, section 11.5).
        try inner.readSmallInteger(field: "Version", in: 1...2) + 1
      }
      return explicit ?? 1
    }
    self.version = version
    serialNumber = try inside.component("serialNumber") { (inside) throws(ASN1Error) in
      SerialNumber(contents: try inside.readInteger())
    }
    signature = try inside.component("signature") { (inside) throws(ASN1Error) in
      try AlgorithmIdentifier(reading: &inside)
    }
    issuer = try inside.component("issuer") { (inside) throws(ASN1Error) in
      try Name(reading: &inside)
    }
    validity = try inside.component("validity") { (inside) throws(ASN1Error) in
      try Validity(reading: &inside)
    }
    subject = try inside.component("subject") { (inside) throws(ASN1Error) in
      try Name(reading: &inside)
    }
    subjectPublicKeyInfo = try inside.component("subjectPublicKeyInfo") {
      (inside) throws(ASN1Error) in
      try SubjectPublicKeyInfo(reading: &inside)
    }
    for number in 1...2 as ClosedRange<UInt8>  // issuerUniqueID and subjectUniqueID
    where version > 1 && inside.nextTag == .context(number, constructed: false) {
      _ = try inside.readBitString(tagged: .context(number, constructed: false))
    }
    extensions = try inside.component("extensions") { (inside) throws(ASN1Error) in
      guard version == 3 else { return try CertificateExtensions([]) }
      let all = try inside.readOptional(.context(3, constructed: true)) {
        (inner) throws(ASN1Error) in
        try Extension.readAll(&inner)
      }
      return try CertificateExtensions(all ?? [])
    }
    try inside.expectEnd()
  }
}
