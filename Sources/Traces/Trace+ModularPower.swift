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
      "Base, exponent, modulus", explanation: introduction(method, exponent),
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
      steps: [first] + recorder.steps.compactMap(step) + [last],
      results: [NumberText.value("g^e mod m", result)])
  }

  private static func introduction(_ method: PowerMethod, _ exponent: Natural) -> String {
    let cost =
      switch method {
      case .bits: Montgomery.multiplicationsVariableTime(exponent: exponent)
      case .windows: Montgomery.multiplications(exponentBitWidth: max(1, exponent.bitWidth))
      }
    let way =
      switch method {
      case .bits:
        """
        The exponent is read bit by bit from the left. Each bit doubles what was read so far, \
        which squares the power; a bit 1 adds one, which multiplies by g.
        """
      case .windows:
        """
        The exponent is read in windows of several bits, and each costs the same squarings and one \
        multiplication by a power from a table, so the time does not show a secret exponent.
        """
      }
    return way + " That takes \(cost) multiplications, and not \(NumberText.text(exponent))."
  }

  private static func bits(_ exponent: Natural) -> String {
    guard !exponent.isZero else { return "0" }
    return String((0..<exponent.bitWidth).reversed().map { exponent.bit($0) ? "1" : "0" })
  }

  private static func step(_ step: ModularPowerStep) -> TraceStep? {
    switch step {
    case .multiplied: nil
    case .power(let index, let value):
      TraceStep(
        "Table: g^\(index)", depth: .rounds,
        explanation: index == 0
          ? "The powers of g for all values of a window, computed once (step 1)." : "",
        layout: .row, values: [TraceValue("i", "\(index)"), NumberText.value("g^i", value)],
        nist: NumberText.nist("g_\(index)", value))
    case .bit(let position, let isSet, let squared, let value):
      TraceStep(
        "Bit \(position): " + (isSet ? "square and multiply" : "square"), depth: .rounds,
        explanation: isSet ? "A = A^2 mod m, then A = A g mod m." : "A = A^2 mod m.",
        layout: .row,
        values: [
          TraceValue("i", "\(position)"), TraceValue("e_i", isSet ? "1" : "0"),
          NumberText.value("A^2", squared), NumberText.value("A", value),
        ],
        nist: ["i = \(position)", "e_i = \(isSet ? 1 : 0)"] + NumberText.nist("A^2", squared)
          + NumberText.nist("A", value))
    case .window(let position, let digit, let squared, let value):
      TraceStep(
        "Window \(position): square, multiply by g^\(digit)", depth: .rounds,
        explanation: """
          A is squared once for each bit of the window, then multiplied by g^\(digit) from the \
          table, of which every entry is read.
          """,
        layout: .row,
        values: [
          TraceValue("i", "\(position)"), TraceValue("e_i", "\(digit)"),
          NumberText.value("A squared", squared), NumberText.value("A", value),
        ],
        nist: ["i = \(position)", "e_i = \(digit)"] + NumberText.nist("A^(2^k)", squared)
          + NumberText.nist("A", value))
    }
  }
}
