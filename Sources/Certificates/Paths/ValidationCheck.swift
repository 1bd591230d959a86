/// The checks that path validation makes; a step names one of them.
public enum ValidationCheck: String, Sendable, CaseIterable {
  // Finding a path.
  /// Whether certificates lead from the end entity to a trust anchor.
  case path
  /// What the trust anchor itself says.
  case trustAnchor = "trust anchor"
  /// The bounds against hostile input.
  case limit

  // Each certificate: section 6.1.3.
  /// The signature with the working public key.
  case signature
  /// Whether the time lies in the period of validity.
  case validity
  /// Whether the certificate was revoked.
  case revocation
  /// Whether the issuer is the subject of the certificate before.
  case issuer = "issuer name"
  /// Whether the names lie in a permitted subtree.
  case permittedSubtrees = "permitted subtrees"
  /// Whether the names lie outside all excluded subtrees.
  case excludedSubtrees = "excluded subtrees"
  /// The policies that are left in the valid policy tree.
  case policies
  /// Whether a policy is asked for, and there is one.
  case explicitPolicy = "explicit policy"

  // Between two certificates: section 6.1.4.
  /// Policies that stand for others in the next domain.
  case policyMappings = "policy mappings"
  /// Names that the certificates below may have.
  case nameConstraints = "name constraints"
  /// Counters that a certificate lowers.
  case policyConstraints = "policy constraints"
  /// Whether the certificate is one of a CA.
  case basicConstraints = "basic constraints"
  /// Whether the path may go on.
  case pathLength = "path length"
  /// Whether the key may do what it does.
  case keyUsage = "key usage"
  /// Whether every critical extension is known here.
  case criticalExtensions = "critical extensions"

  // The end of the path: section 6.1.5, and what is asked of the end entity.
  /// The policies that are left for the user.
  case userPolicies = "user policies"
  /// Whether the certificate is for the purpose at hand.
  case purpose
  /// Whether it is the certificate of who was asked for.
  case name

  // Certificate revocation lists: section 6.3.3.
  /// Whether a list is current.
  case listTime = "list time"
  /// Whether a list speaks of the certificate.
  case listScope = "list scope"
  /// Whether the reasons of a list were not covered yet.
  case listReasons = "list reasons"
  /// Whether a list was signed by who may.
  case listIssuer = "list issuer"
  /// The signature of a list.
  case listSignature = "list signature"
}
