import Arithmetic
import Hashing
import PublicKey
import Traces

extension CommandGroup {
  /// `chat-lab trace ecdsa`.
  static let traceECDSA = CommandGroup(
    name: "ecdsa", abstract: "Trace signatures of ECDSA.",
    subcommands: [TraceECDSASignCommand(), TraceECDSAVerifyCommand()])
}

/// What both commands take: the message with its hash function, and the curve.
private struct SignedMessageParameters: Sendable {
  let message = MessageParameters()
  let hash = Parameter.option(
    "hash", HashAlgorithm.form, default: .sha256, help: "The hash function.")
  let curve = Parameter.option(
    "curve", CurveChoice.form, default: .standard, help: "The curve.")

  var all: [any Declared] { message.all + [hash, curve] }
}

/// `chat-lab trace ecdsa sign`: a signature, with the choice of its secret number.
struct TraceECDSASignCommand: TracingCommand {
  let name = "sign"
  let abstract = "Trace how a message is signed."

  private let common = SignedMessageParameters()
  private let key = Parameter.required(
    "key", .natural(), help: "The private key d, decimal or 0x….")
  private let nonce = Parameter.option(
    "nonce", .natural(), help: "The secret number k. (default: derived as RFC 6979 says)")

  var inputs: [any Declared] { common.all + [key, nonce] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let octets = try common.message.source(arguments).readForTrace(io)
    return try trace(
      arguments[common.curve].curve, arguments[common.hash].implementation, octets, arguments)
  }

  private func trace<Curve: WeierstrassCurve, H: HashFunction>(
    _ curve: Curve.Type, _ hash: H.Type, _ message: [UInt8], _ arguments: Arguments
  ) throws(CommandError) -> Trace {
    let privateKey = try Curve.privateKey(arguments[key], for: "--key")
    var choice = ECDSA.Nonce.deterministic
    if let k = arguments[nonce] {
      guard let octets = try? k.bigEndianBytes(count: Curve.Scalar.byteCount) else {
        throw .usage("--nonce: too large, expected \(Curve.scalars)")
      }
      guard !k.isZero, k < Curve.orderOfBase else {
        throw .usage("--nonce: out of range, expected \(Curve.scalars)")
      }
      choice = .explicit(octets)
    }
    do throws(PublicKeyError) {
      return try .ecdsaSign(message: message, key: privateKey, hash: hash, nonce: choice)
    } catch {
      throw .usage("--nonce: \(error), as r or s would be 0; expected another")
    }
  }
}

/// `chat-lab trace ecdsa verify`: whether a signature is valid.
struct TraceECDSAVerifyCommand: TracingCommand {
  let name = "verify"
  let abstract = "Trace how a signature is verified."
  let discussion = "The exit status is 1 if the signature is not valid."

  private let common = SignedMessageParameters()
  private let key = Parameter.required(
    "public", .point,
    help: "The public key: x,y or SEC 1's octets in hexadecimal digits.")
  private let r = Parameter.required("r", .natural(), help: "The number r, decimal or 0x….")
  private let s = Parameter.required("s", .natural(), help: "The number s, decimal or 0x….")

  var inputs: [any Declared] { common.all + [key, r, s] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let octets = try common.message.source(arguments).readForTrace(io)
    return try trace(
      arguments[common.curve].curve, arguments[common.hash].implementation, octets, arguments)
  }

  private func trace<Curve: WeierstrassCurve, H: HashFunction>(
    _ curve: Curve.Type, _ hash: H.Type, _ message: [UInt8], _ arguments: Arguments
  ) throws(CommandError) -> Trace {
    let publicKey = try Curve.publicKey(arguments[key], for: "--public")
    let signature: ECDSASignature<Curve>
    do throws(PublicKeyError) {
      signature = try ECDSASignature(r: arguments[r], s: arguments[s])
    } catch {
      throw .failed("--r, --s: \(error)")
    }
    return .ecdsaVerify(signature: signature, message: message, key: publicKey, hash: hash)
  }
}
