import Certificates

/// Path validation (RFC 5280, section 6): NIST's PKITS, by a table of its cases beside its folders.
struct PKITSVectors: VectorFamily {
  static let algorithm = "X.509 path validation"
  static let aliases = ["PKITS", "RFC 5280"]

  let layout = PKITSCase.layout
  private let directory: String?
  private var folder: PKITSFolder?

  init?(recognising document: VectorDocument) {
    guard let text = document.response, text.hasFields("TrustAnchor", "EndEntity", "Result") else {
      return nil
    }
    directory = text.directory
  }

  mutating func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let pkits = try PKITSCase(vector)
    if let deviation = pkits.deviation { throw .unsupported(reason: deviation) }
    guard let directory else {
      throw .unsupported(reason: "no folders certs and crls beside the table")
    }
    let all: PKITSFolder
    if let folder { all = folder } else { all = try PKITSFolder(directory: directory) }
    folder = all
    let report = try pkits.run(in: all)
    return .comparing(
      accepted: report.accepted != nil, with: pkits.isValid, field: "Result",
      note: report.refusal?.description ?? "")
  }
}

/// All cases of PKITS with what they need, for whoever wants to see more than a verdict.
public struct PKITSSuite: Sendable {
  /// The cases in their order.
  public let cases: [PKITSCase]
  private let folder: PKITSFolder

  /// Reads the table `cases.txt` and the folders beside it.
  ///
  /// - Throws: `VectorError` for a case, certificate or list that cannot be read.
  public init(table: [UInt8], directory: String) throws(VectorError) {
    folder = try PKITSFolder(directory: directory)
    var cases: [PKITSCase] = []
    for vector in VectorText(name: "cases.txt", bytes: table).cases(layout: PKITSCase.layout) {
      cases.append(try PKITSCase(vector))
    }
    self.cases = cases
  }

  /// How many certificates there are.
  public var certificateCount: Int { folder.certificates.count }
  /// How many lists of revoked certificates there are.
  public var listCount: Int { folder.listCount }

  /// Looks for a valid path to the end entity of a case.
  ///
  /// - Throws: `VectorError` when a certificate is missing.
  public func run(_ pkits: PKITSCase) throws(VectorError) -> PathReport {
    try pkits.run(in: folder)
  }
}
