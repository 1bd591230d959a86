/// What came of the cases of one file.
public struct FileReport: Equatable, Sendable {
  /// The file, relative to the directory that was searched.
  public let path: String
  /// The algorithm whose cases it holds; nil when it was not recognised.
  public internal(set) var algorithm: String?
  /// The number of cases: those that passed, failed and were skipped.
  public var cases: Int { passed + failed + skipped }
  /// The number of cases in which the computation gave what the file says.
  public internal(set) var passed = 0
  /// The cases in which it did not, in the order of the file.
  public internal(set) var failures: [Failure] = []
  /// The number of failures.
  public var failed: Int { failures.count }
  /// The number of cases that were not computed.
  public var skipped: Int { reasons.values.reduce(0, +) }
  /// Why cases were skipped, and how many for each reason.
  public internal(set) var reasons: [String: Int] = [:]
  /// A remark on a file without cases.
  public internal(set) var remark: String?

  /// A case whose computation did not give what the file says.
  public struct Failure: Equatable, Sendable {
    /// Which case of the file: its group, number, and line.
    public let vector: String
    /// The field that differs, or that cannot be read.
    public let field: String
    /// What the file says.
    public let expected: String
    /// What was computed, or what stands there instead.
    public let found: String
  }

  init(path: String) {
    self.path = path
  }

  /// Skips cases that are known only by their number; a file without any gets a remark.
  mutating func skip(_ cases: Int, reason: String) {
    if cases > 0 { reasons[reason, default: 0] += cases } else { remark = reason }
  }

  mutating func record(_ verdict: Verdict, for vector: String) {
    switch verdict {
    case .passed: passed += 1
    case .skipped(let reason): reasons[reason, default: 0] += 1
    case .failed(let mismatch):
      failures.append(
        Failure(
          vector: vector, field: mismatch.field, expected: mismatch.expected,
          found: mismatch.found))
    }
  }
}
