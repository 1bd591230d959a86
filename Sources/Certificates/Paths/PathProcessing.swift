import ASN1

/// Basic path validation of one path, step by step (RFC 5280, section 6.1).
///
/// The functions have the names of the sections: `initialization` is section 6.1.2,
/// `basicCertificateProcessing` 6.1.3, `prepareForNextCertificate` 6.1.4, `wrapUp` 6.1.5; the
/// variables have those of section 6.1.2. The first check that fails ends it.
struct PathProcessing {
  let validation: PathValidation
  let path: CertificationPath
  let context: ValidationContext
  /// How many paths this one is inside of, being that of who signed a revocation list.
  let nesting: Int
  /// The decisions.
  var steps: [ValidationStep] = []

  // MARK: State variables, section 6.1.2

  /// (a) valid_policy_tree; nil for NULL.
  var validPolicyTree: PolicyTree? = PolicyTree()
  /// (b) and (c) permitted_subtrees and excluded_subtrees.
  var subtrees = NameSubtrees()
  /// (d) explicit_policy: after how many certificates there must be a policy.
  var explicitPolicy: Int
  /// (e) inhibit_anyPolicy: after how many certificates anyPolicy counts no more.
  var inhibitAnyPolicy: Int
  /// (f) policy_mapping: after how many certificates policies are mapped no more.
  var policyMapping: Int
  /// (g) to (i) working_public_key with its algorithm and parameters.
  var workingPublicKey: SubjectPublicKeyInfo
  /// (j) working_issuer_name.
  var workingIssuerName: Name
  /// (k) max_path_length.
  var maxPathLength: Int

  /// n, the number of certificates.
  var count: Int { path.certificates.count }

  /// Section 6.1.2: initialization.
  init(
    _ validation: PathValidation, _ path: CertificationPath, context: ValidationContext,
    nesting: Int = 0
  ) {
    self.validation = validation
    self.path = path
    self.context = context
    self.nesting = nesting
    let n = path.certificates.count
    explicitPolicy = validation.initialExplicitPolicy ? 0 : n + 1
    inhibitAnyPolicy = validation.initialAnyPolicyInhibit ? 0 : n + 1
    policyMapping = validation.initialPolicyMappingInhibit ? 0 : n + 1
    workingPublicKey = path.trustAnchor.publicKey
    workingIssuerName = path.trustAnchor.name
    maxPathLength = n
    if let constraints = validation.initialNameConstraints { subtrees.add(constraints) }
  }

  /// Validates the path.
  ///
  /// - Returns: the path, if it holds; otherwise the last step says why it does not.
  mutating func run(
    purpose: PathValidation.Purpose? = nil, name: PeerName? = nil
  ) -> ValidatedPath? {
    do throws(Refusal) {
      try applyTrustAnchor()
      for i in 1...count {
        try basicCertificateProcessing(i)
        if i < count { try prepareForNextCertificate(i) }
      }
      try wrapUp()
      try checkPurpose(purpose)
      try checkName(name)
      return outputs(purpose: purpose, name: name)
    } catch {
      return nil
    }
  }

  /// What the certificate of the trust anchor says holds too (RFC 5937, section 3.2).
  private mutating func applyTrustAnchor() throws(Refusal) {
    let rule = "RFC 5280, section 6.1.1 (d)"
    guard let certificate = path.trustAnchor.certificate else {
      note(.path, .trustAnchor, rule, "the name and key of \(path.trustAnchor.name)")
      return
    }
    try check(
      .path, .trustAnchor, rule, certificate.validity.contains(validation.time),
      "\(certificate.title) is trusted, and holds until \(certificate.validity.notAfter)",
      else: "\(certificate.title) is trusted, but holds from \(certificate.validity.notBefore) to "
        + "\(certificate.validity.notAfter)")
    let extensions = certificate.extensions
    // A certificate that is trusted itself need not be one of a CA.
    if certificate.tbsCertificate.version == 3, path.certificates[0] != certificate {
      try check(
        .path, .basicConstraints, "RFC 5280, section 4.2.1.9", certificate.isCA,
        "the trust anchor is a CA", else: "the trust anchor is not a CA")
      if let usage = extensions.keyUsage {
        try check(
          .path, .keyUsage, "RFC 5280, section 4.2.1.3", usage.contains(.keyCertSign),
          "its key may sign certificates", else: "its key may not sign certificates: \(usage)")
      }
    }
    if let length = extensions.basicConstraints?.pathLengthConstraint {
      maxPathLength = min(maxPathLength, length)
      note(
        .path, .pathLength, "RFC 5937, section 3.2",
        "the trust anchor allows \(length) certificates of CAs below it")
    }
    if let constraints = extensions.nameConstraints {
      subtrees.add(constraints)
      note(
        .path, .nameConstraints, "RFC 5937, section 3.2",
        "the trust anchor limits the names below it")
    }
  }

  /// Section 6.1.6: outputs.
  private func outputs(purpose: PathValidation.Purpose?, name: PeerName?) -> ValidatedPath {
    ValidatedPath(
      path: path, publicKey: workingPublicKey,
      policies: Set(validPolicyTree?.leaves.map(\.validPolicy) ?? []), name: name,
      purpose: purpose)
  }
}

/// A path was refused; the last step says why.
struct Refusal: Error {}

// MARK: - Steps

extension PathProcessing {
  /// Certificate i of 1 to n.
  func certificate(_ i: Int) -> Certificate { path.certificates[i - 1] }

  /// How steps name certificate i.
  func subject(_ i: Int) -> ValidationStep.Subject {
    .certificate(position: i, of: count, name: certificate(i).title)
  }

  /// Keeps what was found, and refuses the path when it does not hold.
  mutating func check(
    _ subject: ValidationStep.Subject, _ check: ValidationCheck, _ rule: String, _ holds: Bool,
    _ passed: String, else failed: String
  ) throws(Refusal) {
    steps.append(
      ValidationStep(
        subject: subject, check: check, rule: rule, outcome: holds ? .passed : .failed,
        detail: holds ? passed : failed))
    if !holds { throw Refusal() }
  }

  /// Keeps what decides nothing by itself.
  mutating func note(
    _ subject: ValidationStep.Subject, _ check: ValidationCheck, _ rule: String, _ detail: String
  ) {
    steps.append(
      ValidationStep(subject: subject, check: check, rule: rule, outcome: .noted, detail: detail))
  }
}
