import Arithmetic
import Bytes
import PublicKey

/// How the numbers of a curve are written: those of toys in decimal digits, others in hexadecimal
/// ones, as long as the prime or the order.
struct CurveNumbers<Curve: WeierstrassCurve> {
  /// True for a curve small enough to compute with by hand.
  static var isToy: Bool { Curve.Coordinate.bitWidth <= 16 }

  /// A number modulo n.
  static func scalar(_ name: String, _ number: Natural) -> TraceValue {
    TraceValue(name, text(number, length: Curve.Scalar.byteCount))
  }

  /// A number modulo p.
  static func coordinate(_ name: String, _ number: Natural) -> TraceValue {
    TraceValue(name, text(number, length: Curve.Coordinate.byteCount))
  }

  /// A point: one value for a toy, else one for each coordinate.
  static func point(_ name: String, _ point: AffinePoint) -> [TraceValue] {
    guard case .coordinates(let x, let y) = point, !isToy else {
      return [TraceValue(name, "\(point)")]
    }
    return [coordinate("\(name).x", x), coordinate("\(name).y", y)]
  }

  /// A number modulo n as worked examples print it.
  static func nistScalar(_ name: String, _ number: Natural) -> [String] {
    nist(name, number, length: Curve.Scalar.byteCount)
  }

  /// The coordinates of a point as worked examples print them; infinity by that word.
  static func nistPoint(_ name: String, _ point: AffinePoint, suffix: String = "") -> [String] {
    guard case .coordinates(let x, let y) = point else { return ["\(name)\(suffix) is infinity"] }
    let length = Curve.Coordinate.byteCount
    return nist("\(name)_x\(suffix)", x, length: length)
      + nist("\(name)_y\(suffix)", y, length: length)
  }

  private static func nist(_ name: String, _ number: Natural, length: Int) -> [String] {
    isToy
      ? ["\(name) is", "\(number)"] : NISTNotation.value(name, octets(number, length: length))
  }

  private static func text(_ number: Natural, length: Int) -> String {
    isToy ? "\(number)" : Hex.encode(octets(number, length: length))
  }

  /// The number in so many octets, or in as many as it needs.
  private static func octets(_ number: Natural, length: Int) -> [UInt8] {
    (try? number.bigEndianBytes(count: length)) ?? number.bigEndianBytes
  }

  /// The first step of a trace: the curve.
  static func curve(_ explanation: String) -> TraceStep {
    let base = point("G", Curve.basePoint)
    return TraceStep(
      "The curve \(Curve.name)", explanation: explanation,
      values: [
        TraceValue("equation", Curve.equation), coordinate("p", Curve.prime),
      ] + base + [scalar("n", Curve.orderOfBase)])
  }
}
