/// What came of all files of a run.
public struct VectorReport: Equatable, Sendable {
  /// The name and version of the JSON form.
  public static let schema = "chat-lab.vectors/1"

  /// The files, in the order in which they were run.
  public let files: [FileReport]
  /// The name of the backend on which they were run.
  public let backend: String

  /// Creates a report of some files.
  public init(files: [FileReport], backend: String) {
    self.files = files
    self.backend = backend
  }

  /// The number of cases in all files.
  public var cases: Int { files.reduce(0) { $0 + $1.cases } }
  /// The number of cases that passed.
  public var passed: Int { files.reduce(0) { $0 + $1.passed } }
  /// The number of cases that failed.
  public var failed: Int { files.reduce(0) { $0 + $1.failed } }
  /// The number of cases that were skipped.
  public var skipped: Int { files.reduce(0) { $0 + $1.skipped } }

  /// Whether at least one case was computed and none failed.
  public var isSuccess: Bool { failed == 0 && passed > 0 }

  /// One line for the error stream, naming file, case and field of the first failure, or saying
  /// that nothing ran; nil on success.
  public var complaint: String? {
    for file in files {
      guard let failure = file.failures.first else { continue }
      let more = failed > 1 ? " (and \(failed - 1) more)" : ""
      return printable("\(file.path): \(failure.vector): \(failure.field): expected ")
        + printable("\(failure.expected), found \(failure.found)\(more)")
    }
    return passed > 0 ? nil : "no case was run: \(files.count) files, \(skipped) cases skipped"
  }
}

/// Text with control and formatting characters escaped, so that a file cannot steer a terminal.
func printable(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      result += "\\u{\(String(scalar.value, radix: 16))}"
    default:
      result.unicodeScalars.append(scalar)
    }
  }
  return result
}
