import ASN1
import Certificates

/// `chat-lab certificate show`: what a certificate, request or list says.
struct CertificateShowCommand: Command {
  let name = "show"
  let abstract = "Show a certificate, a request, or a list of revoked certificates."
  let discussion = """
    Showing is not checking: what a certificate says may be false. 'chat-lab certificate verify' \
    tells whether to believe it, and 'chat-lab inspect' shows the encoding itself.
    """

  private enum Format: String, CaseIterable, Sendable { case text, json }

  private let format = Parameter.option(
    "format", .choice("format"), default: Format.text,
    help: "Text, or a line of JSON for each.")
  private let file = Parameter.argument(
    "file", .path(), help: "The file, PEM or DER; '-' is standard input.")

  var parameters: [any Declared] { [format, file] }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let path = arguments[file]
    let contents = try OctetSource.file(path).read(io, limit: DER.sizeLimit)
    let descriptions: [CertificateDescription] = try KeyReading.sorting(path) {
      () throws(CertificateError) in
      try self.descriptions(of: contents)
    }
    for (index, description) in descriptions.enumerated() {
      switch arguments[format] {
      case .text:
        if index > 0 { try io.writeLine() }
        try io.write(description.text(columns: io.columns))
      case .json: try io.write(description.json)
      }
    }
    return .success
  }

  /// Describes what a file holds, which its content tells.
  private func descriptions(
    of contents: [UInt8]
  ) throws(CertificateError) -> [CertificateDescription] {
    var structures: [(EncodedStructure?, [UInt8])] = []
    if PEM.isPresent(in: contents) {
      do throws(ASN1Error) {
        structures = try PEM.blocks(in: contents).map {
          (EncodedStructure(label: $0.label), $0.contents)
        }
      } catch {
        throw .encoding(error)
      }
    } else {
      structures = [(EncodedStructure(of: contents), contents)]
    }
    var descriptions: [CertificateDescription] = []
    for (structure, der) in structures {
      switch structure {
      case .certificate: descriptions.append(CertificateDescription(try Certificate(der: der)))
      case .certificationRequest:
        descriptions.append(CertificateDescription(try CertificationRequest(der: der)))
      case .certificateList:
        descriptions.append(CertificateDescription(try CertificateList(der: der)))
      default: continue
      }
    }
    guard descriptions.isEmpty else { return descriptions }
    throw .wrongStructure(
      found: structures.first?.0, expected: "a certificate, a request or a list")
  }
}
