import ASN1
import Arithmetic
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
    let numbers: (r: Natural, s: Natural)
    do throws(ASN1Error) {
      var reader = DER.Reader(der)
      numbers = try reader.readSequence { (fields) throws(ASN1Error) in
        (try fields.readNatural("r"), try fields.readNatural("s"))
      }
      try reader.expectEnd()
    } catch {
      throw .encoding(.inside(component: "ECDSA-Sig-Value", error))
    }
    do throws(PublicKeyError) {
      try self.init(r: numbers.r, s: numbers.s)
    } catch {
      throw .key(error)
    }
  }

  /// The DER encoding.
  public var der: [UInt8] {
    DER.sequence(DER.integer(r), DER.integer(s))
  }
}
