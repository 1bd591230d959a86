import Certificates

/// `chat-lab certificate revoke`: a certificate that shall hold no more.
struct CertificateRevokeCommand: Command {
  let name = "revoke"
  let abstract = "Revoke a certificate that a CA has issued."
  let discussion = """
    The CA is a directory; its index keeps the revocation. Others learn of it from the next list: \
    'chat-lab certificate crl'.

      chat-lab certificate revoke --directory lab-ca alice.pem
      chat-lab certificate revoke --directory lab-ca --serial 4F0BA1
    """

  /// The reasons that a revocation can have (RFC 5280, section 5.3.1).
  private static let reasons = CRLReason.allCases.filter { $0 != .removeFromCRL }.map(\.name)

  private let directory = Parameter.required(
    "directory", .path("directory"), help: "The directory of the CA.")
  private let reason = Parameter.option(
    "reason", .choice("reason", among: reasons), default: "unspecified", help: "Why.")
  private let serialNumber = Parameter.option(
    "serial", .serialNumber, help: "The number of the certificate, in place of its file.")
  private let certificate = Parameter.argument(
    optional: "certificate", .path("certificate"), help: "The file with the certificate.")

  var parameters: [any Declared] { [directory, reason, serialNumber, certificate] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let number: SerialNumber
    switch (arguments[serialNumber], arguments[certificate]) {
    case (let given?, nil): number = given
    case (nil, let path?): number = try CertificateReading.certificate(path, io).serialNumber
    default: throw .usage("which certificate: expected its file or --serial, one of the two")
    }
    let authority = try AuthorityDirectory(arguments[directory])
    try authority.revoke(number, reason: CRLReason(named: arguments[reason]))
    return .success
  }
}

extension ValueForm where Value == SerialNumber {
  /// The number of a certificate.
  static let serialNumber = ValueForm(
    placeholder: "hex", expected: "a positive number in hexadecimal digits", choices: [],
    read: { SerialNumber(hexadecimal: $0) }, show: { $0.description })
}
