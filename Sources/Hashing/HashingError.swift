/// What a function of this module cannot do with what it was given, naming the parameter.
public enum HashingError: Error, Equatable, Sendable {
  /// An output length in bytes that the function cannot give.
  case outputLength(requested: Int, allowed: ClosedRange<Int>)
  /// A pseudorandom key in bytes that is shorter than a digest.
  case pseudorandomKeyLength(found: Int, minimum: Int)
  /// An iteration count that is not positive.
  case iterations(requested: Int)
}

extension HashingError: CustomStringConvertible {
  /// The parameter, what was found, and what is expected.
  public var description: String {
    switch self {
    case .outputLength(let requested, let allowed):
      "output length: \(requested) bytes, expected \(allowed.lowerBound) to \(allowed.upperBound)"
    case .pseudorandomKeyLength(let found, let minimum):
      "pseudorandom key: \(found) bytes, expected at least \(minimum)"
    case .iterations(let requested):
      "iterations: \(requested), expected at least 1"
    }
  }
}
