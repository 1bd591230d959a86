import Arithmetic
import Bytes

/// An element of the field of integers modulo a prime of fixed length, in constant time.
///
/// A curve has two such fields: its coordinates are numbers modulo p, and the scalars that
/// multiply its points numbers modulo the order n of the base point.
public protocol PrimeFieldElement: Sendable, BitwiseCopyable {
  /// The zero of the field.
  static var zero: Self { get }
  /// The one of the field.
  static var one: Self { get }
  /// The width of the modulus in bits.
  static var bitWidth: Int { get }
  /// The prime in `byteCount` octets, the most significant first.
  static var modulusOctets: [UInt8] { get }

  /// Creates an element from the big-endian octets of a number of at most as many words as the
  /// prime has, which is reduced modulo the prime.
  init(reducing octets: [UInt8])

  /// The element in `byteCount` octets, the most significant first.
  var octets: [UInt8] { get }

  /// Returns the sum.
  static func + (left: Self, right: Self) -> Self
  /// Returns the difference.
  static func - (left: Self, right: Self) -> Self
  /// Returns the product.
  static func * (left: Self, right: Self) -> Self

  /// The square.
  var squared: Self { get }
  /// The number whose double it is.
  var half: Self { get }
  /// The inverse; zero for zero.
  var inverse: Self { get }

  /// True for zero.
  var isZero: Choice { get }

  /// Returns `first` when true and `second` when false, reading both.
  static func select(_ choice: Choice, _ first: Self, _ second: Self) -> Self
}

extension PrimeFieldElement {
  /// The length in bytes of an element.
  public static var byteCount: Int { (bitWidth + 7) / 8 }

  /// Creates an element from `byteCount` big-endian octets, or nil when the number is not below
  /// the prime; which of the two is not secret.
  public init?(octets: [UInt8]) {
    guard octets.count == Self.byteCount else { return nil }
    self.init(reducing: octets)
    guard Choice(self.octets, equals: octets).declassified else { return nil }
  }

  /// The square as any other product.
  public var squared: Self { self * self }

  /// The inverse by Fermat's little theorem: a^(m - 2) for the prime m.
  var inverseByPower: Self {
    powerVariableTime((Natural(bigEndian: Self.modulusOctets) - 2).bigEndianBytes)
  }

  /// The element as a number to look at.
  var natural: Natural { Natural(bigEndian: octets) }

  /// True when two elements are equal.
  static func areEqual(_ left: Self, _ right: Self) -> Choice {
    (left - right).isZero
  }

  /// Returns the power with a public exponent of big-endian octets; the time shows the exponent,
  /// and nothing of the element.
  ///
  /// Four bits at a time from the left, as the exponents of inverses are almost all ones.
  func powerVariableTime(_ exponent: [UInt8]) -> Self {
    var powers = [Self.one, self]
    for index in 2..<16 { powers.append(powers[index - 1] * self) }
    var result = Self.one
    for octet in exponent {
      for digit in [octet >> 4, octet & 15] {
        result = result.squared.squared.squared.squared
        if digit != 0 { result = result * powers[Int(digit)] }
      }
    }
    return result
  }
}
