import ASN1
import Bytes
import PublicKey

/// PrivateKeyInfo (PKCS #8 version 1; RFC 5208, section 5) and its successor OneAsymmetricKey (RFC
/// 5958, section 2), which adds the public key:
///
///     OneAsymmetricKey ::= SEQUENCE {
///       version              INTEGER,                  -- 0, or 1 with a public key
///       privateKeyAlgorithm  AlgorithmIdentifier,
///       privateKey           OCTET STRING,
///       attributes       [0] Attributes  OPTIONAL,
///       publicKey        [1] BIT STRING  OPTIONAL }
extension PrivateKey {
  /// Reads a PrivateKeyInfo or OneAsymmetricKey.
  ///
  /// - Throws: `CertificateError.encoding` when it is none, `.unsupportedAlgorithm`, `.parameters`,
  ///   `.explicitCurve`; `.key` and `.inconsistentKey` when the numbers do not make a key.
  public init(pkcs8 der: [UInt8], sizes: RSA.Sizes = .standard) throws(CertificateError) {
    var fields = try CertificateError.reading("PrivateKeyInfo", der, Self.readFields)
    defer { wipe(&fields.privateKey) }
    let key = try Self.key(fields.algorithm, fields.privateKey, sizes: sizes)
    if let publicKey = fields.publicKey {
      let expected = SubjectPublicKeyInfo(key.publicKey).subjectPublicKey
      let compressed = key.publicKey.compressedPoint
      guard publicKey == expected || publicKey == compressed else {
        throw .inconsistentKey(field: "PrivateKeyInfo.publicKey")
      }
    }
    self = key
  }

  /// The DER encoding of the PrivateKeyInfo, version 1, which is the caller's to keep secret and to
  /// wipe.
  public var pkcs8: [UInt8] {
    var privateKey: [UInt8]
    switch self {
    case .rsa(let key): privateKey = key.der
    case .p256(let key): privateKey = key.der(curve: nil)
    case .p384(let key): privateKey = key.der(curve: nil)
    }
    defer { wipe(&privateKey) }
    return DER.sequence(
      DER.integer(0), SubjectPublicKeyInfo(publicKey).algorithm.der, DER.octetString(privateKey))
  }

  private typealias Fields = (
    algorithm: AlgorithmIdentifier, privateKey: [UInt8], publicKey: [UInt8]?
  )

  private static func readFields(_ fields: inout DER.Reader) throws(ASN1Error) -> Fields {
    let version = try fields.readVersion(0, 1, field: "version")
    let algorithm = try fields.component("privateKeyAlgorithm") { (fields) throws(ASN1Error) in
      try AlgorithmIdentifier(reading: &fields)
    }
    let privateKey = try fields.component("privateKey") { (fields) throws(ASN1Error) in
      try fields.readOctetString()
    }
    // What the attributes say is not needed, only that they are some.
    _ = try fields.component("attributes") { (fields) throws(ASN1Error) in
      try fields.readOptional(.context(0, constructed: true)) { (set) throws(ASN1Error) in
        while !set.isAtEnd { _ = try set.read(.sequence) }
      }
    }
    // Version 1 says that there is a public key, version 0 that there is none.
    let hasPublicKey = fields.nextTag == .context(1, constructed: false)
    guard hasPublicKey == (version == 1) else { throw .unexpectedValue(field: "version") }
    let publicKey =
      hasPublicKey
      ? try fields.component("publicKey") { (fields) throws(ASN1Error) in
        try fields.readOctetAlignedBitString(tagged: .context(1, constructed: false))
      } : nil
    return (algorithm, privateKey, publicKey)
  }

  private static func key(
    _ algorithm: AlgorithmIdentifier, _ privateKey: [UInt8], sizes: RSA.Sizes
  ) throws(CertificateError) -> PrivateKey {
    let field = "PrivateKeyInfo.privateKeyAlgorithm"
    switch algorithm.algorithm {
    case .rsaEncryption:
      try algorithm.expectNull(field: field)
      return .rsa(try RSA.PrivateKey(der: privateKey, sizes: sizes))
    case .ecPublicKey:
      let curve = try NamedCurve(parameters: algorithm.parameters, field: field)
      var fields = try ECPrivateKeyFields(der: privateKey)
      return try fields.key(on: curve)
    default:
      throw .unsupportedAlgorithm(field: field, algorithm.algorithm)
    }
  }
}

extension SubjectPublicKeyInfo.Key {
  /// The point with compression; nil for RSA.
  fileprivate var compressedPoint: [UInt8]? {
    switch self {
    case .rsa: nil
    case .p256(let key): key.encodedCompressed
    case .p384(let key): key.encodedCompressed
    }
  }
}
