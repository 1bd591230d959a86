import Arithmetic
import Bytes
import PublicKey

extension Trace {
  /// Traces the multiplication of a point by a number, digit by digit.
  ///
  /// - Parameters:
  ///   - k: The number, of any size; it is reduced modulo the order.
  ///   - point: The point; nil means the base point G.
  ///   - curve: The curve.
  /// - Returns: The trace, whose result is the multiple.
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  public static func multiply<Curve: WeierstrassCurve>(
    _ k: Natural, point: AffinePoint? = nil, on curve: Curve.Type
  ) throws(PublicKeyError) -> Trace {
    typealias Numbers = CurveNumbers<Curve>
    let point = point ?? Curve.basePoint
    var tracer = MultiplicationTracer<Curve>(k: k)
    let product = try ScalarMultiplication.multiple(
      k, of: point, on: curve, observer: &tracer)
    let last = TraceStep(
      "The multiple k P", explanation: tracer.outcome(product),
      values: Numbers.point("k P", product), nist: Numbers.nistPoint("R", product))
    return Trace(
      title: "k P on \(Curve.name)", citation: "SP 800-186, appendix A.1.1",
      steps: [Numbers.curve(MultiplicationTracer<Curve>.introduction)] + tracer.steps + [last],
      results: Numbers.point("k P", product))
  }
}

/// Turns what a multiplication reports into one step for each digit.
private struct MultiplicationTracer<Curve: WeierstrassCurve>: Observer {
  typealias Step = ScalarMultiplication.Step
  typealias Numbers = CurveNumbers<Curve>

  static var isWatching: Bool { true }

  static var introduction: String {
    """
    k P is P + P + … + P, k times. Nobody adds so often: the digits of k are read from the left, \
    and each place that is passed \(width == 1 ? "doubles" : "multiplies by \(1 << width)") what \
    is there so far, as it does when a number is written down.
    """
  }

  private static var width: Int { Curve.windowWidth }

  private(set) var steps: [TraceStep] = []
  private let k: Natural
  private var digit = (place: 0, value: 0)
  private var doublings = 0
  private var before = AffinePoint.infinity
  private var beforeAddition = AffinePoint.infinity
  private var hasBegun = false
  private var point = AffinePoint.infinity
  /// The place of the first digit of those at the left that are 0, while R is still infinity.
  private var leadingZeros: Int?

  init(k: Natural) {
    self.k = k
  }

  mutating func observe(_ step: Step) {
    switch step {
    case .begin(let number, let point): begin(number, point)
    case .multiple(let index, let point): table(index, point)
    case .digit(let place, let value):
      digit = (place, value)
      doublings = 0
    case .doubled(let point):
      doublings += 1
      beforeAddition = point
      if Self.width > 1 { double(point) }
    case .added(let point): add(point)
    }
  }

  /// What the result says.
  func outcome(_ product: AffinePoint) -> String {
    guard product == .infinity else { return "" }
    return "O is the point at infinity, the zero of the addition: k is a multiple of the order."
  }

  private mutating func begin(_ number: Natural, _ point: AffinePoint) {
    let isReduced = number != k
    self.point = point
    steps.append(
      TraceStep(
        "The number and the point",
        explanation: isReduced
          ? "n P is the point at infinity, so that k may be reduced modulo n." : "",
        values: (isReduced ? [NumberText.value("k, not reduced", k)] : [])
          + [Numbers.scalar("k", number)] + Numbers.point("P", point)
          + (Numbers.isToy ? [TraceValue("k, binary", binary(number))] : []),
        nist: Numbers.nistScalar("d", number) + Numbers.nistPoint("S", point)))
  }

  /// The digits of k, as many as the order has.
  private func binary(_ number: Natural) -> String {
    (0..<Curve.Scalar.bitWidth).reversed().map { (number >> $0).isEven ? "0" : "1" }.joined()
  }

  private mutating func table(_ index: Int, _ point: AffinePoint) {
    guard Self.width > 1 else { return }
    steps.append(
      TraceStep(
        "Table: \(index) P", depth: .operations,
        explanation: index == 0
          ? "The multiples of P for each digit are made before, and later only looked up." : "",
        values: Numbers.point("\(index) P", point)))
  }

  private mutating func double(_ point: AffinePoint) {
    steps.append(
      TraceStep(
        "Digit \(digit.place): doubling \(doublings)", depth: .operations,
        values: Numbers.point("R", point)))
  }

  private mutating func add(_ point: AffinePoint) {
    if Numbers.isToy { addToyRow(point) } else { addDigit(point) }
  }

  private mutating func addToyRow(_ point: AffinePoint) {
    steps += lines(point)
    steps.append(
      TraceStep(
        "\(digit.place)", depth: .rounds, explanation: takeExplanation(), layout: .row,
        values: [
          TraceValue("bit", "\(digit.value)"), TraceValue("2 R", "\(beforeAddition)"),
          TraceValue("R = 2 R + bit P", "\(point)"),
        ]))
    before = point
  }

  private mutating func addDigit(_ point: AffinePoint) {
    if digit.value == 0, point == .infinity, digit.place > 0 {
      leadingZeros = leadingZeros ?? digit.place
      return
    }
    if let first = leadingZeros {
      let last = digit.place + 1
      leadingZeros = nil
      steps.append(
        TraceStep(
          first == last ? "Digit \(first) is 0" : "Digits \(first) to \(last) are 0",
          depth: .rounds,
          explanation: takeExplanation()
            + " 16 O + O is O: as long as all digits are 0, R stays O.",
          values: Numbers.point("R", .infinity)))
    }
    steps.append(
      TraceStep(
        "Digit \(digit.place) is \(String(digit.value, radix: 1 << Self.width))",
        depth: .rounds, explanation: takeExplanation(),
        values: Numbers.point("\(1 << Self.width) R", beforeAddition)
          + Numbers.point("R", point)))
  }

  /// What a row or a digit is, the first time.
  private mutating func takeExplanation() -> String {
    defer { hasBegun = true }
    return hasBegun ? "" : Self.roundsExplanation
  }

  /// How a doubling and an addition are worked out by hand: by the line through the points.
  private func lines(_ sum: AffinePoint) -> [TraceStep] {
    let doubling = line("2 R", through: before, before, to: beforeAddition)
    let addition = digit.value == 1 ? line("2 R + P", through: beforeAddition, point, to: sum) : []
    guard !(doubling + addition).isEmpty else { return [] }
    return [
      TraceStep(
        "Bit \(digit.place), by hand", depth: .operations,
        explanation: hasBegun
          ? ""
          : """
          The line through two points, or the tangent, meets the curve in a third point; the \
          opposite of that is the sum. This code comes to the same without a division.
          """,
        values: doubling + addition)
    ]
  }

  private func line(
    _ name: String, through p: AffinePoint, _ q: AffinePoint, to sum: AffinePoint
  ) -> [TraceValue] {
    // O is the zero of the addition: nothing is drawn to add it.
    guard p != .infinity, q != .infinity, let line = try? Curve.line(through: p, q),
      let third = try? Curve.opposite(of: sum)
    else { return [] }
    return [
      p == q
        ? TraceValue("tangent", "\(line) in \(p)")
        : TraceValue("line", "\(line) through \(p) and \(q)"),
      TraceValue("meets", "\(third)"), TraceValue(name, "\(sum)"),
    ]
  }

  private static var roundsExplanation: String {
    width == 1
      ? """
      One line for each bit of k from the left: R is doubled, and P is added where the bit is 1. \
      Where it is 0, O is added, so that the time does not tell the bits.
      """
      : """
      For each digit of \(width) bits, R is doubled \(width) times, and the digit's multiple of P \
      is added, also that of the digit 0: the time does not tell the digits.
      """
  }
}
