/// One decision of path validation, as data: what was looked at, by which rule, and what came of it.
///
/// The steps of a run stand in the order in which they were taken. The first that failed is why a
/// path was refused; nothing is looked at behind it.
public struct ValidationStep: Sendable, Equatable {
  /// What came of a check.
  public enum Outcome: String, Sendable {
    /// What was asked for holds.
    case passed
    /// It does not, and the path is refused.
    case failed
    /// Something was found or changed that decides nothing by itself.
    case noted
  }

  /// What was looked at: a certificate by its place in the path, a CRL, or the path as a whole.
  public enum Subject: Sendable, Equatable {
    /// Certificate `position` of 1 to n, counted from the one that the trust anchor issued.
    case certificate(position: Int, of: Int, name: String)
    /// A certificate revocation list, by its issuer and number.
    case certificateList(String)
    /// The path as a whole, or what it begins with.
    case path
  }

  /// What was looked at.
  public let subject: Subject
  /// Which check it was.
  public let check: ValidationCheck
  /// The rule: `RFC 5280, section 6.1.3 (a)(1)`.
  public let rule: String
  /// What came of it.
  public let outcome: Outcome
  /// What was found there, in words.
  public let detail: String
}

extension ValidationStep: CustomStringConvertible {
  /// The step on one line.
  public var description: String {
    let mark =
      switch outcome {
      case .passed: "ok"
      case .failed: "REFUSED"
      case .noted: "note"
      }
    return "\(mark): \(subject): \(check.rawValue): \(detail) (\(rule))"
  }
}

extension ValidationStep.Subject: CustomStringConvertible {
  /// How a line names it.
  public var description: String {
    switch self {
    case .certificate(let position, let count, let name): "\(position)/\(count) \(name)"
    case .certificateList(let name): "CRL \(name)"
    case .path: "path"
    }
  }
}
