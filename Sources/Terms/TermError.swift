/// Why a value could not be computed, naming the operation; no secret bytes are held.
public enum TermError: Error, Equatable, Sendable {
  /// An operand that the operation is not defined for.
  case operand(String, of: String, expected: String)
  /// A decryption or decoding that failed; nothing is said about how.
  case decryption(String)
}

extension TermError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .operand(let operand, let operation, let expected):
      "\(operation): \(operand) must be \(expected)"
    case .decryption(let operation):
      "\(operation): decryption failed"
    }
  }
}
