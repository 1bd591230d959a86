import ASN1

/// The policies under which a certificate was issued (RFC 5280, section 4.2.1.4).
public struct CertificatePolicies: ExtensionContent {
  public static let identifier = ObjectIdentifier.certificatePolicies

  /// The policies, at least one, none twice.
  public let policyInformation: [PolicyInformation]

  /// Creates the extension from at least one policy.
  public init(_ policyInformation: [PolicyInformation]) {
    precondition(!policyInformation.isEmpty, "the extension has a policy")
    self.policyInformation = policyInformation
  }

  /// What is said about a policy; nil when it is not there.
  public subscript(policy: ObjectIdentifier) -> PolicyInformation? {
    policyInformation.first { $0.policyIdentifier == policy }
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var found: Set<ObjectIdentifier> = []
    policyInformation = try reader.readSequenceOf { (inside) throws(ASN1Error) in
      let information = try PolicyInformation(reading: &inside)
      guard found.insert(information.policyIdentifier).inserted else {
        throw .unexpectedValue(field: "second \(information.policyIdentifier)")
      }
      return information
    }
    guard !policyInformation.isEmpty else { throw .unexpectedValue(field: "PolicyInformation") }
  }

  public var der: [UInt8] { DER.sequence(policyInformation.map(\.der)) }
}

/// A policy, and what is said about it.
public struct PolicyInformation: Sendable, Hashable {
  /// The policy.
  public let policyIdentifier: ObjectIdentifier
  /// Pointers and notices, which are for people.
  public let policyQualifiers: [PolicyQualifierInfo]

  /// Creates a policy.
  public init(_ policyIdentifier: ObjectIdentifier, qualifiers: [PolicyQualifierInfo] = []) {
    self.policyIdentifier = policyIdentifier
    policyQualifiers = qualifiers
  }

  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    self = try reader.readSequence { (inside) throws(ASN1Error) in
      let identifier = try inside.readObjectIdentifier()
      guard !inside.isAtEnd else { return PolicyInformation(identifier) }
      let qualifiers = try inside.readSequenceOf { (inner) throws(ASN1Error) in
        try PolicyQualifierInfo(reading: &inner)
      }
      guard !qualifiers.isEmpty else { throw .unexpectedValue(field: "policyQualifiers") }
      return PolicyInformation(identifier, qualifiers: qualifiers)
    }
  }

  var der: [UInt8] {
    DER.sequence(
      DER.objectIdentifier(policyIdentifier),
      policyQualifiers.isEmpty ? [] : DER.sequence(policyQualifiers.map(\.der)))
  }
}

/// A pointer to a policy's text, or a notice to be shown, as it is encoded.
public struct PolicyQualifierInfo: Sendable, Hashable {
  /// Which kind it is.
  public let identifier: ObjectIdentifier
  /// The encoding of what it says.
  public let qualifier: [UInt8]

  /// A pointer to a certification practice statement; the URI must be ASCII.
  public static func cps(_ uri: String) -> PolicyQualifierInfo {
    PolicyQualifierInfo(identifier: .cps, qualifier: DER.ia5String(uri))
  }

  private init(identifier: ObjectIdentifier, qualifier: [UInt8]) {
    self.identifier = identifier
    self.qualifier = qualifier
  }

  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    self = try reader.readSequence { (inside) throws(ASN1Error) in
      PolicyQualifierInfo(
        identifier: try inside.readObjectIdentifier(), qualifier: try inside.readElement().encoding)
    }
  }

  var der: [UInt8] { DER.sequence(DER.objectIdentifier(identifier), qualifier) }
}
