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
    let first = TraceStep(
      "Number and modulus",
      explanation: """
        The greatest common divisor of two numbers is that of the smaller one and the remainder of \
        the larger. Each row keeps r = s m + t a, so the row with r = 1 says t a = 1 (mod m).
        """,
      values: [NumberText.value("a", a), NumberText.value("m", m)],
      nist: NumberText.nist("a", a) + NumberText.nist("m", m))
    return Trace(
      title: "Inverse modulo m",
      citation: "Knuth, The Art of Computer Programming, volume 2, section 4.5.2, Algorithm X",
      steps: [first] + recorder.steps.map(row) + [verdict(inverse, gcd)],
      results: [NumberText.value("gcd", gcd)]
        + (inverse.map { [NumberText.value("a^-1 mod m", $0)] } ?? []))
  }

  private static func row(_ step: EuclidStep) -> TraceStep {
    let isEven = step.row.isMultiple(of: 2)
    let s = NumberText.text(step.s, isNegative: !isEven)
    let t = NumberText.text(step.t, isNegative: isEven)
    let quotient = step.quotient.map(NumberText.text) ?? ""
    let explanation =
      switch step.row {
      case 0: "m = 1 m + 0 a."
      case 1: "a = 0 m + 1 a."
      default: "The row two above, less q times the row above."
      }
    return TraceStep(
      "Row \(step.row)", depth: .rounds, explanation: explanation, layout: .row,
      values: [
        TraceValue("i", "\(step.row)"), TraceValue("q", quotient),
        NumberText.value("r", step.remainder), TraceValue("s", s), TraceValue("t", t),
      ],
      nist: [
        "i = \(step.row)" + (quotient.isEmpty ? "" : "  q = \(quotient)")
          + "  r = \(NumberText.text(step.remainder))  s = \(s)  t = \(t)"
      ])
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
