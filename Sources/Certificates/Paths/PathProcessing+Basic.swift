import ASN1

// Section 6.1.3: basic certificate processing.
extension PathProcessing {
  /// Section 6.1.3, for certificate i.
  mutating func basicCertificateProcessing(_ i: Int) throws(Refusal) {
    try verifySignature(i)
    try verifyValidity(i)
    try verifyRevocation(i)
    try verifyIssuer(i)
    if i == count || !certificate(i).isSelfIssued {
      try verifyPermittedSubtrees(i)
      try verifyExcludedSubtrees(i)
    }
    try processPolicies(i)
    try verifyExplicitPolicy(i)
  }

  /// (a)(1) The signature verifies with the working public key.
  private mutating func verifySignature(_ i: Int) throws(Refusal) {
    let certificate = certificate(i)
    let finding = context.verify(certificate, key: workingPublicKey)
    let detail =
      switch finding {
      case .valid(let algorithm): "\(algorithm) with the key of \(workingIssuerName)"
      case .invalid(let algorithm):
        "not a signature by \(algorithm) with the key of \(workingIssuerName)"
      case .unusable(let reason): reason
      }
    try check(
      subject(i), .signature, "RFC 5280, section 6.1.3 (a)(1)", finding.isValid, detail,
      else: detail)
  }

  /// (a)(2) The period of validity includes the time.
  private mutating func verifyValidity(_ i: Int) throws(Refusal) {
    let validity = certificate(i).validity
    let rule = "RFC 5280, section 6.1.3 (a)(2)"
    try check(
      subject(i), .validity, rule, validity.contains(validation.time),
      "holds from \(validity.notBefore) to \(validity.notAfter)",
      else: validation.time < validity.notBefore
        ? "holds only from \(validity.notBefore) on; it is \(validation.time)"
        : "expired at \(validity.notAfter); it is \(validation.time)")
  }

  /// (a)(3) The certificate is not revoked.
  private mutating func verifyRevocation(_ i: Int) throws(Refusal) {
    let rule = "RFC 5280, section 6.1.3 (a)(3)"
    guard validation.revocation != .ignored else {
      return note(subject(i), .revocation, rule, "nobody asked whether it was revoked")
    }
    var processing = RevocationProcessing(self, i)
    let status = processing.run()
    steps += processing.steps
    switch status {
    case .unlisted where validation.revocation == .whereListed:
      note(subject(i), .revocation, rule, "no list of its issuer is at hand")
    case .unlisted:
      try check(
        subject(i), .revocation, rule, false, "", else: "no list of its issuer is at hand")
    case .inProgress:
      note(subject(i), .revocation, rule, "its own status is what is being looked for")
    case .unrevoked:
      try check(subject(i), .revocation, rule, true, "not revoked", else: "")
    case .revoked(let entry):
      let reason = (entry.reasonCode ?? .unspecified).name
      try check(
        subject(i), .revocation, rule, false, "",
        else: "revoked at \(entry.revocationDate), reason \(reason)")
    case .undetermined:
      try check(
        subject(i), .revocation, rule, false, "",
        else: "no list that can be used says whether it was revoked")
    }
  }

  /// (a)(4) The issuer is the working issuer name.
  private mutating func verifyIssuer(_ i: Int) throws(Refusal) {
    let issuer = certificate(i).issuer
    try check(
      subject(i), .issuer, "RFC 5280, section 6.1.3 (a)(4)", issuer == workingIssuerName,
      "issued by \(issuer)", else: "issued by \(issuer), expected \(workingIssuerName)")
  }

  /// All names of a certificate that are compared with subtrees.
  private func names(_ i: Int) -> [GeneralName] {
    let certificate = certificate(i)
    var names = certificate.subjectAltNames
    if !certificate.subject.isEmpty { names.append(.directoryName(certificate.subject)) }
    if certificate.extensions.subjectAltName == nil {
      // Mail addresses stand in the distinguished name then (section 4.2.1.10).
      names += certificate.subject.attributes.filter { $0.type == .emailAddress }
        .compactMap(\.text).map { .rfc822Name($0) }
    }
    return names
  }

  /// (b) Every name lies within a permitted subtree of its form.
  private mutating func verifyPermittedSubtrees(_ i: Int) throws(Refusal) {
    guard !subtrees.permitted.isEmpty else { return }
    try verifyNames(i, .permittedSubtrees, "RFC 5280, section 6.1.3 (b)") {
      $0.permits($1, budget: &$2)
    }
  }

  /// (c) No name lies within an excluded subtree.
  private mutating func verifyExcludedSubtrees(_ i: Int) throws(Refusal) {
    guard !subtrees.excluded.isEmpty else { return }
    try verifyNames(i, .excludedSubtrees, "RFC 5280, section 6.1.3 (c)") {
      $0.excludes($1, budget: &$2)
    }
  }

  private mutating func verifyNames(
    _ i: Int, _ check: ValidationCheck, _ rule: String,
    _ look: (NameSubtrees, GeneralName, inout Int) -> NameSubtrees.Finding
  ) throws(Refusal) {
    let names = names(i)
    for name in names {
      switch look(subtrees, name, &context.nameBudget) {
      case .allowed: continue
      case .refused(let reason):
        try self.check(subject(i), check, rule, false, "", else: reason)
      case .tooMany:
        try self.check(
          subject(i), .limit, rule, false, "",
          else: "more than \(context.limits.nameComparisons) names to compare")
      }
    }
    try self.check(
      subject(i), check, rule, true, names.map(\.description).joined(separator: ", "), else: "")
  }

  /// (d) and (e) The policies of the certificate become a depth of the policy tree.
  private mutating func processPolicies(_ i: Int) throws(Refusal) {
    guard let policies = certificate(i).extensions.certificatePolicies else {
      if validPolicyTree != nil {
        note(
          subject(i), .policies, "RFC 5280, section 6.1.3 (e)",
          "it has no policies, so that none is left")
      }
      validPolicyTree = nil
      return
    }
    guard var tree = validPolicyTree else { return }
    let allowsAny = inhibitAnyPolicy > 0 || (i < count && certificate(i).isSelfIssued)
    let fits = tree.descend(
      policies, allowsAnyPolicy: allowsAny, limit: context.limits.policyNodes)
    try checkPolicyLimit(i, fits)
    validPolicyTree = tree.isEmpty ? nil : tree
    note(subject(i), .policies, "RFC 5280, section 6.1.3 (d)", describePolicies())
  }

  /// Refuses a path whose policy tree has grown too large.
  mutating func checkPolicyLimit(_ i: Int, _ fits: Bool) throws(Refusal) {
    guard !fits else { return }
    try check(
      subject(i), .limit, "RFC 5280, section 6.1.3 (d)", false, "",
      else: "more than \(context.limits.policyNodes) nodes of policies")
  }

  /// The policies that are left, in words.
  func describePolicies() -> String {
    guard let tree = validPolicyTree else { return "no policy is left" }
    let policies = Set(tree.leaves.map(\.validPolicy.description)).sorted()
    let shown = policies.prefix(6).map { $0 == "2.5.29.32.0" ? "anyPolicy" : $0 }
    return "left: " + shown.joined(separator: ", ") + (policies.count > 6 ? ", …" : "")
  }

  /// (f) A policy is left, or none is asked for.
  private mutating func verifyExplicitPolicy(_ i: Int) throws(Refusal) {
    try check(
      subject(i), .explicitPolicy, "RFC 5280, section 6.1.3 (f)",
      explicitPolicy > 0 || validPolicyTree != nil,
      explicitPolicy > 0 ? "no policy is asked for yet" : "a policy is asked for, and there is one",
      else: "a policy is asked for, and none is left")
  }
}
