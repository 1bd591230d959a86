import ASN1

// Section 6.1.4: preparation for certificate i + 1.
extension PathProcessing {
  /// Section 6.1.4, after certificate i.
  mutating func prepareForNextCertificate(_ i: Int) throws(Refusal) {
    try verifyPolicyMappings(i)
    try processPolicyMappings(i)
    assignWorkingIssuer(i)
    applyNameConstraints(i)
    lowerCounters(i)
    applyPolicyConstraints(i)
    try verifyBasicConstraints(i)
    try processPathLength(i)
    try verifyKeyUsage(i)
    try processCriticalExtensions(i, rule: "RFC 5280, section 6.1.4 (o)")
  }

  /// (a) anyPolicy is neither mapped nor mapped to.
  private mutating func verifyPolicyMappings(_ i: Int) throws(Refusal) {
    guard let mappings = certificate(i).extensions.policyMappings?.mappings else { return }
    let hasAny = mappings.contains {
      $0.issuerDomainPolicy == .anyPolicy || $0.subjectDomainPolicy == .anyPolicy
    }
    try check(
      subject(i), .policyMappings, "RFC 5280, section 6.1.4 (a)", !hasAny,
      "anyPolicy is not among them", else: "anyPolicy is mapped, which is forbidden")
  }

  /// (b) Policies are mapped, or deleted where mapping is inhibited.
  private mutating func processPolicyMappings(_ i: Int) throws(Refusal) {
    let extensions = certificate(i).extensions
    guard let mappings = extensions.policyMappings?.mappings, var tree = validPolicyTree else {
      return
    }
    var order: [ObjectIdentifier] = []
    var targets: [ObjectIdentifier: [ObjectIdentifier]] = [:]
    for mapping in mappings {
      if targets[mapping.issuerDomainPolicy] == nil { order.append(mapping.issuerDomainPolicy) }
      targets[mapping.issuerDomainPolicy, default: []].append(mapping.subjectDomainPolicy)
    }
    for policy in order where !tree.isEmpty {
      if policyMapping > 0 {  // (1)
        let fits = tree.map(
          policy, to: targets[policy] ?? [], policies: extensions.certificatePolicies,
          limit: context.limits.policyNodes)
        try checkPolicyLimit(i, fits)
      } else {  // (2)
        tree.delete(policy)
      }
    }
    validPolicyTree = tree.isEmpty ? nil : tree
    note(
      subject(i), .policyMappings, "RFC 5280, section 6.1.4 (b)",
      policyMapping > 0
        ? "\(mappings.count) policies are mapped"
        : "mapping is inhibited, the mapped policies are deleted; " + describePolicies())
  }

  /// (c) to (f) The subject is the next issuer, and its key signs the next certificate.
  private mutating func assignWorkingIssuer(_ i: Int) {
    workingIssuerName = certificate(i).subject
    // Parameters are never inherited here: that is for DSA alone.
    workingPublicKey = certificate(i).subjectPublicKeyInfo
  }

  /// (g) Its subtrees are added to those that are left.
  private mutating func applyNameConstraints(_ i: Int) {
    guard let constraints = certificate(i).extensions.nameConstraints else { return }
    subtrees.add(constraints)
    let permitted = (constraints.permittedSubtrees ?? []).prefix(4).map { "only \($0.base)" }
    let excluded = (constraints.excludedSubtrees ?? []).prefix(4).map { "not \($0.base)" }
    note(
      subject(i), .nameConstraints, "RFC 5280, section 6.1.4 (g)",
      (permitted + excluded).joined(separator: ", "))
  }

  /// (h) A certificate that is not self-issued lowers the counters.
  private mutating func lowerCounters(_ i: Int) {
    guard !certificate(i).isSelfIssued else { return }
    explicitPolicy = max(0, explicitPolicy - 1)
    policyMapping = max(0, policyMapping - 1)
    inhibitAnyPolicy = max(0, inhibitAnyPolicy - 1)
  }

  /// (i) and (j) Its own limits lower them further.
  private mutating func applyPolicyConstraints(_ i: Int) {
    let extensions = certificate(i).extensions
    if let constraints = extensions.policyConstraints {
      if let limit = constraints.requireExplicitPolicy {
        explicitPolicy = min(explicitPolicy, limit)
        note(
          subject(i), .policyConstraints, "RFC 5280, section 6.1.4 (i)(1)",
          "a policy is asked for after \(explicitPolicy) more certificates")
      }
      if let limit = constraints.inhibitPolicyMapping {
        policyMapping = min(policyMapping, limit)
        note(
          subject(i), .policyConstraints, "RFC 5280, section 6.1.4 (i)(2)",
          "policies are mapped for \(policyMapping) more certificates")
      }
    }
    if let limit = extensions.inhibitAnyPolicy?.skipCerts {
      inhibitAnyPolicy = min(inhibitAnyPolicy, limit)
      note(
        subject(i), .policyConstraints, "RFC 5280, section 6.1.4 (j)",
        "anyPolicy counts for \(inhibitAnyPolicy) more certificates")
    }
  }

  /// (k) The certificate is one of a CA, which has a name (section 4.1.2.6).
  private mutating func verifyBasicConstraints(_ i: Int) throws(Refusal) {
    let certificate = certificate(i)
    try check(
      subject(i), .basicConstraints, "RFC 5280, section 6.1.4 (k)", certificate.isCA,
      "the certificate of a CA",
      else: certificate.extensions.basicConstraints == nil
        ? "no basic constraints: not the certificate of a CA" : "not the certificate of a CA")
    if certificate.subject.isEmpty {
      try check(
        subject(i), .issuer, "RFC 5280, section 4.1.2.6", false, "", else: "a CA without a name")
    }
  }

  /// (l) and (m) The path may have one certificate more.
  private mutating func processPathLength(_ i: Int) throws(Refusal) {
    let certificate = certificate(i)
    if !certificate.isSelfIssued {
      try check(
        subject(i), .pathLength, "RFC 5280, section 6.1.4 (l)", maxPathLength > 0,
        "\(maxPathLength - 1) more certificates of CAs may follow",
        else: "the path has more certificates of CAs than one of them allows")
      maxPathLength -= 1
    }
    if let limit = certificate.extensions.basicConstraints?.pathLengthConstraint,
      limit < maxPathLength
    {
      maxPathLength = limit
      note(
        subject(i), .pathLength, "RFC 5280, section 6.1.4 (m)",
        "it allows \(limit) more certificates of CAs")
    }
  }

  /// (n) The key may sign certificates, if the certificate says what it may do.
  private mutating func verifyKeyUsage(_ i: Int) throws(Refusal) {
    guard let usage = certificate(i).extensions.keyUsage else { return }
    try check(
      subject(i), .keyUsage, "RFC 5280, section 6.1.4 (n)", usage.contains(.keyCertSign),
      "the key may sign certificates", else: "the key may not sign certificates: \(usage)")
  }

  /// (o), and section 6.1.5 (f): Every critical extension is known.
  mutating func processCriticalExtensions(_ i: Int, rule: String) throws(Refusal) {
    let extensions = certificate(i).extensions
    let unknown = extensions.unknownCritical.map(\.name).joined(separator: ", ")
    let critical = extensions.all.filter(\.isCritical).map(\.name).joined(separator: ", ")
    try check(
      subject(i), .criticalExtensions, rule, unknown.isEmpty,
      critical.isEmpty ? "none" : "all known: \(critical)", else: "not known here: \(unknown)")
  }
}
