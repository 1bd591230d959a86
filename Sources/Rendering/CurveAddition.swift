import PublicKey

/// The addition of two points as it is drawn: a line through both, the third point where it meets
/// the curve, and that point's opposite, the sum.
struct CurveAddition: Sendable {
  typealias Place = CurvePicture.Place

  /// The line, in small numbers.
  enum Line: Sendable, Equatable {
    case vertical(x: Int)
    case slanted(slope: Int, intercept: Int)
  }

  private let summands: (AffinePoint, AffinePoint)
  private let result: AffinePoint
  private let meeting: AffinePoint
  private let prime: Int
  private let equation: CurveLine?
  /// The line; nil when both summands are infinity.
  let line: Line?

  /// Adds two points of a curve with a prime of at most 16 bits.
  ///
  /// - Throws: `PublicKeyError.coordinateOutOfRange` and `.pointNotOnCurve`.
  init<Curve: WeierstrassCurve>(
    of p: AffinePoint, _ q: AffinePoint, on curve: Curve.Type
  ) throws(PublicKeyError) {
    summands = (p, q)
    result = try Curve.sum(p, q)
    meeting = try Curve.opposite(of: result)
    prime = CurvePicture.small(Curve.prime)
    equation = try Curve.line(through: p, q)
    line =
      switch equation {
      case .vertical(let x): .vertical(x: CurvePicture.small(x))
      case .slanted(let slope, let intercept):
        .slanted(slope: CurvePicture.small(slope), intercept: CurvePicture.small(intercept))
      case nil: nil
      }
  }

  /// P and Q.
  var operands: (p: Place?, q: Place?) {
    (CurvePicture.place(of: summands.0), CurvePicture.place(of: summands.1))
  }

  /// R, the third point of the line on the curve.
  var third: Place? { CurvePicture.place(of: meeting) }

  /// S = P + Q.
  var sum: Place? { CurvePicture.place(of: result) }

  /// The letters at each place, in the order P, Q, R, S.
  var letters: [Place: [String]] {
    var letters: [Place: [String]] = [:]
    let places = [("P", operands.p), ("Q", operands.q), ("R", third), ("S", sum)]
    for case (let letter, let place?) in places { letters[place, default: []].append(letter) }
    return letters
  }

  /// The p places of the line, each in the plane, most of them not on the curve.
  var places: [Place] {
    switch line {
    case .vertical(let x): (0..<prime).map { Place(x: x, y: $0) }
    case .slanted(let slope, let intercept):
      (0..<prime).map { Place(x: $0, y: (slope * $0 + intercept) % prime) }
    case nil: []
    }
  }

  /// The direction in which the line is drawn.
  ///
  /// A line that leaves the plane at one side enters it at the other. Of all directions in which
  /// it then passes through the same places, this is the one that takes the shortest steps from
  /// place to place: the slope 9 modulo 17 becomes two to the right, one up.
  var direction: (dx: Int, dy: Int)? {
    switch line {
    case .vertical: return (0, 1)
    case .slanted(let slope, _):
      var best = (dx: 1, dy: nearZero(slope))
      for dx in 2..<max(3, prime) {
        let dy = nearZero(slope * dx)
        if dx * dx + dy * dy < best.dx * best.dx + best.dy * best.dy { best = (dx, dy) }
      }
      return best
    case nil: return nil
    }
  }

  private func nearZero(_ number: Int) -> Int {
    let residue = number % prime
    return 2 * residue > prime ? residue - prime : residue
  }

  /// The addition in sentences; `lineMark` stands before the one about the line.
  func sentences(lineMark: String = "") -> [String] {
    let (p, q) = summands
    let points = p == q ? "P = Q = \(p)." : "P = \(p), Q = \(q)."
    guard let equation else { return [points, "S = P + Q = O, as O is the zero of the addition."] }
    let kind = p == q ? "tangent" : "line"
    let meets =
      switch meeting {
      case .infinity: "has no other point of the curve, and meets it at infinity"
      case p where p != q: "touches the curve in R = P"
      case q where p != q: "touches the curve in R = Q"
      default: "meets the curve again in R = \(meeting)"
      }
    return [
      points, "\(lineMark)The \(kind) \(equation) \(meets).",
      result == .infinity
        ? "S = P + Q = O, the point at infinity." : "S = P + Q is the opposite of R: \(result).",
    ]
  }

  /// Why the line is drawn with another slope than its equation has; nil where it is not.
  var slopeRemark: String? {
    guard case .slanted(let slope, _) = line, let (dx, dy) = direction, (dx, dy) != (1, slope)
    else { return nil }
    let drawn = dx == 1 ? "\(dy)" : "\(dy)/\(dx)"
    return "The slope \(slope) is drawn as \(drawn), which is the same modulo \(prime)."
  }
}
