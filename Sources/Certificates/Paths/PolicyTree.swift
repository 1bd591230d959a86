import ASN1

/// The valid_policy_tree of path validation (RFC 5280, section 6.1.2 (a)).
///
/// Depth i has the policies that certificate i may be used under. A tree from which every node was
/// deleted is no tree: whoever holds one sets it to nil then.
struct PolicyTree: Sendable {
  /// A node.
  struct Node: Sendable {
    /// A policy under which the path is valid.
    let validPolicy: ObjectIdentifier
    /// What the certificate says about this policy.
    let qualifierSet: [PolicyQualifierInfo]
    /// The policies that satisfy this one in the next certificate.
    var expectedPolicySet: [ObjectIdentifier]
    /// Where the parent stands one depth above; the root has none.
    var parent: Int
  }

  /// The nodes of each depth, the root alone at depth 0.
  private(set) var depths: [[Node]]

  /// Creates the tree with anyPolicy as its root.
  init() {
    depths = [
      [Node(validPolicy: .anyPolicy, qualifierSet: [], expectedPolicySet: [.anyPolicy], parent: -1)]
    ]
  }

  /// The deepest nodes: the policies that the last certificate may be used under.
  var leaves: [Node] { depths[depths.count - 1] }

  /// The number of nodes.
  var count: Int { depths.reduce(0) { $0 + $1.count } }

  /// Whether nothing is left.
  var isEmpty: Bool { depths[0].isEmpty }
}

// MARK: - Section 6.1.3 (d)

extension PolicyTree {
  /// Adds the policies of a certificate as a new depth (section 6.1.3 (d)), pruned.
  ///
  /// - Parameters:
  ///   - policies: the extension of the certificate.
  ///   - allowsAnyPolicy: whether anyPolicy counts: inhibit_anyPolicy is not 0, or the certificate
  ///     is self-issued and not the last.
  ///   - limit: the most nodes that the tree may have.
  /// - Returns: false when the tree would grow beyond the limit.
  mutating func descend(
    _ policies: CertificatePolicies, allowsAnyPolicy: Bool, limit: Int
  ) -> Bool {
    let above = leaves
    let anyNode = above.firstIndex { $0.validPolicy == .anyPolicy }
    var below: [Node] = []
    var children = [Set<ObjectIdentifier>](repeating: [], count: above.count)
    let room = limit - count
    func add(_ policy: ObjectIdentifier, _ qualifiers: [PolicyQualifierInfo], to parent: Int) {
      guard below.count <= room, children[parent].insert(policy).inserted else { return }
      below.append(
        Node(
          validPolicy: policy, qualifierSet: qualifiers, expectedPolicySet: [policy],
          parent: parent))
    }
    for information in policies.policyInformation
    where information.policyIdentifier != .anyPolicy {  // (1)
      let policy = information.policyIdentifier
      let parents = above.indices.filter { above[$0].expectedPolicySet.contains(policy) }
      for parent in parents { add(policy, information.policyQualifiers, to: parent) }  // (i)
      if parents.isEmpty, let anyNode { add(policy, information.policyQualifiers, to: anyNode) }
    }
    if allowsAnyPolicy, let any = policies[.anyPolicy] {  // (2)
      for parent in above.indices {
        for policy in above[parent].expectedPolicySet {
          add(policy, any.policyQualifiers, to: parent)
        }
      }
    }
    guard below.count <= room else { return false }
    depths.append(below)
    prune()  // (3)
    return true
  }

  /// Deletes nodes without children above the deepest depth, until there are none.
  private mutating func prune() {
    for depth in depths.indices.dropLast().reversed() {
      let parents = Set(depths[depth + 1].map(\.parent))
      keep(at: depth) { index, _ in parents.contains(index) }
    }
  }

  /// Keeps some nodes of a depth, and what hangs below them.
  private mutating func keep(at depth: Int, where isKept: (Int, Node) -> Bool) {
    var places = [Int?](repeating: nil, count: depths[depth].count)
    var kept: [Node] = []
    for (index, node) in depths[depth].enumerated() where isKept(index, node) {
      places[index] = kept.count
      kept.append(node)
    }
    guard kept.count < depths[depth].count else { return }
    depths[depth] = kept
    guard depth + 1 < depths.count else { return }
    keep(at: depth + 1) { _, node in places[node.parent] != nil }
    for index in depths[depth + 1].indices {
      depths[depth + 1][index].parent = places[depths[depth + 1][index].parent] ?? 0
    }
  }
}

// MARK: - Section 6.1.4 (b)

extension PolicyTree {
  /// Lets the nodes of an issuer's policy expect the policies of the next domain
  /// (section 6.1.4 (b)(1)).
  ///
  /// - Returns: false when the tree would grow beyond the limit.
  mutating func map(
    _ issuerDomainPolicy: ObjectIdentifier, to subjectDomainPolicies: [ObjectIdentifier],
    policies: CertificatePolicies?, limit: Int
  ) -> Bool {
    let depth = depths.count - 1
    var isFound = false
    for index in depths[depth].indices
    where depths[depth][index].validPolicy == issuerDomainPolicy {
      depths[depth][index].expectedPolicySet = subjectDomainPolicies
      isFound = true
    }
    if isFound { return true }
    guard let any = depths[depth].first(where: { $0.validPolicy == .anyPolicy }) else {
      return true
    }
    guard count < limit else { return false }
    // The parent of anyPolicy is anyPolicy of the depth above: nothing else expects it.
    depths[depth].append(
      Node(
        validPolicy: issuerDomainPolicy,
        qualifierSet: policies?[.anyPolicy]?.policyQualifiers ?? [],
        expectedPolicySet: subjectDomainPolicies, parent: any.parent))
    return true
  }

  /// Deletes the nodes of a policy that must not be mapped (section 6.1.4 (b)(2)).
  mutating func delete(_ issuerDomainPolicy: ObjectIdentifier) {
    keep(at: depths.count - 1) { _, node in node.validPolicy != issuerDomainPolicy }
    prune()
  }
}

// MARK: - Section 6.1.5 (g)

extension PolicyTree {
  /// Cuts the tree down to what the user accepts (section 6.1.5 (g)(iii)).
  mutating func intersect(_ userInitialPolicySet: Set<ObjectIdentifier>) {
    // 1. The valid_policy_node_set: the nodes whose parent is anyPolicy.
    let last = depths.count - 1
    let isInSet = { (depth: Int, node: Node, tree: PolicyTree) in
      depth > 0 && tree.depths[depth - 1][node.parent].validPolicy == .anyPolicy
    }
    var found: Set<ObjectIdentifier> = []
    for depth in depths.indices.dropFirst() {  // 2
      let tree = self
      for node in depths[depth] where isInSet(depth, node, tree) { found.insert(node.validPolicy) }
      keep(at: depth) { _, node in
        !isInSet(depth, node, tree) || node.validPolicy == .anyPolicy
          || userInitialPolicySet.contains(node.validPolicy)
      }
    }
    if last > 0, let any = depths[last].first(where: { $0.validPolicy == .anyPolicy }) {  // 3
      let added = userInitialPolicySet.subtracting(found)
        .sorted { $0.arcs.lexicographicallyPrecedes($1.arcs) }
      keep(at: last) { _, node in node.validPolicy != .anyPolicy }
      depths[last] += added.map {
        Node(
          validPolicy: $0, qualifierSet: any.qualifierSet, expectedPolicySet: [$0],
          parent: any.parent)
      }
    }
    prune()  // 4
  }
}
