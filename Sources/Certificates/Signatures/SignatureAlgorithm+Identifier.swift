import ASN1

/// AlgorithmIdentifiers of signatures, both ways.
extension SignatureAlgorithm {
  /// Reads what an identifier says.
  ///
  /// Parameters are checked: NULL for PKCS #1 v1.5 (RFC 4055, section 5), where certificates of old
  /// also leave them out; none for ECDSA (RFC 5758, section 3.2).
  ///
  /// - Throws: `CertificateError.unsupportedAlgorithm` or `.parameters` naming the field.
  public init(
    _ identifier: AlgorithmIdentifier, field: String = "signatureAlgorithm"
  ) throws(CertificateError) {
    let name = identifier.algorithm
    if name == .rsassaPSS {
      self = .pss(try PSSParameters(encoding: identifier.parameters, field: field))
    } else if let hash = Hash.allCases.first(where: { $0.withRSA == name }) {
      if identifier.parameters != nil { try identifier.expectNull(field: field) }
      self = .pkcs1v15(hash)
    } else if let hash = Hash.allCases.first(where: { $0.withECDSA == name }) {
      try identifier.expectNoParameters(field: field)
      self = .ecdsa(hash)
    } else {
      throw .unsupportedAlgorithm(field: field, name)
    }
  }

  /// Reads an AlgorithmIdentifier of a signature.
  ///
  /// - Throws: `CertificateError.encoding` when it is none, and what its identifier throws.
  public init(
    reading reader: inout DER.Reader, field: String = "signatureAlgorithm"
  ) throws(CertificateError) {
    let identifier: AlgorithmIdentifier
    do throws(ASN1Error) {
      identifier = try AlgorithmIdentifier(reading: &reader)
    } catch {
      throw .encoding(.inside(component: field, error))
    }
    try self.init(identifier, field: field)
  }

  /// The AlgorithmIdentifier.
  public var identifier: AlgorithmIdentifier {
    switch self {
    case .pkcs1v15(let hash): AlgorithmIdentifier(hash.withRSA, parameters: DER.null)
    case .pss(let parameters): AlgorithmIdentifier(.rsassaPSS, parameters: parameters.der)
    case .ecdsa(let hash): AlgorithmIdentifier(hash.withECDSA, parameters: nil)
    }
  }

  /// The DER encoding of the AlgorithmIdentifier.
  public var der: [UInt8] { identifier.der }
}

extension SignatureAlgorithm.Hash {
  /// The name of RSASSA-PKCS1-v1_5 with this hash function (RFC 8017, section A.2.4).
  fileprivate var withRSA: ObjectIdentifier {
    switch self {
    case .sha1: .sha1WithRSAEncryption
    case .sha256: .sha256WithRSAEncryption
    case .sha384: .sha384WithRSAEncryption
    case .sha512: .sha512WithRSAEncryption
    }
  }

  /// The name of ECDSA with this hash function (RFC 5758, section 3.2; RFC 3279, section 2.2.3).
  fileprivate var withECDSA: ObjectIdentifier {
    switch self {
    case .sha1: .ecdsaWithSHA1
    case .sha256: .ecdsaWithSHA256
    case .sha384: .ecdsaWithSHA384
    case .sha512: .ecdsaWithSHA512
    }
  }
}

extension SignatureAlgorithm.PSSParameters {
  /// The largest salt that fits the largest modulus.
  private static let longestSalt = 2048

  /// Reads RSASSA-PSS-params (RFC 8017, section A.2.3; RFC 4055, section 3.1).
  ///
  ///     RSASSA-PSS-params ::= SEQUENCE {
  ///       hashAlgorithm     [0] HashAlgorithm     DEFAULT sha1,
  ///       maskGenAlgorithm  [1] MaskGenAlgorithm  DEFAULT mgf1SHA1,
  ///       saltLength        [2] INTEGER           DEFAULT 20,
  ///       trailerField      [3] TrailerField      DEFAULT trailerFieldBC }
  ///
  /// A default that is written all the same is not DER, but what some programs write, and read.
  init(encoding: [UInt8]?, field: String) throws(CertificateError) {
    guard let encoding else { throw .parameters(field: field, .rsassaPSS) }
    var reader = DER.Reader(encoding)
    do throws(ASN1Error) {
      let fields = try reader.readSequence { (reader) throws(ASN1Error) in
        (
          hash: try reader.readOptional(.context(0, constructed: true)) {
            (inside) throws(ASN1Error) in try AlgorithmIdentifier(reading: &inside)
          },
          mask: try reader.readOptional(.context(1, constructed: true)) {
            (inside) throws(ASN1Error) in try AlgorithmIdentifier(reading: &inside)
          },
          salt: try reader.readOptional(.context(2, constructed: true)) {
            (inside) throws(ASN1Error) in
            try inside.readSmallInteger(field: "saltLength", in: 0...Self.longestSalt)
          },
          trailer: try reader.readOptional(.context(3, constructed: true)) {
            (inside) throws(ASN1Error) in
            try inside.readSmallInteger(field: "trailerField", in: 1...1)
          }
        )
      }
      try reader.expectEnd()
      hash =
        try fields.hash.map { (identifier) throws(ASN1Error) in
          try Self.hash(identifier)
        } ?? .sha1
      maskHash =
        try fields.mask.map { (identifier) throws(ASN1Error) in
          try Self.maskHash(identifier)
        } ?? .sha1
      saltLength = fields.salt ?? 20
    } catch {
      throw .encoding(.inside(component: field + ".parameters", error))
    }
  }

  /// The hash function with an identifier, whose parameters are NULL or absent (RFC 4055, section
  /// 2.1).
  private static func hash(
    _ identifier: AlgorithmIdentifier
  ) throws(ASN1Error) -> SignatureAlgorithm.Hash {
    guard
      let hash = SignatureAlgorithm.Hash.allCases.first(where: {
        $0.identifier == identifier.algorithm
      }), identifier.parameters == nil || identifier.parameters == DER.null
    else { throw .unexpectedValue(field: "hashAlgorithm") }
    return hash
  }

  /// The hash function of MGF1, the only mask generation function.
  private static func maskHash(
    _ identifier: AlgorithmIdentifier
  ) throws(ASN1Error) -> SignatureAlgorithm.Hash {
    guard identifier.algorithm == .mgf1, let parameters = identifier.parameters else {
      throw .unexpectedValue(field: "maskGenAlgorithm")
    }
    var reader = DER.Reader(parameters)
    let inner = try AlgorithmIdentifier(reading: &reader)
    return try hash(inner)
  }

  /// The DER encoding, without the fields that have their default.
  var der: [UInt8] {
    func identifier(_ hash: SignatureAlgorithm.Hash) -> [UInt8] {
      AlgorithmIdentifier(hash.identifier, parameters: DER.null).der
    }
    return DER.sequence(
      hash == .sha1 ? [] : DER.explicit(0, identifier(hash)),
      maskHash == .sha1
        ? []
        : DER.explicit(1, AlgorithmIdentifier(.mgf1, parameters: identifier(maskHash)).der),
      saltLength == 20 ? [] : DER.explicit(2, DER.integer(UInt64(saltLength))))
  }
}
