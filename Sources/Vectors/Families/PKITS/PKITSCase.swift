import ASN1
import Certificates

/// One case of NIST's PKITS: an end entity, settings, and whether there is a valid path to it.
public struct PKITSCase: Sendable, Hashable {
  /// The section of NIST's document, with its title: `4.1 Signature verification`.
  public let section: String
  /// The number in NIST's document, with that of the settings where there are several.
  public let number: String
  /// The name of the end entity's file, without its ending.
  public let endEntity: String
  /// Whether NIST says that there is a valid path.
  public let isValid: Bool
  /// The time for which the path must hold.
  public let time: ASN1Time
  /// The name of the trust anchor's file, without its ending.
  public let trustAnchor: String
  /// The user-initial-policy-set.
  public let policies: Set<ObjectIdentifier>
  /// The initial-explicit-policy.
  public let explicitPolicy: Bool
  /// The initial-policy-mapping-inhibit.
  public let policyMappingInhibit: Bool
  /// The initial-any-policy-inhibit.
  public let anyPolicyInhibit: Bool

  /// The fields of a case in a table.
  static let layout = CaseLayout(
    fields: ["Case", "EndEntity", "Result"],
    optional: [
      "InitialPolicies", "InitialExplicitPolicy", "InitialPolicyMappingInhibit",
      "InitialAnyPolicyInhibit",
    ])

  /// Reads a case of a table.
  ///
  /// - Throws: `VectorError` naming the field that is at fault.
  init(_ vector: VectorCase) throws(VectorError) {
    section = vector.sections.last ?? ""
    number = try vector.text("Case")
    endEntity = try vector.text("EndEntity")
    isValid = try vector.expectsPass()
    trustAnchor = try vector.text("TrustAnchor")
    time = try PKITSCase.time(vector.text("Time"))
    policies = try PKITSCase.policies(vector)
    explicitPolicy = try PKITSCase.flag("InitialExplicitPolicy", vector)
    policyMappingInhibit = try PKITSCase.flag("InitialPolicyMappingInhibit", vector)
    anyPolicyInhibit = try PKITSCase.flag("InitialAnyPolicyInhibit", vector)
  }

  private static func time(_ text: String) throws(VectorError) -> ASN1Time {
    var reader = DER.Reader(DER.encode(.generalizedTime, contents: Array(text.utf8.prefix(100))))
    guard let time = try? reader.readGeneralizedTime() else {
      throw .malformed(field: "Time", expected: "YYYYMMDDHHMMSSZ", found: text)
    }
    return time
  }

  /// NIST's test policies: the arc 2.16.840.1.101.3.2.1.48 and their numbers.
  private static func policies(_ vector: VectorCase) throws(VectorError) -> Set<ObjectIdentifier> {
    guard let text = vector.optionalText("InitialPolicies") else { return [.anyPolicy] }
    let numbers = text.split(separator: ",").map { UInt64(trimmed($0)) }
    guard !numbers.isEmpty, !numbers.contains(nil) else {
      throw .malformed(field: "InitialPolicies", expected: "numbers", found: text)
    }
    return Set(
      numbers.compactMap { $0 }.map { ObjectIdentifier(2, 16, 840, 1, 101, 3, 2, 1, 48, $0) })
  }

  private static func flag(
    _ field: String, _ vector: VectorCase
  ) throws(VectorError) -> Bool {
    switch vector.optionalText(field) {
    case nil, "0"?: return false
    case "1"?: return true
    case let text?: throw .malformed(field: field, expected: "0 or 1", found: text)
    }
  }
}

extension PKITSCase {
  /// Why a case is not decided here as NIST says; nil where it is.
  ///
  /// There are signatures with DSA in three: the valid ones are refused, and the invalid one for
  /// another reason than NIST's.
  public var deviation: String? {
    endEntity.contains("DSA") ? "no DSA: a signature with it is refused" : nil
  }

  /// Looks for a valid path to the end entity, with whatever is in a folder.
  ///
  /// - Throws: `VectorError` when the folder lacks the certificate of the end entity or of the trust
  ///   anchor.
  func run(in folder: PKITSFolder) throws(VectorError) -> PathReport {
    guard let certificate = folder.certificates[endEntity] else {
      throw .malformed(field: "EndEntity", expected: "a certificate in certs/", found: endEntity)
    }
    guard let anchor = folder.certificates[trustAnchor] else {
      throw .malformed(
        field: "TrustAnchor", expected: "a certificate in certs/", found: trustAnchor)
    }
    var validation = PathValidation(
      trustAnchors: [TrustAnchor(anchor)], store: folder.store, time: time)
    validation.userInitialPolicySet = policies
    validation.initialExplicitPolicy = explicitPolicy
    validation.initialPolicyMappingInhibit = policyMappingInhibit
    validation.initialAnyPolicyInhibit = anyPolicyInhibit
    return validation.validate(certificate)
  }
}
