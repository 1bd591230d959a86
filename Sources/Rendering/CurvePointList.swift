import Arithmetic
import PublicKey
import Traces

/// All points of a toy curve, each with its order and the k of k G, as text or JSON
/// (docs/curves.md).
public struct CurvePointList {
  private let name: String
  private let equation: String
  private let base: String
  private let order: Natural
  private let points: [Entry]

  /// A point; every one is a multiple of the base point, as the order is prime.
  private struct Entry {
    let point: AffinePoint
    let order: Natural
    let multiple: Int
  }

  /// Takes a curve with a prime of at most 16 bits.
  public init<Curve: WeierstrassCurve>(of curve: Curve.Type) {
    name = Curve.name
    equation = Curve.equation
    base = "\(Curve.basePoint)"
    order = Curve.orderOfBase
    var indices: [AffinePoint: Int] = [:]
    for (k, point) in Curve.multiplesOfBase.enumerated() { indices[point] = k }
    points = Curve.points.map { point in
      guard let multiple = indices[point], let order = try? Curve.order(of: point) else {
        preconditionFailure("every point of a curve of prime order is a multiple of G")
      }
      return Entry(point: point, order: order, multiple: multiple)
    }
  }

  /// The lines: a heading, and one for each point, infinity first, then by x and y.
  public func lines(columns: Int = 80, usesColor: Bool = false) -> [String] {
    let rows = points.map { entry in
      TraceStep(
        "", layout: .row,
        values: [
          TraceValue("point", "\(entry.point)"), TraceValue("order", "\(entry.order)"),
          TraceValue("k", "\(entry.multiple)"),
        ])
    }
    let heading = TraceStep(
      "\(name): \(points.count) points",
      explanation: """
        \(equation); O is the point at infinity. The order is the least m above 0 with m P = O. \
        Each point is k G, a multiple of the base point G = \(base): the number of points is prime.
        """)
    var lines = TraceTextRenderer(columns: columns, usesColor: usesColor).steps([heading] + rows)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  /// One line of JSON; the point at infinity has neither x nor y.
  public var json: String {
    JSONText.object([
      ("schema", .string("chat-lab.curve-points/1")), ("curve", .string(name)),
      ("count", .number(points.count)),
      (
        "points",
        .array(
          points.map { entry in
            .object(
              coordinates(entry.point) + [
                ("order", .number(CurvePicture.small(entry.order))), ("k", .number(entry.multiple)),
              ])
          })
      ),
    ]).text
  }

  private func coordinates(_ point: AffinePoint) -> [(String, JSONText)] {
    guard let place = CurvePicture.place(of: point) else { return [("infinity", .bool(true))] }
    return [("infinity", .bool(false)), ("x", .number(place.x)), ("y", .number(place.y))]
  }
}
