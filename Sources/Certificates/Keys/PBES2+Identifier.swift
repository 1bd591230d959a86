import ASN1
import Ciphers

/// AlgorithmIdentifiers of PBES2, both ways (RFC 8018, sections A.2 and A.4).
extension PBES2 {
  /// Reads an AlgorithmIdentifier.
  ///
  /// - Throws: `CertificateError.unsupportedAlgorithm` naming the field for other algorithms;
  ///   `.iterations`; `.encoding` or `.parameters` for parameters that are none.
  init(_ identifier: AlgorithmIdentifier) throws(CertificateError) {
    let field = "encryptionAlgorithm"
    guard identifier.algorithm == .pbes2 else {
      throw .unsupportedAlgorithm(field: field, identifier.algorithm)
    }
    guard let parameters = identifier.parameters else { throw .parameters(field: field, .pbes2) }
    let (kdf, scheme) = try CertificateError.reading("PBES2-params", parameters) {
      (fields) throws(ASN1Error) in
      (
        try fields.component("keyDerivationFunc") { (fields) throws(ASN1Error) in
          try AlgorithmIdentifier(reading: &fields)
        },
        try fields.component("encryptionScheme") { (fields) throws(ASN1Error) in
          try AlgorithmIdentifier(reading: &fields)
        }
      )
    }
    let derivation = try Derivation(kdf)
    try Self.check(derivation.iterations)
    let (cipher, iv) = try Self.cipher(scheme)
    guard derivation.keyLength == nil || derivation.keyLength == cipher.keyLength else {
      throw .encoding(.inside(component: "PBKDF2-params", .unexpectedValue(field: "keyLength")))
    }
    self.init(
      salt: derivation.salt, iterations: derivation.iterations, prf: derivation.prf,
      cipher: cipher, iv: iv)
  }

  private static func cipher(
    _ scheme: AlgorithmIdentifier
  ) throws(CertificateError) -> (Cipher, iv: [UInt8]) {
    let field = "encryptionScheme"
    guard let cipher = Cipher.allCases.first(where: { $0.identifier == scheme.algorithm }) else {
      throw .unsupportedAlgorithm(field: field, scheme.algorithm)
    }
    var reader = DER.Reader(scheme.parameters ?? [])
    guard let iv = try? reader.readOctetString(), reader.isAtEnd, iv.count == AES.blockLength
    else { throw .parameters(field: field, scheme.algorithm) }
    return (cipher, iv)
  }

  /// The AlgorithmIdentifier.
  var identifier: AlgorithmIdentifier {
    let function = AlgorithmIdentifier(prf.identifier, parameters: DER.null)
    let derivation = AlgorithmIdentifier(
      .pbkdf2,
      parameters: DER.sequence(
        DER.octetString(salt), DER.integer(UInt64(iterations)),
        // The default is left out.
        prf == .hmacWithSHA1 ? [] : function.der))
    let scheme = AlgorithmIdentifier(cipher.identifier, parameters: DER.octetString(iv))
    return AlgorithmIdentifier(.pbes2, parameters: DER.sequence(derivation.der, scheme.der))
  }
}

/// PBKDF2-params (RFC 8018, section A.2).
///
///     PBKDF2-params ::= SEQUENCE {
///       salt            CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
///       iterationCount  INTEGER,
///       keyLength       INTEGER              OPTIONAL,
///       prf             AlgorithmIdentifier  DEFAULT algid-hmacWithSHA1 }
private struct Derivation {
  let salt: [UInt8]
  let iterations: Int
  let keyLength: Int?
  let prf: PBES2.PseudorandomFunction

  init(_ identifier: AlgorithmIdentifier) throws(CertificateError) {
    let field = "keyDerivationFunc"
    guard identifier.algorithm == .pbkdf2 else {
      throw .unsupportedAlgorithm(field: field, identifier.algorithm)
    }
    guard let parameters = identifier.parameters else { throw .parameters(field: field, .pbkdf2) }
    let function: AlgorithmIdentifier?
    (salt, iterations, keyLength, function) = try CertificateError.reading(
      "PBKDF2-params", parameters
    ) { (fields) throws(ASN1Error) in
      (
        // Nobody ever defined another source of salt.
        try fields.component("salt") { (fields) throws(ASN1Error) in
          try fields.readOctetString()
        },
        try fields.readSmallInteger(field: "iterationCount", in: Int.min...Int.max),
        fields.nextTag == .integer
          ? try fields.readSmallInteger(field: "keyLength", in: 1...Int.max) : nil,
        fields.isAtEnd
          ? nil
          : try fields.component("prf") { (fields) throws(ASN1Error) in
            try AlgorithmIdentifier(reading: &fields)
          }
      )
    }
    guard let function else {
      prf = .hmacWithSHA1
      return
    }
    guard
      let known = PBES2.PseudorandomFunction.allCases.first(where: {
        $0.identifier == function.algorithm
      })
    else { throw .unsupportedAlgorithm(field: "prf", function.algorithm) }
    try function.expectNull(field: "prf")
    prf = known
  }
}

extension PBES2.PseudorandomFunction {
  /// The object identifier.
  var identifier: ObjectIdentifier {
    switch self {
    case .hmacWithSHA1: .hmacWithSHA1
    case .hmacWithSHA224: .hmacWithSHA224
    case .hmacWithSHA256: .hmacWithSHA256
    case .hmacWithSHA384: .hmacWithSHA384
    case .hmacWithSHA512: .hmacWithSHA512
    }
  }

  /// The name that other texts give it: `HMAC-SHA-256`.
  public var name: String {
    switch self {
    case .hmacWithSHA1: "HMAC-SHA-1"
    case .hmacWithSHA224: "HMAC-SHA-224"
    case .hmacWithSHA256: "HMAC-SHA-256"
    case .hmacWithSHA384: "HMAC-SHA-384"
    case .hmacWithSHA512: "HMAC-SHA-512"
    }
  }
}

extension PBES2.Cipher {
  /// The object identifier.
  var identifier: ObjectIdentifier {
    switch self {
    case .aes128: .aes128CBC
    case .aes192: .aes192CBC
    case .aes256: .aes256CBC
    }
  }

  /// The name that other texts give it: `AES-256-CBC`.
  public var name: String { "AES-\(8 * keyLength)-CBC" }
}
