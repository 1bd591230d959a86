/// Runs the cases of a file, whatever its format and algorithm.
public enum VectorRunner {
  /// The algorithms, in the order in which they are offered a file.
  static let families: [any VectorFamily.Type] = [
    HashVectors.self, HMACVectors.self, HKDFVectors.self, PBKDF2Vectors.self, DRBGVectors.self,
    AESVectors<CBCMode>.self, AESVectors<ECBMode>.self, FernetVectors.self,
    PKCS1v15SignatureVectors.self, PSSVectors.self, OAEPVectors.self,
    PKCS1v15EncryptionVectors.self, ImplicitRejectionVectors.self, RSAKeyVectors.self,
    PrimalityVectors.self,
    ECKeyVectors.self, DeterministicECDSAVectors.self, ECDSAVectors.self, ECDHVectors.self,
    KeyAgreementVectors.self, RSAPrimitiveVectors.self,
    ACVPHashVectors.self, ACVPHMACVectors.self, ACVPHKDFVectors.self, ACVPPBKDFVectors.self,
    ACVPCipherVectors<CBCMode>.self, ACVPCipherVectors<ECBMode>.self, ACVPDRBGVectors.self,
    ACVPECKeyVectors.self, ACVPECDSAVectors.self,
    ACVPRSASignatureVectors.self, ACVPRSAKeyVectors.self, ACVPRSAPrimitiveVectors.self,
    PKITSVectors.self,
  ]

  /// The algorithms whose cases can be run.
  public static var algorithms: [String] { families.map { $0.algorithm } }

  /// Recognises a file by its content and runs all its cases.
  ///
  /// Whatever the bytes are, this returns a report: what cannot be read is a failure that names
  /// case and field, what cannot be computed here is skipped with its reason.
  public static func run(_ file: VectorFile) -> FileReport {
    var report = FileReport(path: file.path)
    switch file.recognise() {
    case .unknown(let reason):
      report.remark = "not recognised: \(reason)"
    case .malformed(let error):
      report.record(error.verdict, for: "file")
    case .unsupported(let cases, let reason):
      report.skip(cases, reason: reason)
    case .document(let document):
      run(document, into: &report)
    }
    return report
  }

  /// What runs a file's cases; nil when it is not recognised.
  static func family(of file: VectorFile) -> (any VectorFamily.Type)? {
    guard case .document(let document) = file.recognise() else { return nil }
    return families.first { $0.init(recognising: document) != nil }
  }

  private static func run(_ document: VectorDocument, into report: inout FileReport) {
    for type in families {
      guard var family = type.init(recognising: document) else { continue }
      report.algorithm = type.algorithm
      let cases = document.cases(layout: family.layout)
      if cases.isEmpty { report.remark = "no cases" }
      for vector in cases {
        report.record(verdict(on: vector, of: &family), for: vector.name)
      }
      skipUnpaired(document, in: &report)
      return
    }
    switch document.leftover {
    case .unsupported(let cases, let reason):
      report.skip(cases, reason: reason)
      skipUnpaired(document, in: &report)
    default: report.remark = "not recognised: no algorithm here has these fields"
    }
  }

  private static func verdict(
    on vector: VectorCase, of family: inout any VectorFamily
  ) -> Verdict {
    do throws(VectorError) {
      return try family.verdict(on: vector)
    } catch .missing where vector.lacksResults {
      return .skipped(reason: "no expected results beside the prompt")
    } catch {
      return error.verdict
    }
  }

  /// Counts what an ACVP prompt and its results do not have in common.
  private static func skipUnpaired(_ document: VectorDocument, in report: inout FileReport) {
    for (reason, count) in document.acvp?.reasons ?? [:] { report.skip(count, reason: reason) }
  }
}
