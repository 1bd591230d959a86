import Arithmetic
import PublicKey
import Traces

/// `chat-lab trace ecdh`: a secret that two sides share.
struct TraceECDHCommand: TracingCommand {
  let name = "ecdh"
  let abstract = "Trace how a private and another's public key give a shared secret."

  private let curve = Parameter.option(
    "curve", CurveChoice.form, default: .standard, help: "The curve.")
  private let privateKey = Parameter.required(
    "private", .natural(), help: "One's own private key d, decimal or 0x….")
  private let publicKey = Parameter.required(
    "public", .point,
    help: "The other's public key: x,y or SEC 1's octets in hexadecimal digits.")

  var inputs: [any Declared] { [curve, privateKey, publicKey] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    try trace(arguments[curve].curve, arguments)
  }

  private func trace<Curve: WeierstrassCurve>(
    _ curve: Curve.Type, _ arguments: Arguments
  ) throws(CommandError) -> Trace {
    let privateKey = try Curve.privateKey(arguments[privateKey], for: "--private")
    let publicKey = try Curve.publicKey(arguments[publicKey], for: "--public")
    do throws(PublicKeyError) {
      return try .ecdh(privateKey: privateKey, publicKey: publicKey)
    } catch {
      throw .failed("\(error)")
    }
  }
}
