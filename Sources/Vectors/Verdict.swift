import Bytes

/// What came of one case.
enum Verdict: Equatable, Sendable {
  /// The computation gave what the file says.
  case passed
  /// The computation gave something else.
  case failed(Mismatch)
  /// There was no computation, for the reason given.
  case skipped(reason: String)
}

/// A field whose value was not what was computed.
struct Mismatch: Equatable, Sendable {
  let field: String
  let expected: String
  let found: String
}

extension Verdict {
  /// Compares computed octets with those of a field.
  static func comparing(
    _ computed: [UInt8], with expected: [UInt8], field: String
  ) -> Verdict {
    guard computed != expected else { return .passed }
    return .failed(
      Mismatch(field: field, expected: Hex.encode(expected), found: Hex.encode(computed)))
  }

  /// Compares whether something was accepted with whether it should have been.
  static func comparing(
    accepted: Bool, with expected: Bool, field: String, note: String = ""
  ) -> Verdict {
    guard accepted != expected else { return .passed }
    func words(_ accepted: Bool) -> String { accepted ? "accepted" : "rejected" }
    let suffix = note.isEmpty ? "" : " (\(note))"
    return .failed(
      Mismatch(field: field, expected: words(expected) + suffix, found: words(accepted)))
  }

  /// The first verdict that is not a pass, where all must pass.
  static func all(_ verdicts: Verdict...) -> Verdict {
    verdicts.first { $0 != .passed } ?? .passed
  }
}
