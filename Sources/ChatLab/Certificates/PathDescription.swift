import Certificates
import Rendering

/// What `chat-lab certificate verify` shows: the path, and every decision on the way.
struct PathDescription {
  private static let schema = "chat-lab.path/1"

  private let report: PathReport

  /// Describes what came of validating a certificate.
  init(_ report: PathReport) {
    self.report = report
  }

  /// The description for a person.
  func text(columns: Int, color: Bool) -> String {
    let layout = TextLayout(columns: columns)
    var lines: [String] = []
    var heading = ""
    for step in report.steps {
      let next = self.heading(of: step.subject)
      if next != heading {
        if !lines.isEmpty { lines.append("") }
        lines += layout.wrap(escapingControls(next), first: "", next: "  ")
        heading = next
      }
      let text = escapingControls("\(step.check.rawValue): \(step.detail)")
      lines += layout.wrap(text, first: "  \(mark(step.outcome, color: color)) ", next: "     ")
      lines += layout.wrap(step.rule, first: "       ", next: "       ")
    }
    let verdict =
      report.accepted == nil ? "refused" : "accepted: \(report.certificate.title)"
    return (lines + [""] + layout.wrap(escapingControls(verdict), first: "", next: "  "))
      .map { $0 + "\n" }.joined()
  }

  private func heading(of subject: ValidationStep.Subject) -> String {
    switch subject {
    case .path: "the path"
    case .certificate(let position, let count, let name):
      "certificate \(position) of \(count): \(name)"
    case .certificateList(let name): "list of revoked certificates: \(name)"
    }
  }

  /// Two columns, the same in colour and without.
  private func mark(_ outcome: ValidationStep.Outcome, color: Bool) -> String {
    let (sign, code) =
      switch outcome {
      case .passed: ("ok", "32")
      case .failed: ("no", "31")
      case .noted: ("  ", "2")
      }
    return color ? "\u{1B}[\(code)m\(sign)\u{1B}[0m" : sign
  }

  /// The description as a line of JSON.
  var json: String {
    let path = report.decisive?.path
    let members: [(String, JSONText)] = [
      ("schema", .string(Self.schema)), ("accepted", .bool(report.accepted != nil)),
      ("certificate", .string(report.certificate.title)),
      ("trustAnchor", .string(path.map { "\($0.trustAnchor.name)" } ?? "")),
      ("path", .strings((path?.certificates ?? []).map(\.title))),
      ("pathsTried", .number(report.attempts.count)),
      ("signaturesVerified", .number(report.signatureCount)),
      ("steps", .array(report.steps.map(json))),
    ]
    return JSONText.object(members).text + "\n"
  }

  private func json(_ step: ValidationStep) -> JSONText {
    .object([
      ("subject", .string(heading(of: step.subject))), ("check", .string(step.check.rawValue)),
      ("outcome", .string(step.outcome.rawValue)), ("detail", .string(step.detail)),
      ("rule", .string(step.rule)),
    ])
  }
}
