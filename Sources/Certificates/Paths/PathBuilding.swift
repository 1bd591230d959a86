/// Finds paths from a trust anchor to a certificate, one after the other (RFC 4158, section 3).
///
/// Goes up from the end entity, depth first: whoever has the name of the issuer may be the issuer.
/// Of several, those come first whose key verifies the signature, then those whose key identifier
/// is asked for, then those that hold at the time. Nothing is believed here: every path that comes
/// out still has to be validated.
struct PathBuilding {
  private let validation: PathValidation
  private let context: ValidationContext
  /// Paths from the end entity up that are still to be followed, the next one last.
  private var open: [Partial]
  /// How many issuers were tried.
  private var effort = 0
  private var found = 0
  /// The certificate for which no issuer was found, farthest from the end entity.
  private var deadEnd: Certificate?
  private var deadEndDepth = 0
  private var metLimit = false
  private let target: Certificate

  /// Certificates from the end entity up, and who issued the last of them.
  private struct Partial {
    let certificates: [Certificate]
    let issuer: Issuer
  }

  private enum Issuer {
    case anchor(TrustAnchor)
    case certificate(Certificate)
  }

  /// Prepares to build paths to a certificate.
  init(_ validation: PathValidation, _ target: Certificate, context: ValidationContext) {
    self.validation = validation
    self.context = context
    self.target = target
    open = []
    expand([target])
  }

  /// Returns the next path; nil when there is none.
  mutating func next() -> CertificationPath? {
    while let partial = open.popLast() {
      switch partial.issuer {
      case .anchor(let anchor):
        found += 1
        return CertificationPath(
          trustAnchor: anchor, certificates: partial.certificates.reversed())
      case .certificate(let issuer): expand(partial.certificates + [issuer])
      }
    }
    return nil
  }

  /// Queues the issuers of the last certificate of a path, the best one on top.
  private mutating func expand(_ certificates: [Certificate]) {
    let last = certificates[certificates.count - 1]
    var candidates: [(score: Int, issuer: Issuer)] = []
    for anchor in validation.trustAnchors where anchor.name == last.issuer {
      candidates.append((score(anchor.publicKey, nil, of: last) + 1, .anchor(anchor)))
    }
    let hasRoom = certificates.count < context.limits.pathLength
    for issuer in validation.store.certificates(of: last.issuer)
    where !isLoop(issuer, certificates) {
      guard hasRoom, effort < 20 * context.limits.paths else {
        metLimit = true
        continue
      }
      candidates.append(
        (score(issuer.subjectPublicKeyInfo, issuer, of: last), .certificate(issuer)))
    }
    effort += candidates.count
    if candidates.isEmpty, certificates.count > deadEndDepth {
      (deadEnd, deadEndDepth) = (last, certificates.count)
    }
    // The sort is stable, so that candidates of one score are tried in the order of the store.
    for candidate in candidates.reversed().sorted(by: { $0.score < $1.score }) {
      open.append(Partial(certificates: certificates, issuer: candidate.issuer))
    }
  }

  /// Whether a certificate of the same name and key is in the path already, or is a trust anchor's
  /// own (RFC 4158, section 2.4.2).
  private func isLoop(_ issuer: Certificate, _ certificates: [Certificate]) -> Bool {
    certificates.contains {
      $0.subject == issuer.subject && $0.subjectPublicKeyInfo == issuer.subjectPublicKeyInfo
    }
      || validation.trustAnchors.contains {
        $0.name == issuer.subject && $0.publicKey == issuer.subjectPublicKeyInfo
      }
  }

  /// How likely it is that a key signed a certificate.
  private func score(
    _ key: SubjectPublicKeyInfo, _ issuer: Certificate?, of certificate: Certificate
  ) -> Int {
    var score = 0
    if context.verify(certificate, key: key).isValid { score += 8 }
    if let issuer {
      if let wanted = certificate.extensions.authorityKeyIdentifier?.keyIdentifier,
        wanted == issuer.extensions.subjectKeyIdentifier?.keyIdentifier
      {
        score += 4
      }
      if issuer.validity.contains(validation.time) { score += 2 }
    } else {
      score += 6
    }
    return score
  }

  /// What was found so far, as a step.
  var step: ValidationStep {
    let detail: String
    if found > 0 {
      detail = found == 1 ? "a path was found" : "\(found) paths were found"
    } else if metLimit {
      detail = "no path of at most \(context.limits.pathLength) certificates was found"
    } else if let deadEnd {
      detail = "no certificate of \(deadEnd.issuer) is at hand, who issued \(deadEnd.title)"
    } else {
      detail = "no path to a trust anchor was found"
    }
    return ValidationStep(
      subject: .path, check: .path, rule: "RFC 4158, section 3",
      outcome: found > 0 ? .passed : .failed, detail: detail)
  }
}
