import Arithmetic
import Bytes
import PublicKey

/// The curves over prime fields (SP 800-186, section 3.2.1) that terms are computed on.
public enum PrimeCurve: String, Sendable, Hashable, CaseIterable {
  /// P-256, whose numbers have 32 octets.
  case p256 = "P-256"
  /// P-384, whose numbers have 48 octets.
  case p384 = "P-384"

  /// The octets of a coordinate, and of a number modulo the order.
  public var length: Int { order.count }

  /// The octets of a point without compression.
  public var pointLength: Int { 1 + 2 * length }

  /// The order n of the base point, big-endian.
  public var order: [UInt8] {
    switch self {
    case .p256: P256.orderOctets
    case .p384: P384.orderOctets
    }
  }

  /// What OpenSSL calls the curve.
  var openSSLName: String {
    switch self {
    case .p256: "prime256v1"
    case .p384: "secp384r1"
    }
  }
}

extension ProofCommand {
  /// A shell word that reads as a file with the DER of an ECPrivateKey (RFC 5915).
  static func privateKeyFile(_ key: Term, on curve: PrimeCurve) -> String {
    derFile([
      "asn1=SEQUENCE:k", "[k]", "v=INTEGER:1", "d=FORMAT:HEX,OCT:\(Hex.encode(key.bytes))",
      "p=EXPLICIT:0,OID:\(curve.openSSLName)",
    ])
  }

  /// A shell word that reads as a file with the DER of a SubjectPublicKeyInfo (RFC 5480).
  static func publicKeyFile(_ point: Term, on curve: PrimeCurve) -> String {
    derFile([
      "asn1=SEQUENCE:i", "[i]", "a=SEQUENCE:a", "k=FORMAT:HEX,BITSTR:\(Hex.encode(point.bytes))",
      "[a]", "o=OID:id-ecPublicKey", "p=OID:\(curve.openSSLName)",
    ])
  }
}
