import Arithmetic
import Bytes

/// How numbers stand in a trace: those that a class can check by hand in decimal digits, the
/// others in lower-case hexadecimal ones.
enum NumberText {
  /// The most bits of a number that is written in decimal digits.
  static let decimalBitWidth = 64

  /// The digits of a number.
  static func text(_ number: Natural) -> String {
    number.bitWidth <= decimalBitWidth ? number.description : number.hexadecimal
  }

  /// The digits with a minus in front of a number below zero.
  static func text(_ number: Natural, isNegative: Bool) -> String {
    (isNegative && !number.isZero ? "-" : "") + text(number)
  }

  /// A value of a trace.
  static func value(_ name: String, _ number: Natural) -> TraceValue {
    TraceValue(name, text(number))
  }

  /// The lines in the form of NIST's examples: a number by hand on one line, a long one as octets.
  static func nist(_ name: String, _ number: Natural) -> [String] {
    number.bitWidth <= decimalBitWidth
      ? ["\(name) = \(number)"] : NISTNotation.value(name, number.bigEndianBytes)
  }
}
