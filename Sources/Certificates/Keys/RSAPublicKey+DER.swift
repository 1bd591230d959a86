import ASN1
import Arithmetic
import Bytes
import PublicKey

/// RSAPublicKey (RFC 8017, section A.1.1):
///
///     RSAPublicKey ::= SEQUENCE {
///       modulus         INTEGER,
///       publicExponent  INTEGER }
extension RSA.PublicKey {
  /// Reads an RSAPublicKey.
  ///
  /// - Throws: `CertificateError.encoding` when it is none, `.key` when the numbers are no key.
  public init(der: [UInt8], sizes: RSA.Sizes = .standard) throws(CertificateError) {
    let (n, e) = try CertificateError.reading("RSAPublicKey", der) { (fields) throws(ASN1Error) in
      (try fields.readNatural("modulus"), try fields.readNatural("publicExponent"))
    }
    self = try CertificateError.making { () throws(PublicKeyError) in
      try RSA.PublicKey(modulus: n, exponent: e, sizes: sizes)
    }
  }

  /// The DER encoding of the RSAPublicKey.
  public var der: [UInt8] {
    DER.sequence(DER.integer(modulus), DER.integer(exponent))
  }
}

extension DER.Reader {
  /// Reads a natural number that is a component of a structure.
  mutating func readNatural(_ name: String) throws(ASN1Error) -> Natural {
    try component(name) { (reader) throws(ASN1Error) in
      var octets = try reader.readNaturalOctets()
      defer { wipe(&octets) }
      return Natural(bigEndian: octets)
    }
  }
}
