import ASN1
import PublicKey

/// Keys on named curves as DER has them (RFC 5480, RFC 5915, RFC 5958).
enum ECKeyEncodings {
  /// The octets of the point in a SubjectPublicKeyInfo, whose curve must be the one named
  /// (RFC 5480, section 2).
  static func point(
    subjectPublicKeyInfo bytes: [UInt8], curve: ObjectIdentifier
  ) throws(ASN1Error) -> [UInt8] {
    var reader = DER.Reader(bytes)
    var info = try reader.readSequence()
    try reader.expectEnd()
    try readAlgorithm(&info, curve: curve)
    let point = try info.readOctetAlignedBitString()
    try info.expectEnd()
    return point
  }

  /// The octets of the number d in a PrivateKeyInfo (RFC 5958, section 2; RFC 5915, section 3).
  ///
  /// Attributes and the public key, both optional, are passed over.
  static func scalar(
    privateKeyInfo bytes: [UInt8], curve: ObjectIdentifier
  ) throws(ASN1Error) -> [UInt8] {
    var reader = DER.Reader(bytes)
    var info = try reader.readSequence()
    try reader.expectEnd()
    _ = try info.readVersion(0, 1, field: "PrivateKeyInfo.version")
    try readAlgorithm(&info, curve: curve)
    var octets = DER.Reader(try info.readOctetString())
    var key = try octets.readSequence()
    try octets.expectEnd()
    _ = try key.readVersion(1, field: "ECPrivateKey.version")
    return try key.readOctetString()
  }

  /// The identifier of a curve that is implemented here.
  ///
  /// - Throws: `VectorError.unsupported` when it has none.
  static func identifier<C: WeierstrassCurve>(
    _: C.Type
  ) throws(VectorError) -> ObjectIdentifier {
    switch C.name {
    case "P-256": .secp256r1
    case "P-384": .secp384r1
    default: throw .unsupported(reason: "no identifier of \(C.name)")
    }
  }

  private static func readAlgorithm(
    _ info: inout DER.Reader, curve: ObjectIdentifier
  ) throws(ASN1Error) {
    var algorithm = try info.readSequence()
    try algorithm.expect(.ecPublicKey, field: "algorithm")
    try algorithm.expect(curve, field: "namedCurve")
    try algorithm.expectEnd()
  }
}
