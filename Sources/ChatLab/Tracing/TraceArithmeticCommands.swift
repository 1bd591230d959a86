import Arithmetic
import Traces

/// `chat-lab trace modexp`: a power modulo a number.
struct TraceModularPowerCommand: TracingCommand {
  /// How the exponent is taken apart.
  private enum Method: String, CaseIterable { case bits, windows }

  let name = "modexp"
  let abstract = "Trace a power modulo a number, bit by bit or in windows."

  private let base = Parameter.argument("base", .natural(), help: "The base, decimal or 0x….")
  private let exponent = Parameter.argument("exponent", .natural(), help: "The exponent.")
  private let modulus = Parameter.argument("modulus", .natural(), help: "The modulus, odd.")
  private let method = Parameter.option(
    "method", .choice("method"), default: Method.bits,
    help: "Bits as for a public exponent, or windows as for a secret one.")

  var inputs: [any Declared] { [base, exponent, modulus, method] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    do throws(ArithmeticError) {
      return try .modexp(
        base: arguments[base], exponent: arguments[exponent], modulus: arguments[modulus],
        method: arguments[method] == .bits ? .bits : .windows)
    } catch {
      throw .usage("<modulus>: \(error), for Montgomery's arithmetic")
    }
  }
}

/// `chat-lab trace inverse`: the extended algorithm of Euclid.
struct TraceInverseCommand: TracingCommand {
  let name = "inverse"
  let abstract = "Trace the inverse of a number modulo another: Euclid's table."
  let discussion = "The exit status is 1 if there is no inverse."

  private let number = Parameter.argument("number", .natural(), help: "The number to invert.")
  private let modulus = Parameter.argument(
    "modulus", .natural(), help: "The modulus, decimal or 0x….")

  var inputs: [any Declared] { [number, modulus] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    guard !arguments[modulus].isZero else {
      throw .usage("<modulus>: there is no arithmetic modulo 0, expected 1 or more")
    }
    return .inverse(of: arguments[number], modulus: arguments[modulus])
  }

  func complaint(about trace: Trace) -> String? {
    // The inverse is the last result, behind the greatest common divisor.
    trace.results.count > 1
      ? nil : "there is no inverse: the greatest common divisor of the two numbers is not 1"
  }
}
