import ASN1
import Bytes
import PublicKey

/// The fields of an ECPrivateKey as a file has them (SEC 1, section C.4; RFC 5915, section 3).
///
///     ECPrivateKey ::= SEQUENCE {
///       version         INTEGER,                      -- 1
///       privateKey      OCTET STRING,
///       parameters  [0] ECParameters  OPTIONAL,       -- the name of the curve
///       publicKey   [1] BIT STRING    OPTIONAL }
struct ECPrivateKeyFields {
  private var privateKey: [UInt8]
  private let parameters: [UInt8]?
  private let publicKey: [UInt8]?

  /// Reads the fields.
  ///
  /// - Throws: `CertificateError.encoding` when they are not those of an ECPrivateKey.
  init(der: [UInt8]) throws(CertificateError) {
    (privateKey, parameters, publicKey) = try CertificateError.reading("ECPrivateKey", der) {
      (fields) throws(ASN1Error) in
      _ = try fields.readVersion(1, field: "version")
      let privateKey = try fields.component("privateKey") { (fields) throws(ASN1Error) in
        try fields.readOctetString()
      }
      let parameters = try fields.component("parameters") { (fields) throws(ASN1Error) in
        try fields.readOptional(.context(0, constructed: true)) { (field) throws(ASN1Error) in
          try field.readElement().encoding
        }
      }
      let publicKey = try fields.component("publicKey") { (fields) throws(ASN1Error) in
        try fields.readOptional(.context(1, constructed: true)) { (field) throws(ASN1Error) in
          try field.readOctetAlignedBitString()
        }
      }
      return (privateKey, parameters, publicKey)
    }
  }

  /// Makes the key on the curve that the file or what stands around the fields names.
  ///
  /// - Throws: `CertificateError.parameters` when neither names one, `.inconsistentKey` when they
  ///   name different ones, or the point is not that of the number.
  mutating func key(on outer: NamedCurve?) throws(CertificateError) -> PrivateKey {
    defer { wipe(&privateKey) }
    let field = "ECPrivateKey.parameters"
    let inner = try parameters.map { (parameters) throws(CertificateError) in
      try NamedCurve(parameters: parameters, field: field)
    }
    guard let curve = inner ?? outer else { throw .parameters(field: field, .ecPublicKey) }
    if let outer, outer != curve { throw .inconsistentKey(field: field) }
    switch curve {
    case .p256: return .p256(try key(of: P256.self))
    case .p384: return .p384(try key(of: P384.self))
    }
  }

  private func key<Curve: WeierstrassCurve>(
    of curve: Curve.Type
  ) throws(CertificateError) -> ECPrivateKey<Curve> {
    let length = (Curve.Scalar.bitWidth + 7) / 8
    guard (1...length).contains(privateKey.count) else {
      throw .encoding(
        .inside(component: "ECPrivateKey", .unexpectedValue(field: "privateKey")))
    }
    // RFC 5915 wants zeros in front; programs of old left them out.
    var octets = [UInt8](repeating: 0, count: length - privateKey.count) + privateKey
    defer { wipe(&octets) }
    return try CertificateError.making { () throws(PublicKeyError) in
      let key = try ECPrivateKey<Curve>(octets: octets)
      if let publicKey, try ECPublicKey<Curve>(encoded: publicKey) != key.publicKey {
        throw .inconsistentPrivateKey
      }
      return key
    }
  }
}

extension ECPrivateKey {
  /// The DER encoding of the ECPrivateKey with its point, which is the caller's to keep secret and
  /// to wipe; PKCS #8 names the curve outside of it.
  func der(curve: NamedCurve?) -> [UInt8] {
    var octets = self.octets
    defer { wipe(&octets) }
    return DER.sequence(
      DER.integer(1), DER.octetString(octets),
      curve.map { DER.explicit(0, DER.objectIdentifier($0.identifier)) } ?? [],
      DER.explicit(1, DER.bitString(publicKey.encoded)))
  }
}
