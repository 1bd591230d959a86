import ASN1

/// The name of an algorithm with its parameters (RFC 5280, section 4.1.1.2).
public struct AlgorithmIdentifier: Hashable, Sendable {
  /// The object identifier.
  public let algorithm: ObjectIdentifier
  /// The encoding of the parameters; nil where the field is absent.
  public let parameters: [UInt8]?

  /// Creates an identifier from a name and the encoding of its parameters.
  public init(_ algorithm: ObjectIdentifier, parameters: [UInt8]?) {
    self.algorithm = algorithm
    self.parameters = parameters
  }

  /// Reads an AlgorithmIdentifier, whatever it names.
  ///
  /// - Throws: the `ASN1Error` that says where it is none.
  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    self = try reader.readSequence { (fields) throws(ASN1Error) in
      let algorithm = try fields.readObjectIdentifier()
      let parameters = fields.isAtEnd ? nil : try fields.readElement().encoding
      return AlgorithmIdentifier(algorithm, parameters: parameters)
    }
  }

  /// The DER encoding.
  public var der: [UInt8] {
    DER.sequence(DER.objectIdentifier(algorithm), parameters ?? [])
  }

  /// Checks that the parameters are NULL.
  ///
  /// - Throws: `CertificateError.parameters` naming the field.
  func expectNull(field: String) throws(CertificateError) {
    guard parameters == DER.null else { throw .parameters(field: field, algorithm) }
  }

  /// Checks that there are no parameters.
  ///
  /// - Throws: `CertificateError.parameters` naming the field.
  func expectNoParameters(field: String) throws(CertificateError) {
    guard parameters == nil else { throw .parameters(field: field, algorithm) }
  }
}
