/// Runs the cases of a file, whatever its format and algorithm.
public enum VectorRunner {
  /// The algorithms, in the order in which they are offered a file.
  static let families: [any VectorFamily.Type] = [
    HashVectors.self, HMACVectors.self, HKDFVectors.self, PBKDF2Vectors.self, DRBGVectors.self,
    AESVectors.self,
  ]

  /// The names by which algorithms can be asked for.
  public static var algorithms: [String] { families.map { $0.algorithm } }

  /// Recognizes a file by its content and runs all its cases.
  ///
  /// Whatever the bytes are, this returns a report: what cannot be read is a failure that names
  /// case and field, what cannot be computed here is skipped with its reason.
  public static func run(_ file: VectorFile) -> FileReport {
    var report = FileReport(path: file.path)
    switch file.recognize() {
    case .unknown(let reason):
      report.remark = "not recognized: \(reason)"
    case .malformed(let error):
      report.record(error.verdict, for: "file")
    case .unsupported(let cases, let reason):
      report.remark = reason
      if cases > 0 { report.reasons[reason] = cases }
    case .document(let document):
      run(document, into: &report)
    }
    return report
  }

  /// The algorithm of a file's cases; nil when it is not recognized.
  static func algorithm(of file: VectorFile) -> String? {
    guard case .document(let document) = file.recognize() else { return nil }
    return families.first { $0.init(recognizing: document) != nil }?.algorithm
  }

  private static func run(_ document: VectorDocument, into report: inout FileReport) {
    for type in families {
      guard var family = type.init(recognizing: document) else { continue }
      report.algorithm = type.algorithm
      let cases = document.cases(layout: family.layout)
      if cases.isEmpty { report.remark = "no cases" }
      for vector in cases {
        do throws(VectorError) {
          report.record(try family.verdict(on: vector), for: vector.name)
        } catch {
          report.record(error.verdict, for: vector.name)
        }
      }
      return
    }
    report.remark = "not recognized: no algorithm here has these fields"
  }
}
