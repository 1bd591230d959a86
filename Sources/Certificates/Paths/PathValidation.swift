import ASN1

/// Certification path validation: whether a certificate may be believed, and why (RFC 5280,
/// section 6).
///
/// A value holds what the user decides: whom to trust, for which time, under which policies. From
/// the certificates at hand it builds paths from a trust anchor to an end entity (`PathBuilding`),
/// walks each of them by section 6.1 (`PathProcessing`), asks for revocation by section 6.3
/// (`RevocationProcessing`), and keeps every decision.
public struct PathValidation: Sendable {
  /// Whom to trust: section 6.1.1 (d).
  public var trustAnchors: [TrustAnchor]
  /// Certificates and revocation lists that may be used; nothing in them is believed beforehand.
  public var store: CertificateStore
  /// The time for which the path must hold: section 6.1.1 (b).
  public var time: ASN1Time
  /// Whether revocation is asked for.
  public var revocation = RevocationPolicy.required
  /// The user-initial-policy-set, section 6.1.1 (c): policies that are accepted, or anyPolicy.
  public var userInitialPolicySet: Set<ObjectIdentifier> = [.anyPolicy]
  /// The initial-policy-mapping-inhibit, section 6.1.1 (e).
  public var initialPolicyMappingInhibit = false
  /// The initial-explicit-policy, section 6.1.1 (f).
  public var initialExplicitPolicy = false
  /// The initial-any-policy-inhibit, section 6.1.1 (g).
  public var initialAnyPolicyInhibit = false
  /// The initial-permitted-subtrees and initial-excluded-subtrees, section 6.1.1 (h) and (i).
  public var initialNameConstraints: NameConstraints?
  /// Whether SHA-1 is good enough: for files of old alone.
  public var allowsSHA1 = false
  /// Bounds against hostile certificates.
  public var limits = ValidationLimits()

  /// Whether the status of every certificate must be known.
  public enum RevocationPolicy: String, Sendable {
    /// It must, by a list that speaks of it.
    case required
    /// It must where there is a list of its issuer, or of who issues lists for it.
    case whereListed
    /// Nobody asks.
    case ignored
  }

  /// What a certificate is to be used for (RFC 5280, section 4.2.1.12).
  public enum Purpose: String, Sendable, CaseIterable {
    /// Proving to be a server.
    case server
    /// Proving to be a client.
    case client

    /// The identifier in an extended key usage.
    public var identifier: ObjectIdentifier {
      switch self {
      case .server: .serverAuth
      case .client: .clientAuth
      }
    }
  }

  /// Creates a validation for a time.
  public init(
    trustAnchors: [TrustAnchor], store: CertificateStore = CertificateStore(), time: ASN1Time
  ) {
    self.trustAnchors = trustAnchors
    self.store = store
    self.time = time
  }

  /// Validates a certificate: builds paths until one holds.
  ///
  /// - Parameters:
  ///   - certificate: the certificate of the end entity.
  ///   - purpose: what it is to be used for; nil for anything.
  ///   - name: whose it must be; nil for anybody's.
  /// - Returns: the accepted path, or why there is none; with every decision in both cases.
  public func validate(
    _ certificate: Certificate, purpose: Purpose? = nil, name: PeerName? = nil
  ) -> PathReport {
    let context = ValidationContext(limits: limits, allowsSHA1: allowsSHA1)
    var building = PathBuilding(self, certificate, context: context)
    var attempts: [PathReport.Attempt] = []
    while attempts.count < limits.paths, let path = building.next() {
      var processing = PathProcessing(self, path, context: context)
      let accepted = processing.run(purpose: purpose, name: name)
      attempts.append(PathReport.Attempt(path: path, steps: processing.steps, accepted: accepted))
      if accepted != nil { break }
    }
    return PathReport(
      certificate: certificate, attempts: attempts, buildingStep: building.step,
      signatureCount: context.signatureCount)
  }
}

/// The certificates from below a trust anchor to an end entity.
public struct CertificationPath: Sendable, Hashable {
  /// What it begins with.
  public let trustAnchor: TrustAnchor
  /// Certificates 1 to n: the first was issued by the trust anchor, the last is the end entity's.
  public let certificates: [Certificate]
}

/// A path that was validated; nothing but path validation makes one.
public struct ValidatedPath: Sendable, Hashable {
  /// The path.
  public let path: CertificationPath
  /// The working_public_key at its end (RFC 5280, section 6.1.6), which is the end entity's.
  public let publicKey: SubjectPublicKeyInfo
  /// The policies that path and user agree on; anyPolicy for all, none when there is no policy
  /// tree.
  public let policies: Set<ObjectIdentifier>
  /// Whose certificate it was checked to be; nil when nobody asked.
  public let name: PeerName?
  /// What it was checked to be good for; nil when nobody asked.
  public let purpose: PathValidation.Purpose?

  /// The certificate of the end entity.
  public var certificate: Certificate { path.certificates[path.certificates.count - 1] }
}

/// What came of validating a certificate.
public struct PathReport: Sendable {
  /// One path that was tried.
  public struct Attempt: Sendable {
    /// The path.
    public let path: CertificationPath
    /// The decisions, in order; unless it was accepted, the last one failed.
    public let steps: [ValidationStep]
    /// The path, if it holds.
    public let accepted: ValidatedPath?
  }

  /// The certificate.
  public let certificate: Certificate
  /// The paths that were tried, in order; only the last can have been accepted.
  public let attempts: [Attempt]
  /// The step that says which paths were found.
  let buildingStep: ValidationStep
  /// How many signatures were verified.
  public let signatureCount: Int

  /// The path that holds; nil when the certificate is refused.
  public var accepted: ValidatedPath? { attempts.last?.accepted }

  /// The attempt that decided: the accepted one, or of the refused ones that which came farthest.
  ///
  /// A path in which a signature does not verify is one that nobody meant, and says little.
  public var decisive: Attempt? {
    if let last = attempts.last, last.accepted != nil { return last }
    return attempts.max { rank($0).lexicographicallyPrecedes(rank($1)) }
  }

  /// All decisions that led to the result, those about building in front.
  public var steps: [ValidationStep] { [buildingStep] + (decisive?.steps ?? []) }

  /// The decision for which the certificate is refused; nil when it is accepted.
  public var refusal: ValidationStep? {
    accepted == nil ? steps.last { $0.outcome == .failed } : nil
  }

  private func rank(_ attempt: Attempt) -> [Int] {
    guard let last = attempt.steps.last else { return [] }
    var isAtEnd = true
    if case .certificate(let position, let count, _) = last.subject { isAtEnd = position == count }
    return [
      last.check == .signature ? 0 : 1, isAtEnd ? 1 : 0,
      attempt.steps.count { $0.outcome == .passed },
    ]
  }
}
