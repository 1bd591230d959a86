import ASN1
import PublicKey

/// ECDSA-Sig-Value (RFC 3279, section 2.2.3):
///
///     ECDSA-Sig-Value ::= SEQUENCE {
///       r  INTEGER,
///       s  INTEGER }
extension ECDSASignature {
  /// Reads a signature.
  ///
  /// - Throws: `CertificateError.encoding` when it is none, `.key` for numbers that are not from 1
  ///   to n - 1.
  public init(der: [UInt8]) throws(CertificateError) {
    let (r, s) = try CertificateError.reading("ECDSA-Sig-Value", der) {
      (fields) throws(ASN1Error) in
      (try fields.readNatural("r"), try fields.readNatural("s"))
    }
    self = try CertificateError.making { () throws(PublicKeyError) in
      try ECDSASignature(r: r, s: s)
    }
  }

  /// The DER encoding.
  public var der: [UInt8] {
    DER.sequence(DER.integer(r), DER.integer(s))
  }
}
