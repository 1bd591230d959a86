import Arithmetic
import Bytes

extension Trace {
  /// Traces the extended algorithm of Euclid as the table that is written by hand: q, r, s, t
  /// (Knuth, The Art of Computer Programming, volume 2, section 4.5.2, Algorithm X).
  ///
  /// - Parameters:
  ///   - a: The number to invert.
  ///   - m: The modulus, not 0.
  /// - Returns: The trace, whose last result is the inverse; when there is none, the greatest
  ///   common divisor.
  public static func inverse(of a: Natural, modulus m: Natural) -> Trace {
    var recorder = Recorder<EuclidStep>()
    let inverse = Natural.inverseVariableTime(of: a, modulo: m, observer: &recorder)
    let gcd = recorder.steps.last { !$0.remainder.isZero }?.remainder ?? m
    let isReduced = a >= m
    let first = TraceStep(
      "Number and modulus",
      explanation: """
        The greatest common divisor of two numbers is that of the smaller one and the remainder of \
        the larger. Each row keeps r = s m + t a, so the row with r = 1 says t a = 1 (mod m).
        """
          + (isReduced ? " Modulo m, a is the same as its remainder, which takes its place." : ""),
      values: [NumberText.value("a", a), NumberText.value("m", m)]
        + (isReduced ? [NumberText.value("a mod m", a % m)] : []),
      nist: NumberText.nist("a", a) + NumberText.nist("m", m))
    return Trace(
      title: "Inverse modulo m",
      citation: "Knuth, The Art of Computer Programming, volume 2, section 4.5.2, Algorithm X",
      steps: [first] + rows(recorder.steps) + [verdict(inverse, gcd)],
      results: [NumberText.value("gcd", gcd)]
        + (inverse.map { [NumberText.value("a^-1 mod m", $0)] } ?? []))
  }

  private static func rows(_ steps: [EuclidStep]) -> [TraceStep] {
    steps.indices.flatMap { index in
      let (step, earlier) = (steps[index], steps[..<index].suffix(2))
      guard earlier.count == 2, let two = earlier.first, let one = earlier.last else {
        return [row(step)]
      }
      return division(step, after: two, one) + [row(step)]
    }
  }

  private static func row(_ step: EuclidStep) -> TraceStep {
    let quotient = step.quotient.map(NumberText.text) ?? ""
    return TraceStep(
      "Row \(step.row)", depth: .rounds, explanation: step.row == 0 ? rowsExplanation : "",
      layout: .row,
      values: [
        TraceValue("q", quotient), NumberText.value("r", step.remainder),
        TraceValue("s", step.sText), TraceValue("t", step.tText),
      ],
      nist: [
        "i = \(step.row)" + (quotient.isEmpty ? "" : "  q = \(quotient)")
          + "  r = \(NumberText.text(step.remainder))  s = \(step.sText)  t = \(step.tText)"
      ])
  }

  private static let rowsExplanation = """
    Rows 0 and 1 are m and a themselves: m = 1 m + 0 a, a = 0 m + 1 a. Then q says how often r of \
    the row above goes into r of the row two above, and the new row is the row two above less q \
    times the row above.
    """

  /// The arithmetic of a row as it is worked out by hand, for numbers that are small enough.
  private static func division(
    _ step: EuclidStep, after two: EuclidStep, _ one: EuclidStep
  ) -> [TraceStep] {
    guard let q = step.quotient, two.remainder.bitWidth <= NumberText.decimalBitWidth / 2 else {
      return []
    }
    return [
      TraceStep(
        "Row \(step.row), by hand", depth: .operations,
        values: [
          TraceValue("r", "\(two.remainder) = \(q)·\(one.remainder) + \(step.remainder)"),
          TraceValue("s", "\(two.sText) - \(q)·\(one.sInBrackets) = \(step.sText)"),
          TraceValue("t", "\(two.tText) - \(q)·\(one.tInBrackets) = \(step.tText)"),
        ])
    ]
  }

  private static func verdict(_ inverse: Natural?, _ gcd: Natural) -> TraceStep {
    guard let inverse else {
      return TraceStep(
        "No inverse",
        explanation: """
          The last remainder before 0 is not 1: it divides a and m, and so every number t a \
          modulo m, which is never 1 therefore.
          """,
        values: [NumberText.value("gcd", gcd)], nist: NumberText.nist("gcd", gcd))
    }
    return TraceStep(
      "Inverse",
      explanation: "The t of the row with r = 1, brought between 0 and m - 1.",
      values: [NumberText.value("a^-1 mod m", inverse)],
      nist: NumberText.nist("a^-1 mod m", inverse))
  }
}

extension EuclidStep {
  /// The coefficient s, negative in every second row.
  fileprivate var sText: String { NumberText.text(s, isNegative: !row.isMultiple(of: 2)) }
  /// The coefficient t, negative in the others.
  fileprivate var tText: String { NumberText.text(t, isNegative: row.isMultiple(of: 2)) }

  fileprivate var sInBrackets: String { sText.hasPrefix("-") ? "(\(sText))" : sText }
  fileprivate var tInBrackets: String { tText.hasPrefix("-") ? "(\(tText))" : tText }
}
