import Arithmetic
import Bytes
import PublicKey
import Traces

/// How messages become numbers that RSA signs.
private enum SignatureScheme: String, CaseIterable, Sendable { case textbook, pkcs1v15, pss }

/// The options of the encodings.
private struct SignatureParameters: Sendable {
  let scheme = Parameter.option(
    "scheme", .choice("scheme"), default: SignatureScheme.textbook,
    help: "The encoding; textbook means none, and is for toys.")
  let hash = Parameter.option(
    "hash", HashAlgorithm.form, default: .sha256, help: "The hash function.")

  var all: [any Declared] { [scheme, hash] }
}

/// `chat-lab trace rsa sign`.
struct TraceRSASignCommand: TracingCommand {
  let name = "sign"
  let abstract = "Trace a signature with RSA, by the Chinese remainder theorem."

  private let message = RSAMessageParameters()
  private let key = RSAParameters()
  private let encoding = SignatureParameters()
  private let salt = Parameter.option(
    "salt", .hex(), help: "The salt of PSS, in hexadecimal digits. (default: drawn)")

  var inputs: [any Declared] { message.all + key.privateKeyParameters + encoding.all + [salt] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let privateKey = try key.privateKey(arguments)
    let octets = try message.octets(arguments, io, below: privateKey.publicKey.modulus)
    let scheme = try scheme(arguments)
    do throws(PublicKeyError) {
      return try .rsaSign(message: octets, key: privateKey, scheme: scheme)
    } catch {
      throw .failed("\(error)")
    }
  }

  private func scheme(_ arguments: Arguments) throws(CommandError) -> Trace.RSASignature {
    switch arguments[encoding.scheme] {
    case .textbook: return .textbook
    case .pkcs1v15: return .pkcs1v15(hash: try arguments[encoding.hash].digestInfoHash())
    case .pss:
      let hash = arguments[encoding.hash].implementation
      var random = SystemRandom()
      return .pss(
        hash: hash, maskHash: hash, salt: arguments[salt] ?? random.generate(hash.digestLength))
    }
  }
}

/// `chat-lab trace rsa verify`.
struct TraceRSAVerifyCommand: TracingCommand {
  let name = "verify"
  let abstract = "Trace how a signature with RSA is verified."
  let discussion = "The exit status is 1 if the signature is not valid."

  private let message = RSAMessageParameters()
  private let key = RSAParameters()
  private let encoding = SignatureParameters()
  private let signature = Parameter.required(
    "signature", .natural(), help: "The signature as a number, decimal or 0x….")
  private let saltLength = Parameter.option(
    "salt-length", .integer("n", in: 0...512),
    help: "How many octets the salt of PSS has. (default: those of a digest)")

  var inputs: [any Declared] {
    message.all + key.publicKeyParameters + encoding.all + [signature, saltLength]
  }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let publicKey = try key.publicKey(arguments)
    let octets = try message.octets(arguments, io, below: publicKey.modulus)
    guard
      let signature = try? arguments[signature].bigEndianBytes(count: publicKey.modulusLength)
    else { throw .usage("--signature: too large, expected less than the modulus") }
    return .rsaVerify(
      signature: signature, message: octets, key: publicKey, scheme: try scheme(arguments))
  }

  private func scheme(_ arguments: Arguments) throws(CommandError) -> Trace.RSAVerification {
    switch arguments[encoding.scheme] {
    case .textbook: return .textbook
    case .pkcs1v15: return .pkcs1v15(hash: try arguments[encoding.hash].digestInfoHash())
    case .pss:
      let hash = arguments[encoding.hash].implementation
      return .pss(
        hash: hash, maskHash: hash, saltLength: arguments[saltLength] ?? hash.digestLength)
    }
  }
}
