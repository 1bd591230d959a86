import Arithmetic
import Bytes

extension Trace {
  /// How the exponent of a modular power is taken apart.
  public enum PowerMethod: Sendable {
    /// Bit by bit from the left: the way for a public exponent.
    case bits
    /// In windows of fixed width: the way for a secret exponent.
    case windows
  }

  /// Traces a modular power (Handbook of Applied Cryptography, Algorithms 14.79 and 14.82).
  ///
  /// - Parameters:
  ///   - base: The base g, of any size.
  ///   - exponent: The exponent e.
  ///   - modulus: The modulus m, odd and at least 3.
  ///   - method: How the exponent is taken apart.
  /// - Returns: The trace, whose result is g^e mod m.
  /// - Throws: `ArithmeticError.unsuitableModulus`.
  public static func modexp(
    base: Natural, exponent: Natural, modulus: Natural, method: PowerMethod = .bits
  ) throws(ArithmeticError) -> Trace {
    let modulo = try Montgomery(modulus: modulus)
    var recorder = Recorder<ModularPowerStep>()
    let result: Natural
    switch method {
    case .bits: result = modulo.powerVariableTime(base, exponent, observer: &recorder)
    case .windows:
      result = modulo.power(
        base, exponent, exponentBitWidth: max(1, exponent.bitWidth), observer: &recorder)
    }
    let first = TraceStep(
      "Base, exponent, modulus", explanation: introduction(recorder.steps, exponent),
      values: [
        NumberText.value("g", base), NumberText.value("e", exponent),
        NumberText.value("m", modulus), TraceValue("e in bits", bits(exponent)),
      ],
      nist: NumberText.nist("g", base) + NumberText.nist("e", exponent)
        + NumberText.nist("m", modulus))
    let last = TraceStep(
      "Result", explanation: "After the last bit of the exponent A is g^e mod m.",
      values: [NumberText.value("g^e mod m", result)], nist: NumberText.nist("g^e mod m", result))
    return Trace(
      title: "Modular power",
      citation: "Handbook of Applied Cryptography, Algorithm "
        + (method == .bits ? "14.79" : "14.82"),
      steps: [first] + PowerRows(base: base, modulus: modulus).steps(recorder.steps) + [last],
      results: [NumberText.value("g^e mod m", result)])
  }

  private static func introduction(_ steps: [ModularPowerStep], _ exponent: Natural) -> String {
    let (digits, table) = (steps.count(where: \.isDigit), steps.count(where: \.isTableEntry))
    if exponent.isZero { return "The power with the exponent 0 is 1." }
    if table == 0 {
      let squarings = max(0, digits - 1)
      let multiplications = max(0, steps.count(where: \.isSetBit) - 1)
      return """
        The exponent is read bit by bit from the left. Each bit doubles what was read so far, \
        which squares the power; a bit 1 adds one, which multiplies by g. From A = g on, that takes \
        \(count(squarings, "squaring")) and \(count(multiplications, "multiplication")), where \
        multiplying by g again and again takes \(less(exponent)).
        """
    }
    let width = table.trailingZeroBitCount
    return """
      The exponent is read in windows of \(count(width, "bit")). Each costs the same \
      \(count(width, "squaring")) and one multiplication by a power from a table, also for the \
      digit 0: the time does not show a secret exponent. That takes \
      \(count(digits * width, "squaring")) and \
      \(count(digits + max(0, table - 2), "multiplication")), the table among them, where \
      multiplying by g again and again takes \(less(exponent)).
      """
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func less(_ exponent: Natural) -> String {
    exponent.bitWidth <= NumberText.decimalBitWidth
      ? "\(exponent - 1)" : "more than 2^\(exponent.bitWidth - 2)"
  }

  private static func bits(_ exponent: Natural) -> String {
    guard !exponent.isZero else { return "0" }
    return String((0..<exponent.bitWidth).reversed().map { exponent.bit($0) ? "1" : "0" })
  }
}
