import Arithmetic
import PublicKey
import Traces

extension CommandGroup {
  /// `chat-lab trace p256`, and the other curves.
  static func trace(of choice: CurveChoice) -> CommandGroup {
    CommandGroup(
      name: choice.name, abstract: "Trace arithmetic on the curve \(choice.curve.name).",
      subcommands: [TraceMultiplyCommand(choice: choice)])
  }
}

/// `chat-lab trace p256 multiply`: a point, so many times.
struct TraceMultiplyCommand: TracingCommand {
  let choice: CurveChoice

  let name = "multiply"
  var abstract: String { "Trace the multiple k P of a point of \(choice.curve.name)." }

  private let k = Parameter.argument(
    "k", .natural(bits: 1024), help: "The number, decimal or 0x….")
  private let point = Parameter.argument(
    optional: "point", .point,
    help: "x,y or SEC 1's octets in hexadecimal digits; the base point if it is left out.")

  var inputs: [any Declared] { [k, point] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    try trace(choice.curve, arguments)
  }

  private func trace<Curve: WeierstrassCurve>(
    _ curve: Curve.Type, _ arguments: Arguments
  ) throws(CommandError) -> Trace {
    let point = try arguments[point].map { text throws(CommandError) in
      try Curve.publicKey(text, for: "<point>").affinePoint
    }
    do throws(PublicKeyError) {
      return try .multiply(arguments[k], point: point, on: curve)
    } catch {
      throw .failed("\(error)")
    }
  }
}
