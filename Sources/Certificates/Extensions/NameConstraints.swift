import ASN1

/// The names that certificates below this one may have (RFC 5280, section 4.2.1.10).
public struct NameConstraints: ExtensionContent {
  public static let identifier = ObjectIdentifier.nameConstraints

  /// Where names of the kinds that occur here must lie; nil when nothing is asked for.
  public let permittedSubtrees: [GeneralSubtree]?
  /// Where no name may lie; nil when nothing is excluded.
  public let excludedSubtrees: [GeneralSubtree]?

  /// Creates the extension from at least one subtree.
  public init(permitted: [GeneralSubtree]? = nil, excluded: [GeneralSubtree]? = nil) {
    precondition(permitted?.isEmpty == false || excluded?.isEmpty == false)
    permittedSubtrees = permitted
    excludedSubtrees = excluded
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var inside = try reader.readSequence()
    permittedSubtrees = try NameConstraints.subtrees(0, &inside)
    excludedSubtrees = try NameConstraints.subtrees(1, &inside)
    try inside.expectEnd()
    guard permittedSubtrees != nil || excludedSubtrees != nil else {
      throw .unexpectedValue(field: "NameConstraints")
    }
  }

  private static func subtrees(
    _ number: UInt8, _ reader: inout DER.Reader
  ) throws(ASN1Error) -> [GeneralSubtree]? {
    let tag = DER.Tag.context(number, constructed: true)
    guard reader.nextTag == tag else { return nil }
    let subtrees = try reader.readSequenceOf(tagged: tag) { (inside) throws(ASN1Error) in
      try GeneralSubtree(reading: &inside)
    }
    guard !subtrees.isEmpty else { throw .unexpectedValue(field: "GeneralSubtrees") }
    return subtrees
  }

  public var der: [UInt8] {
    DER.sequence(
      permittedSubtrees.map { DER.implicit(0, DER.sequence($0.map(\.der))) } ?? [],
      excludedSubtrees.map { DER.implicit(1, DER.sequence($0.map(\.der))) } ?? [])
  }
}

/// All names below a name; minimum and maximum are those that this profile has, 0 and none.
public struct GeneralSubtree: Sendable, Hashable {
  /// The name at the top.
  public let base: GeneralName

  /// Creates a subtree.
  public init(_ base: GeneralName) {
    self.base = base
  }

  init(reading reader: inout DER.Reader) throws(ASN1Error) {
    base = try reader.readSequence { (inside) throws(ASN1Error) in
      // minimum [0] 0 is the default, and maximum [1] must be absent (section 4.2.1.10): whatever
      // follows the base is refused.
      try GeneralName(reading: &inside)
    }
    guard case .iPAddress(let octets) = base else { return }
    guard octets.count == 8 || octets.count == 32,
      GeneralSubtree.isMask(octets[(octets.count / 2)...])
    else { throw .unexpectedValue(field: "iPAddress") }
  }

  /// Whether all ones stand before all zeros, as CIDR has it.
  private static func isMask(_ octets: ArraySlice<UInt8>) -> Bool {
    let rest = octets.drop { $0 == 0xff }
    guard let first = rest.first else { return true }
    return (~first &+ 1) & ~first == 0 && rest.dropFirst().allSatisfy { $0 == 0 }
  }

  var der: [UInt8] { DER.sequence(base.der) }
}
