import ASN1
import Arithmetic
import PublicKey

/// A public key with the algorithm that it is for (RFC 5280, section 4.1.2.7).
///
///     SubjectPublicKeyInfo ::= SEQUENCE {
///       algorithm         AlgorithmIdentifier,
///       subjectPublicKey  BIT STRING }
///
/// Any such structure is read, since certificates with keys of other algorithms have to be; what
/// the key is, `key(sizes:)` says.
public struct SubjectPublicKeyInfo: Hashable, Sendable {
  /// What the key is for.
  public let algorithm: AlgorithmIdentifier
  /// The octets of the BIT STRING.
  public let subjectPublicKey: [UInt8]

  /// Reads the structure, whatever its algorithm.
  ///
  /// - Throws: the `ASN1Error` that says where it is none.
  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    (algorithm, subjectPublicKey) = try reader.readSequence { (fields) throws(ASN1Error) in
      let algorithm = try fields.component("algorithm") { (fields) throws(ASN1Error) in
        try AlgorithmIdentifier(reading: &fields)
      }
      let key = try fields.component("subjectPublicKey") { (fields) throws(ASN1Error) in
        try fields.readOctetAlignedBitString()
      }
      return (algorithm, key)
    }
  }

  /// Reads the structure from an encoding of its own.
  ///
  /// - Throws: the `ASN1Error` that says where it is none.
  public init(der: [UInt8]) throws(ASN1Error) {
    var reader = DER.Reader(der)
    try self.init(reading: &reader)
    try reader.expectEnd()
  }

  /// Wraps a key: RSA with NULL, a point without compression with the name of its curve (RFC 3279,
  /// section 2.3.1; RFC 5480, section 2).
  public init(_ key: Key) {
    switch key {
    case .rsa(let key):
      algorithm = AlgorithmIdentifier(.rsaEncryption, parameters: DER.null)
      subjectPublicKey = key.der
    case .p256(let key):
      algorithm = .ecPublicKey(.secp256r1)
      subjectPublicKey = key.encoded
    case .p384(let key):
      algorithm = .ecPublicKey(.secp384r1)
      subjectPublicKey = key.encoded
    }
  }

  /// The DER encoding.
  public var der: [UInt8] {
    DER.sequence(algorithm.der, DER.bitString(subjectPublicKey))
  }

  /// The key itself; points may be compressed.
  ///
  /// - Throws: `CertificateError.unsupportedAlgorithm`, `.parameters`, `.explicitCurve`,
  ///   `.encoding`, or `.key` when the numbers are no key.
  public func key(sizes: RSA.Sizes = .standard) throws(CertificateError) -> Key {
    switch algorithm.algorithm {
    case .rsaEncryption:
      try algorithm.expectNull(field: "algorithm")
      return .rsa(try RSA.PublicKey(der: subjectPublicKey, sizes: sizes))
    case .ecPublicKey:
      let curve = try NamedCurve(parameters: algorithm.parameters, field: "algorithm")
      return try Key(point: subjectPublicKey, on: curve)
    default:
      throw .unsupportedAlgorithm(field: "algorithm", algorithm.algorithm)
    }
  }
}

extension SubjectPublicKeyInfo {
  /// A public key of an algorithm that is known here.
  public enum Key: Hashable, Sendable {
    /// RSA.
    case rsa(RSA.PublicKey)
    /// A point on P-256.
    case p256(ECPublicKey<P256>)
    /// A point on P-384.
    case p384(ECPublicKey<P384>)

    /// Reads an encoded point of a curve (SEC 1, section 2.3.4).
    ///
    /// - Throws: `CertificateError.key` when it is none.
    init(point: [UInt8], on curve: NamedCurve) throws(CertificateError) {
      do throws(PublicKeyError) {
        switch curve {
        case .p256: self = .p256(try ECPublicKey(encoded: point))
        case .p384: self = .p384(try ECPublicKey(encoded: point))
        }
      } catch {
        throw .key(error)
      }
    }
  }
}

extension AlgorithmIdentifier {
  /// `id-ecPublicKey` with the name of a curve (RFC 5480, section 2.1.1).
  static func ecPublicKey(_ curve: ObjectIdentifier) -> AlgorithmIdentifier {
    AlgorithmIdentifier(.ecPublicKey, parameters: DER.objectIdentifier(curve))
  }
}
