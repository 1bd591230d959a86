import Arithmetic
import Bytes
import PublicKey
import Traces

/// The curves with their parameters, as text or JSON (docs/curves.md).
public struct CurveList {
  private let curves: [Parameters]

  /// What defines a curve.
  private struct Parameters {
    let name: String
    let equation: String
    let isToy: Bool
    let bits: Int
    let numbers: [(name: String, value: Natural)]
    let base: String

    init<Curve: WeierstrassCurve>(_ curve: Curve.Type) {
      name = Curve.name
      equation = Curve.equation
      bits = Curve.prime.bitWidth
      isToy = bits <= 16
      base = "\(Curve.basePoint)"
      var numbers = [("p", Curve.prime), ("a", Curve.coefficients.a), ("b", Curve.coefficients.b)]
      if case .coordinates(let x, let y) = Curve.basePoint { numbers += [("Gx", x), ("Gy", y)] }
      self.numbers = numbers + [("order", Curve.orderOfBase), ("cofactor", 1)]
    }
  }

  /// Takes curves.
  public init(_ curves: [any WeierstrassCurve.Type]) {
    self.curves = curves.map { Parameters($0) }
  }
}

// MARK: - Text

extension CurveList {
  /// The lines: a table of the toys with decimal numbers, and the others one by one in hexadecimal
  /// digits.
  public func lines(columns: Int = 80, usesColor: Bool = false) -> [String] {
    let toys = curves.filter(\.isToy).map(row)
    let others = curves.filter { !$0.isToy }.map(list)
    let heading = TraceStep(
      "Toy curves: y^2 = x^3 + a x + b modulo p, small enough to be listed and drawn")
    var lines = TraceTextRenderer(columns: columns, usesColor: usesColor)
      .steps((toys.isEmpty ? [] : [heading] + toys) + others)
    if lines.last == "" { lines.removeLast() }
    return lines
  }

  private func row(_ curve: Parameters) -> TraceStep {
    var values = [TraceValue("bits", "\(curve.bits)")]
    for (name, value) in curve.numbers where name != "Gy" {
      values.append(name == "Gx" ? TraceValue("G", curve.base) : TraceValue(name, "\(value)"))
    }
    return TraceStep(curve.name, layout: .row, values: values)
  }

  private func list(_ curve: Parameters) -> TraceStep {
    let length = (curve.bits + 7) / 8
    return TraceStep(
      "\(curve.name): \(curve.bits) bits, a real curve", explanation: curve.equation + ".",
      values: curve.numbers.map { name, value in
        let octets = (try? value.bigEndianBytes(count: length)) ?? value.bigEndianBytes
        return TraceValue(name, name == "cofactor" ? "\(value)" : Hex.encode(octets))
      })
  }
}

// MARK: - JSON

extension CurveList {
  /// One line of JSON: numbers are strings of decimal digits, as those of real curves are longer
  /// than many readers of JSON take.
  public var json: String {
    JSONText.object([
      ("schema", .string("chat-lab.curves/1")), ("curves", .array(curves.map(json))),
    ]).text
  }

  private func json(_ curve: Parameters) -> JSONText {
    let number = { (name: String) -> JSONText in
      .string(curve.numbers.first { $0.name == name }.map { "\($0.value)" } ?? "")
    }
    return .object([
      ("name", .string(curve.name)), ("kind", .string(curve.isToy ? "toy" : "real")),
      ("bits", .number(curve.bits)), ("equation", .string(curve.equation)),
      ("p", number("p")), ("a", number("a")), ("b", number("b")),
      ("G", .object([("x", number("Gx")), ("y", number("Gy"))])),
      ("order", number("order")), ("cofactor", .number(1)),
    ])
  }
}
