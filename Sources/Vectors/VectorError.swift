/// What is wrong with the text of a case, naming the field.
enum VectorError: Error, Equatable, Sendable {
  /// The case has no such field.
  case missing(field: String)
  /// The field holds something else than was expected there.
  case malformed(field: String, expected: String, found: String)

  /// The field, for the report.
  var field: String {
    switch self {
    case .missing(let field): field
    case .malformed(let field, _, _): field
    }
  }

  /// What the field should have held, and what it holds.
  var mismatch: Mismatch {
    switch self {
    case .missing(let field):
      Mismatch(field: field, expected: "a value", found: "no such field in the case")
    case .malformed(let field, let expected, let found):
      Mismatch(field: field, expected: expected, found: found)
    }
  }
}
