/// What is wrong with a number that was read or asked for.
public enum ArithmeticError: Error, Equatable, Sendable {
  /// A character that is not a decimal digit, at an offset in characters.
  case notDecimal(offset: Int)
  /// A character that is not a hexadecimal digit, at an offset in characters.
  case notHexadecimal(offset: Int)
  /// Text without a digit.
  case noDigits
  /// An integer that needs more octets than it was given (RFC 8017, section 4.1).
  case integerTooLarge(octets: Int, available: Int)
  /// A modulus of Montgomery arithmetic that is even or less than 3.
  case unsuitableModulus
  /// A generator that gave no prime in as many draws as the standard allows.
  case noPrimeFound(draws: Int)
}

extension ArithmeticError: CustomStringConvertible {
  /// The message for a person.
  public var description: String {
    switch self {
    case .notDecimal(let offset):
      "not a decimal digit at offset \(offset)"
    case .notHexadecimal(let offset):
      "not a hexadecimal digit at offset \(offset)"
    case .noDigits:
      "a number without a digit"
    case .integerTooLarge(let octets, let available):
      "integer too large: needs \(octets) bytes, has \(available)"
    case .unsuitableModulus:
      "the modulus must be odd and at least 3"
    case .noPrimeFound(let draws):
      "no prime in \(draws) draws: the generator cannot be random"
    }
  }
}
