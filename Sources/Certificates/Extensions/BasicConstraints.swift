import ASN1

/// Whether the subject is a CA, and how many CAs may follow it (RFC 5280, section 4.2.1.9).
public struct BasicConstraints: ExtensionContent {
  public static let identifier = ObjectIdentifier.basicConstraints

  /// Whether the subject is a CA.
  public let isCA: Bool
  /// The most certificates of CAs, self-issued ones aside, that may follow; nil for any number.
  public let pathLengthConstraint: Int?

  /// A CA.
  public static func certificationAuthority(pathLength: Int? = nil) -> BasicConstraints {
    precondition(pathLength ?? 0 >= 0, "a path has no negative length")
    return BasicConstraints(isCA: true, pathLengthConstraint: pathLength)
  }

  /// Anybody else.
  public static let endEntity = BasicConstraints(isCA: false, pathLengthConstraint: nil)

  private init(isCA: Bool, pathLengthConstraint: Int?) {
    self.isCA = isCA
    self.pathLengthConstraint = pathLengthConstraint
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    self = try reader.readSequence { (inside) throws(ASN1Error) in
      let isCA = inside.nextTag == .boolean
      if isCA, try !inside.readBoolean() { throw .unexpectedValue(field: "cA") }
      guard inside.nextTag == .integer else {
        return BasicConstraints(isCA: isCA, pathLengthConstraint: nil)
      }
      let length = try inside.readSmallInteger(field: "pathLenConstraint", in: 0...Int.max)
      return BasicConstraints(isCA: isCA, pathLengthConstraint: length)
    }
  }

  public var der: [UInt8] {
    DER.sequence(
      isCA ? DER.boolean(true) : [], pathLengthConstraint.map { DER.integer(UInt64($0)) } ?? [])
  }
}
