/// What runs the cases of one algorithm, in every format that publishes them.
///
/// Adding an algorithm means adding one conforming type, and its name to
/// `VectorRunner.families`.
protocol VectorFamily: Sendable {
  /// The algorithm as the command line and the report name it, "AES-CBC" for instance.
  static var algorithm: String { get }

  /// Other names by which its files can be asked for.
  static var aliases: [String] { get }

  /// Looks whether a file holds cases of this algorithm; nil when it does not.
  init?(recognising document: VectorDocument)

  /// Which fields of a text make up a case; unused for JSON.
  var layout: CaseLayout { get }

  /// Computes one case. Cases come in the order of the file, and a family may keep what chains
  /// them.
  ///
  /// - Throws: `VectorError` when the case's own text is at fault.
  mutating func verdict(on vector: VectorCase) throws(VectorError) -> Verdict
}

extension VectorFamily {
  /// No other names.
  static var aliases: [String] { [] }
}

/// Which fields of a text file make up a case; any other field holds for the cases below it.
struct CaseLayout: Sendable {
  /// The fields that every case has.
  var fields: Set<String>
  /// Fields that some cases have.
  var optional: Set<String> = []
  /// Fields that a case may have more than once; the second is found as `name#2`.
  var repeatable: Set<String> = []
  /// Whether an empty line ends a case, as in most files, or may stand inside one.
  var blankLineEndsCase = true

  /// Fields that number the cases, in every layout.
  static let numbering: Set<String> = ["COUNT", "Count"]

  /// Whether a field belongs to a case.
  func hasCaseField(_ name: String) -> Bool {
    fields.contains(name) || optional.contains(name) || repeatable.contains(name)
      || CaseLayout.numbering.contains(name)
  }
}
