import Arithmetic

/// The steps of a modular power as rows of a table, and each of them worked out for whoever looks
/// at operations.
struct PowerRows {
  private let base: Natural
  private let modulus: Natural

  /// Takes the base, which is reduced, and the modulus.
  init(base: Natural, modulus: Natural) {
    self.base = base % modulus
    self.modulus = modulus
  }

  /// The steps of a trace.
  func steps(_ steps: [ModularPowerStep]) -> [TraceStep] {
    var (rows, before): ([TraceStep], Natural) = ([], .one)
    var explanations = (power: Self.power, bit: Self.bit, window: Self.window)
    for step in steps {
      switch step {
      case .multiplied: continue
      case .power(let index, let value):
        rows.append(power(index, value, take(&explanations.power)))
      case .bit(let position, let isSet, let squared, let value):
        rows += arithmetic(position, isSet, squared, value, before: before)
        rows.append(bit(position, isSet, squared, value, take(&explanations.bit)))
        before = value
      case .window(let position, let digit, let squared, let value):
        rows.append(window(position, digit, squared, value, take(&explanations.window)))
        before = value
      }
    }
    return rows
  }

  /// An explanation the first time, then nothing.
  private func take(_ explanation: inout String) -> String {
    defer { explanation = "" }
    return explanation
  }

  private static let power = "The powers of g for all values of a window, computed once (step 1)."

  private static let bit = """
    A begins as 1. For each bit e_i from the left, A is squared, and then multiplied by g where the \
    bit is 1; both modulo m.
    """

  private static let window = """
    A begins as 1. For each window e_i from the left, A is squared once for each of its bits, and \
    then multiplied by g^e_i from the table, of which every entry is read; both modulo m.
    """

  private func power(_ index: Int, _ value: Natural, _ explanation: String) -> TraceStep {
    TraceStep(
      "Table: g^\(index)", depth: .rounds, explanation: explanation, layout: .row,
      values: [NumberText.value("g^i", value)], nist: NumberText.nist("g_\(index)", value))
  }

  private func bit(
    _ position: Int, _ isSet: Bool, _ squared: Natural, _ value: Natural, _ explanation: String
  ) -> TraceStep {
    TraceStep(
      "Bit \(position): " + (isSet ? "square and multiply" : "square"), depth: .rounds,
      explanation: explanation, layout: .row,
      values: [
        TraceValue("e_i", isSet ? "1" : "0"), NumberText.value("A^2", squared),
        NumberText.value("A", value),
      ],
      nist: ["i = \(position)", "e_i = \(isSet ? 1 : 0)"] + NumberText.nist("A^2", squared)
        + NumberText.nist("A", value))
  }

  private func window(
    _ position: Int, _ digit: Int, _ squared: Natural, _ value: Natural, _ explanation: String
  ) -> TraceStep {
    TraceStep(
      "Window \(position): square, multiply by g^\(digit)", depth: .rounds,
      explanation: explanation, layout: .row,
      values: [
        TraceValue("e_i", "\(digit)"), NumberText.value("A squared", squared),
        NumberText.value("A", value),
      ],
      nist: ["i = \(position)", "e_i = \(digit)"] + NumberText.nist("A^(2^k)", squared)
        + NumberText.nist("A", value))
  }

  /// The products of a bit and their remainders as they are worked out by hand, where the numbers
  /// are small enough for that.
  private func arithmetic(
    _ position: Int, _ isSet: Bool, _ squared: Natural, _ value: Natural, before: Natural
  ) -> [TraceStep] {
    guard 2 * modulus.bitWidth <= NumberText.decimalBitWidth else { return [] }
    let products =
      [TraceValue("A^2", division("\(before)^2", before * before, squared))]
      + (isSet
        ? [TraceValue("A g", division("\(squared)·\(base)", squared * base, value))] : [])
    return [TraceStep("Bit \(position), by hand", depth: .operations, values: products)]
  }

  /// "49^2 = 2401 = 4·561 + 157".
  private func division(_ term: String, _ product: Natural, _ remainder: Natural) -> String {
    "\(term) = \(product) = \(product / modulus)·\(modulus) + \(remainder)"
  }
}

extension ModularPowerStep {
  /// True for a bit or a window of the exponent.
  var isDigit: Bool {
    switch self {
    case .bit, .window: true
    case .multiplied, .power: false
    }
  }

  /// True for a bit 1.
  var isSetBit: Bool {
    if case .bit(_, true, _, _) = self { true } else { false }
  }

  /// True for a power of the table.
  var isTableEntry: Bool {
    if case .power = self { true } else { false }
  }
}
