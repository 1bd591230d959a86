/// Bounds on the work that strangers' certificates can cause.
///
/// A path that needs more is refused, and a step says which bound it met.
public struct ValidationLimits: Sendable, Hashable {
  /// The most certificates of a path, the end entity's included.
  public var pathLength = 10
  /// The most paths that are tried from one end entity.
  public var paths = 24
  /// The most signatures that are verified, those of revocation lists included.
  public var signatures = 200
  /// The most nodes of a policy tree, which can double with every certificate.
  public var policyNodes = 1024
  /// The most comparisons of a name with a subtree.
  public var nameComparisons = 100_000
  /// How often the issuer of a revocation list may need a path of its own inside another one's.
  public var nestedPaths = 4
  /// The fewest bits of an RSA modulus.
  public var modulusBitWidth = 2048

  /// Creates the bounds as they are set.
  public init() {}
}
