import ASN1
import Arithmetic

/// Validation of revocation lists for one certificate of a path, step by step (RFC 5280, section
/// 6.3).
///
/// The variables have the names of section 6.3.2, and the functions say which letter of section
/// 6.3.3 they are.
struct RevocationProcessing {
  private let path: PathProcessing
  private let i: Int
  private let certificate: Certificate
  private let context: ValidationContext
  /// The decisions.
  private(set) var steps: [ValidationStep] = []

  // MARK: State variables, section 6.3.2

  /// (a) reasons_mask: the reasons that lists spoke of so far.
  private var reasonsMask: ReasonFlags = []
  /// (b) cert_status: nil for UNREVOKED.
  private var certStatus: RevokedCertificate?
  /// (c) interim_reasons_mask: the reasons that the list at hand speaks of.
  private var interimReasonsMask: ReasonFlags = []

  /// What came of it.
  enum Status {
    /// No list was issued by who would have to.
    case unlisted
    /// There are lists, and none that can be used covers all reasons.
    case undetermined
    /// The status is being looked for already, outside of this.
    case inProgress
    /// Lists for all reasons do not have it.
    case unrevoked
    /// A list has it.
    case revoked(RevokedCertificate)
  }

  /// Prepares to look for the status of certificate i of a path.
  init(_ path: PathProcessing, _ i: Int) {
    self.path = path
    self.i = i
    certificate = path.certificate(i)
    context = path.context
  }

  /// Section 6.3.3.
  mutating func run() -> Status {
    guard !context.statusesInProgress.contains(certificate) else { return .inProgress }
    context.statusesInProgress.append(certificate)
    defer { context.statusesInProgress.removeLast() }
    // The place that every certificate has at last: its issuer, for all reasons.
    let last = DistributionPoint(name: .fullName([.directoryName(certificate.issuer)]))
    var isListed = false
    for point in (certificate.extensions.cRLDistributionPoints?.points ?? []) + [last] {
      for list in lists(for: point) {
        guard reasonsMask != .all, certStatus == nil else { break }
        isListed = true
        process(list, for: point)
      }
    }
    if let certStatus { return .revoked(certStatus) }
    if reasonsMask == .all { return .unrevoked }
    return isListed ? .undetermined : .unlisted
  }

  /// (a) The complete lists at hand of who issues them for a distribution point.
  private func lists(for point: DistributionPoint) -> [CertificateList] {
    issuers(of: point).flatMap { path.validation.store.lists(of: $0) }
      .filter { $0.extensions.deltaCRLIndicator == nil }
  }

  /// Who issues the lists for a distribution point.
  private func issuers(of point: DistributionPoint) -> [Name] {
    guard let names = point.cRLIssuer else { return [certificate.issuer] }
    return names.compactMap { name in
      if case .directoryName(let name) = name { name } else { nil }
    }
  }

  /// (b) to (l) for one complete list, which is set aside where a check fails.
  private mutating func process(_ list: CertificateList, for point: DistributionPoint) {
    do throws(Refusal) {
      try verifyTime(list)
      try verifyExtensions(list)
      try verifyIssuer(list, point)  // (b)(1)
      try verifyScope(list, point)  // (b)(2)
      try computeReasons(list, point)  // (d) and (e)
      let key = try verifyListIssuer(list)  // (f) and (g)
      let delta = delta(of: list, signedBy: key)  // (c) and (h)
      search(list, delta)  // (i) to (k)
      reasonsMask.formUnion(interimReasonsMask)  // (l)
    } catch {}
  }
}

// MARK: - Whether a list may be used

extension RevocationProcessing {
  /// (a) The list is current.
  private mutating func verifyTime(_ list: CertificateList) throws(Refusal) {
    let time = path.validation.time
    let rule = "RFC 5280, section 6.3.3 (a)"
    try check(
      list, .listTime, rule, isCurrent(list),
      "issued at \(list.thisUpdate), the next "
        + (list.nextUpdate.map { "by \($0)" } ?? "at no stated time"),
      else: list.thisUpdate > time
        ? "issued only at \(list.thisUpdate)"
        : "there should be a newer one since \(list.nextUpdate ?? list.thisUpdate)")
  }

  private func isCurrent(_ list: CertificateList) -> Bool {
    let time = path.validation.time
    return list.thisUpdate <= time && time <= list.nextUpdate ?? time
  }

  /// Every critical extension is known, of the list and of its entries (sections 5.2 and 5.3).
  private mutating func verifyExtensions(_ list: CertificateList) throws(Refusal) {
    let unknown = unknownCritical(list)
    guard let first = unknown.first else { return }
    try check(
      list, .criticalExtensions, "RFC 5280, sections 5.2 and 5.3", false, "",
      else: "not known here: \(first.name)")
  }

  private func unknownCritical(_ list: CertificateList) -> [Extension] {
    list.extensions.unknownCritical + list.revokedCertificates.flatMap(\.unknownCritical)
  }

  /// (b)(1) The issuer of the list is who it must be.
  private mutating func verifyIssuer(
    _ list: CertificateList, _ point: DistributionPoint
  ) throws(Refusal) {
    guard point.cRLIssuer != nil else { return }  // It was looked up by the issuer's name.
    try check(
      list, .listScope, "RFC 5280, section 6.3.3 (b)(1)",
      list.extensions.issuingDistributionPoint?.indirectCRL == true,
      "an indirect list by who issues them for this certificate",
      else: "not an indirect list, which one by another issuer must be")
  }

  /// (b)(2) The list speaks of this certificate.
  private mutating func verifyScope(
    _ list: CertificateList, _ point: DistributionPoint
  ) throws(Refusal) {
    guard let scope = list.extensions.issuingDistributionPoint else { return }
    let rule = "RFC 5280, section 6.3.3 (b)(2)"
    if let name = scope.distributionPoint {  // (i)
      let here = Set(name.names(issuers: [list.issuer]))
      let there = point.name?.names(issuers: issuers(of: point)) ?? point.cRLIssuer ?? []
      try check(
        list, .listScope, rule + "(i)", !here.isDisjoint(with: there),
        "of the distribution point of the certificate",
        else: "of another distribution point: \(here.map(\.description).sorted()[0])")
    }
    if scope.onlyContainsUserCerts {  // (ii)
      try check(
        list, .listScope, rule + "(ii)", !certificate.isCA, "speaks of no CAs, as wanted",
        else: "speaks only of certificates that are not those of CAs")
    }
    if scope.onlyContainsCACerts {  // (iii)
      try check(
        list, .listScope, rule + "(iii)", certificate.isCA, "speaks of CAs, as wanted",
        else: "speaks only of certificates of CAs")
    }
    if scope.onlyContainsAttributeCerts {  // (iv)
      try check(
        list, .listScope, rule + "(iv)", false, "",
        else: "speaks only of attribute certificates")
    }
  }

  /// (d) and (e) The list speaks of reasons that no other spoke of.
  private mutating func computeReasons(
    _ list: CertificateList, _ point: DistributionPoint
  ) throws(Refusal) {
    interimReasonsMask = point.reasons ?? .all
    if let some = list.extensions.issuingDistributionPoint?.onlySomeReasons {
      interimReasonsMask.formIntersection(some)
    }
    interimReasonsMask.formIntersection(.all)
    try check(
      list, .listReasons, "RFC 5280, section 6.3.3 (e)",
      !interimReasonsMask.isSubset(of: reasonsMask), "speaks of \(interimReasonsMask)",
      else: "speaks of no reason that another list has not")
  }

  /// (f) and (g) Somebody signed the list who may: with a key that has a path from the same trust
  /// anchor.
  private mutating func verifyListIssuer(
    _ list: CertificateList
  ) throws(Refusal) -> SubjectPublicKeyInfo {
    var isSigned = false
    var complaint = "no certificate of its issuer has the key that signed it"
    for signer in signers(of: list) where verifies(list, signer.key) {
      isSigned = true
      if let usage = signer.certificate?.extensions.keyUsage, !usage.contains(.cRLSign) {
        complaint = "the key of its issuer may not sign lists: \(usage)"
        continue
      }
      guard let certificate = signer.certificate, !isBehindUs(certificate) else {
        return try accept(list, signer.key, "signed by who issued the certificates of the path")
      }
      let (isAccepted, reason) = hasPath(certificate)
      if isAccepted {
        return try accept(list, signer.key, "signed by \(certificate.title), who has a path too")
      }
      complaint = "its issuer has no path: \(reason)"
    }
    try check(
      list, isSigned ? .listIssuer : .listSignature,
      "RFC 5280, section 6.3.3 " + (isSigned ? "(f)" : "(g)"), false, "", else: complaint)
    throw Refusal()
  }

  private mutating func accept(
    _ list: CertificateList, _ key: SubjectPublicKeyInfo, _ reason: String
  ) throws(Refusal) -> SubjectPublicKeyInfo {
    try check(list, .listIssuer, "RFC 5280, section 6.3.3 (f)", true, reason, else: "")
    try check(
      list, .listSignature, "RFC 5280, section 6.3.3 (g)", true, "the signature is valid", else: "")
    return key
  }

  private func verifies(_ list: CertificateList, _ key: SubjectPublicKeyInfo) -> Bool {
    context.verify(list, key: key).isValid
  }

  /// Who may have signed a list: by the name of its issuer.
  private func signers(
    of list: CertificateList
  ) -> [(key: SubjectPublicKeyInfo, certificate: Certificate?)] {
    let anchor = path.path.trustAnchor
    var certificates = path.path.certificates.filter { $0.subject == list.issuer }
    for other in path.validation.store.certificates(of: list.issuer)
    where !certificates.contains(other) && other != anchor.certificate {
      certificates.append(other)
    }
    let first: [(key: SubjectPublicKeyInfo, certificate: Certificate?)] =
      anchor.name == list.issuer ? [(anchor.publicKey, anchor.certificate)] : []
    return first + certificates.map { ($0.subjectPublicKeyInfo, $0) }
  }

  /// Whether a certificate was validated on this path already, or is the trust anchor's.
  private func isBehindUs(_ other: Certificate) -> Bool {
    other == path.path.trustAnchor.certificate
      || path.path.certificates.prefix(i - 1).contains(other)
  }

  /// Looks for a path to who signed a list, from the same trust anchor.
  private func hasPath(_ signer: Certificate) -> (Bool, String) {
    guard path.nesting < context.limits.nestedPaths else {
      return (false, "more than \(context.limits.nestedPaths) paths inside each other")
    }
    var validation = PathValidation(
      trustAnchors: [path.path.trustAnchor], store: path.validation.store,
      time: path.validation.time)
    validation.revocation = path.validation.revocation
    var building = PathBuilding(validation, signer, context: context)
    var reason = ""
    var tried = 0
    while tried < context.limits.paths, let candidate = building.next() {
      var processing = PathProcessing(
        validation, candidate, context: context, nesting: path.nesting + 1)
      if processing.run() != nil { return (true, "") }
      reason = processing.steps.last?.detail ?? ""
      tried += 1
    }
    return (false, reason.isEmpty ? building.step.detail : reason)
  }
}

// MARK: - What it says

extension RevocationProcessing {
  /// (c) and (h) The newest delta at hand that continues a list: of the same issuer, scope and key,
  /// and based on a list that is no newer than this one (section 5.2.4).
  private mutating func delta(
    of list: CertificateList, signedBy key: SubjectPublicKeyInfo
  ) -> CertificateList? {
    guard let number = list.extensions.cRLNumber?.number else { return nil }
    let deltas = path.validation.store.lists(of: list.issuer).filter { delta in
      guard let base = delta.extensions.deltaCRLIndicator?.baseCRLNumber,
        let deltaNumber = delta.extensions.cRLNumber?.number
      else { return false }
      return base <= number && deltaNumber > number && isCurrent(delta)
        && unknownCritical(delta).isEmpty
        && delta.extensions.issuingDistributionPoint == list.extensions.issuingDistributionPoint
        && delta.extensions.authorityKeyIdentifier == list.extensions.authorityKeyIdentifier
        && verifies(delta, key)
    }
    let newest = deltas.max { left, right in
      (left.extensions.cRLNumber?.number ?? .zero) < (right.extensions.cRLNumber?.number ?? .zero)
    }
    if let newest {
      note(newest, "RFC 5280, section 6.3.3 (c)(h)", "continues the list before, by the same key")
    }
    return newest
  }

  /// (i) to (k) The entry of the certificate, in the delta before the complete list.
  private mutating func search(_ list: CertificateList, _ delta: CertificateList?) {
    let lists = (delta.map { [($0, "(i)")] } ?? []) + [(list, "(j)")]
    for (list, letter) in lists {
      guard
        let entry = list.entry(issuer: certificate.issuer, serialNumber: certificate.serialNumber)
      else { continue }
      let reason = entry.reasonCode ?? .unspecified
      note(
        list, "RFC 5280, section 6.3.3 \(letter)",
        "has number \(certificate.serialNumber), reason \(reason.name)")
      if reason != .removeFromCRL { certStatus = entry }  // (k)
      return
    }
    note(
      list, "RFC 5280, section 6.3.3 (j)", "does not have number \(certificate.serialNumber)")
  }

  private mutating func note(_ list: CertificateList, _ rule: String, _ detail: String) {
    steps.append(
      ValidationStep(
        subject: .certificateList(list.title), check: .revocation, rule: rule, outcome: .noted,
        detail: detail))
  }

  /// Keeps what was found about a list, which is set aside when it does not hold: others may do.
  private mutating func check(
    _ list: CertificateList, _ check: ValidationCheck, _ rule: String, _ holds: Bool,
    _ passed: String, else failed: String
  ) throws(Refusal) {
    steps.append(
      ValidationStep(
        subject: .certificateList(list.title), check: check, rule: rule,
        outcome: holds ? .passed : .noted,
        detail: holds ? passed : "set aside: " + failed))
    if !holds { throw Refusal() }
  }
}
