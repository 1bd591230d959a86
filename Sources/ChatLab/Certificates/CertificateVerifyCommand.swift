import ASN1
import Certificates

/// `chat-lab certificate verify`: whether to believe a certificate, and why.
struct CertificateVerifyCommand: Command {
  let name = "verify"
  let abstract = "Check a certificate, and show every decision on the way."
  let discussion = """
    Looks for a path from a trusted CA to the certificate and checks it by RFC 5280, section 6. \
    Every decision is shown with the section that asks for it. The exit status is 1 when the \
    certificate is refused.

    With --crl, every certificate must not be in the list of its issuer, if there is one among \
    them; --revocation required refuses those of which no list speaks.

      chat-lab certificate verify --trust ca.pem --name alice.lab.example alice.pem
    """

  private enum Format: String, CaseIterable, Sendable { case text, json }
  private enum Revocation: String, CaseIterable, Sendable { case required, listed, ignored }

  private let trust = Parameter.options(
    "trust", .path("certificate"), help: "The certificates of a file are trusted.")
  private let intermediates = Parameter.options(
    "intermediate", .path(), help: "Certificates that may be part of the path, and are not trusted."
  )
  private let lists = Parameter.options(
    "crl", .path(), help: "Lists of revoked certificates.")
  private let host = Parameter.option(
    "name", .host, help: "The host that the certificate must be of.")
  private let time = Parameter.option(
    "at", .time, help: "For which time, in UTC. (default: now)")
  private let purpose = Parameter.option(
    "purpose", .choice("purpose") as ValueForm<PathValidation.Purpose>,
    help: "What the certificate is to be used for.")
  private let revocation = Parameter.option(
    "revocation", .choice("revocation"), default: Revocation.listed,
    help: "Whether revocation must be known: always, where there is a list, or never.")
  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text, help: "Text, or a line of JSON.")
  private let certificate = Parameter.argument(
    "certificate", .path("certificate"),
    help: "The file with the certificate; others behind it may be part of the path.")

  var parameters: [any Declared] {
    [trust, intermediates, lists, host, time, purpose, revocation, format, certificate]
  }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    guard !arguments[trust].isEmpty else {
      throw .usage("--trust: nobody is trusted, expected the certificate of a CA")
    }
    let path = arguments[certificate]
    let chain = try CertificateReading.certificates(path, io)
    let report = try validation(arguments, io, chain).validate(
      chain[0], purpose: arguments[purpose], name: arguments[host])
    let description = PathDescription(report)
    switch arguments[format] {
    case .text: try io.write(description.text(columns: io.columns, color: io.usesColor))
    case .json: try io.write(description.json)
    }
    guard let step = report.refusal else { return .success }
    throw .failed(
      "\(KeyReading.name(path)): refused: \(step.check.rawValue): \(step.detail) (\(step.rule))")
  }

  private func validation(
    _ arguments: Arguments, _ io: CommandIO, _ chain: [Certificate]
  ) throws(CommandError) -> PathValidation {
    var anchors: [TrustAnchor] = []
    for path in arguments[trust] {
      anchors += try CertificateReading.certificates(path, io).map { TrustAnchor($0) }
    }
    var store = CertificateStore(certificates: Array(chain.dropFirst()))
    for path in arguments[intermediates] {
      for certificate in try CertificateReading.certificates(path, io) { store.add(certificate) }
    }
    for path in arguments[lists] {
      for list in try CertificateReading.lists(path, io) { store.add(list) }
    }
    var validation = PathValidation(
      trustAnchors: anchors, store: store, time: arguments[time] ?? .now)
    validation.revocation =
      switch arguments[revocation] {
      case .required: .required
      case .listed: .whereListed
      case .ignored: .ignored
      }
    return validation
  }
}
