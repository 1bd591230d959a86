import ASN1

// Section 6.1.5: wrap-up; and what is asked of the end entity beside it.
extension PathProcessing {
  /// Section 6.1.5, after certificate n.
  mutating func wrapUp() throws(Refusal) {
    let certificate = certificate(count)
    explicitPolicy = max(0, explicitPolicy - 1)  // (a)
    if certificate.extensions.policyConstraints?.requireExplicitPolicy == 0 {  // (b)
      explicitPolicy = 0
    }
    workingPublicKey = certificate.subjectPublicKeyInfo  // (c) to (e)
    try processCriticalExtensions(count, rule: "RFC 5280, section 6.1.5 (f)")
    try intersectPolicies()
  }

  /// (g) What is left of the policy tree is what the user accepts.
  private mutating func intersectPolicies() throws(Refusal) {
    if var tree = validPolicyTree, !validation.userInitialPolicySet.contains(.anyPolicy) {
      tree.intersect(validation.userInitialPolicySet)
      validPolicyTree = tree.isEmpty ? nil : tree
    }
    try check(
      .path, .userPolicies, "RFC 5280, section 6.1.5 (g)",
      explicitPolicy > 0 || validPolicyTree != nil,
      validPolicyTree == nil ? "no policy is left, and none is asked for" : describePolicies(),
      else: "a policy is asked for, and none of those that the user accepts is left")
  }

  /// Every certificate that says what it is for is for this purpose (section 4.2.1.12), and the
  /// key of the last may do what it takes (section 4.2.1.3).
  mutating func checkPurpose(_ purpose: PathValidation.Purpose?) throws(Refusal) {
    guard let purpose else { return }
    for i in 1...count {
      guard let usage = certificate(i).extensions.extendedKeyUsage else { continue }
      let names = usage.purposes.map { $0.name ?? $0.description }.joined(separator: ", ")
      try check(
        subject(i), .purpose, "RFC 5280, section 4.2.1.12", usage.allows(purpose.identifier),
        "for \(names)", else: "not for a \(purpose.rawValue), only for \(names)")
    }
    if let usage = certificate(count).extensions.keyUsage {
      // A server may also open what was encrypted for it.
      let suitable: KeyUsage =
        purpose == .server
        ? [.digitalSignature, .keyEncipherment, .keyAgreement] : [.digitalSignature, .keyAgreement]
      try check(
        subject(count), .keyUsage, "RFC 5280, section 4.2.1.3", !usage.isDisjoint(with: suitable),
        "the key may be used for \(usage)",
        else: "the key of a \(purpose.rawValue) must do more than \(usage)")
    }
  }

  /// The certificate is of who was asked for (RFC 9525, section 6).
  mutating func checkName(_ name: PeerName?) throws(Refusal) {
    guard let name else { return }
    let names = certificate(count).subjectAltNames.map(\.description).joined(separator: ", ")
    try check(
      subject(count), .name, "RFC 9525, section 6", name.matches(certificate(count)),
      "it is of \(name)",
      else: "not of \(name), but of "
        + (names.isEmpty ? "\(certificate(count).title), without other names" : names))
  }
}
