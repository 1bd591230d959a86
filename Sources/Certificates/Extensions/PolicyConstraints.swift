import ASN1

/// Policies of the subject's domain that stand for those of the issuer's (RFC 5280, section
/// 4.2.1.5).
public struct PolicyMappings: ExtensionContent {
  public static let identifier = ObjectIdentifier.policyMappings

  /// A pair of policies.
  public struct Mapping: Sendable, Hashable {
    /// The policy of the issuer's domain.
    public let issuerDomainPolicy: ObjectIdentifier
    /// The policy of the subject's domain that counts as it.
    public let subjectDomainPolicy: ObjectIdentifier

    /// Creates a pair.
    public init(from issuer: ObjectIdentifier, to subject: ObjectIdentifier) {
      issuerDomainPolicy = issuer
      subjectDomainPolicy = subject
    }
  }

  /// The pairs, at least one.
  public let mappings: [Mapping]

  /// Creates the extension from at least one pair.
  public init(_ mappings: [Mapping]) {
    precondition(!mappings.isEmpty, "the extension has a mapping")
    self.mappings = mappings
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    mappings = try reader.readSequenceOf { (inside) throws(ASN1Error) in
      try inside.readSequence { (pair) throws(ASN1Error) in
        Mapping(from: try pair.readObjectIdentifier(), to: try pair.readObjectIdentifier())
      }
    }
    guard !mappings.isEmpty else { throw .unexpectedValue(field: "PolicyMappings") }
  }

  public var der: [UInt8] {
    DER.sequence(
      mappings.map { mapping in
        DER.sequence(
          DER.objectIdentifier(mapping.issuerDomainPolicy),
          DER.objectIdentifier(mapping.subjectDomainPolicy))
      })
  }
}

/// Whether certificates below must have policies, and may map them (RFC 5280, section 4.2.1.11).
public struct PolicyConstraints: ExtensionContent {
  public static let identifier = ObjectIdentifier.policyConstraints

  /// After how many more certificates every one must have a policy that counts.
  public let requireExplicitPolicy: Int?
  /// After how many more certificates policies are mapped no more.
  public let inhibitPolicyMapping: Int?

  /// Creates the extension from at least one of its numbers, none negative.
  public init(requireExplicitPolicy: Int? = nil, inhibitPolicyMapping: Int? = nil) {
    precondition(requireExplicitPolicy != nil || inhibitPolicyMapping != nil)
    precondition(requireExplicitPolicy ?? 0 >= 0 && inhibitPolicyMapping ?? 0 >= 0)
    self.requireExplicitPolicy = requireExplicitPolicy
    self.inhibitPolicyMapping = inhibitPolicyMapping
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var inside = try reader.readSequence()
    requireExplicitPolicy = try PolicyConstraints.skipCerts(
      0, field: "requireExplicitPolicy", &inside)
    inhibitPolicyMapping = try PolicyConstraints.skipCerts(
      1, field: "inhibitPolicyMapping", &inside)
    try inside.expectEnd()
    guard requireExplicitPolicy != nil || inhibitPolicyMapping != nil else {
      throw .unexpectedValue(field: "PolicyConstraints")
    }
  }

  private static func skipCerts(
    _ number: UInt8, field: String, _ reader: inout DER.Reader
  ) throws(ASN1Error) -> Int? {
    let tag = DER.Tag.context(number, constructed: false)
    guard reader.nextTag == tag else { return nil }
    return try reader.readSmallInteger(tagged: tag, field: field, in: 0...Int.max)
  }

  public var der: [UInt8] {
    DER.sequence(
      requireExplicitPolicy.map { DER.implicit(0, DER.integer(UInt64($0))) } ?? [],
      inhibitPolicyMapping.map { DER.implicit(1, DER.integer(UInt64($0))) } ?? [])
  }
}

/// After how many more certificates anyPolicy counts no more (RFC 5280, section 4.2.1.14).
public struct InhibitAnyPolicy: ExtensionContent {
  public static let identifier = ObjectIdentifier.inhibitAnyPolicy

  /// The number of certificates.
  public let skipCerts: Int

  /// Creates the extension from a number that is not negative.
  public init(skipCerts: Int) {
    precondition(skipCerts >= 0)
    self.skipCerts = skipCerts
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    skipCerts = try reader.readSmallInteger(field: "InhibitAnyPolicy", in: 0...Int.max)
  }

  public var der: [UInt8] { DER.integer(UInt64(skipCerts)) }
}
