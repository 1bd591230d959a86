/// Why there is no computation for a case: its text is at fault, or we lack what it asks for.
public enum VectorError: Error, Equatable, Sendable {
  /// The case has no such field.
  case missing(field: String)
  /// The field holds something else than was expected there.
  case malformed(field: String, expected: String, found: String)

  /// Something that is not implemented here, such as "no SHA-384".
  case unsupported(reason: String)

  /// What a report says of the case: a fault of the file is a failure, a lack of ours is not.
  var verdict: Verdict {
    switch self {
    case .missing(let field):
      .failed(Mismatch(field: field, expected: "a value", found: "no such field in the case"))
    case .malformed(let field, let expected, let found):
      .failed(Mismatch(field: field, expected: expected, found: found))
    case .unsupported(let reason):
      .skipped(reason: reason)
    }
  }
}
