import Hashing
import Traces

/// `chat-lab trace pbkdf2`: a key from a password.
struct TracePBKDF2Command: TracingCommand {
  let name = "pbkdf2"
  let abstract = "Trace PBKDF2: the first iterations of each block, and the last."

  private let algorithm = Parameter.argument(
    "algorithm", HashAlgorithm.form, default: .sha256, help: "The hash function of the HMAC.")
  private let password = SecretParameters.password
  private let salt = Parameter.required("salt", .hex(), help: "The salt in hexadecimal digits.")
  private let iterations = Parameter.required(
    "iterations", .integer("n", in: 1...TraceLimits.iterations),
    help: "How often HMAC is repeated.")
  private let length = Parameter.option(
    "length", .integer("n", in: 1...TraceLimits.derived), default: 32,
    help: "How many octets of key to derive.")

  var inputs: [any Declared] { [algorithm] + password.all + [salt, iterations, length] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let password = try password.octets(arguments, io)
    return try trace(arguments[algorithm].implementation, password, arguments)
  }

  private func trace<H: HashFunction>(
    _ function: H.Type, _ password: [UInt8], _ arguments: Arguments
  ) throws(CommandError) -> Trace {
    do throws(HashingError) {
      return try .pbkdf2(
        function, password: password, salt: arguments[salt], iterations: arguments[iterations],
        length: arguments[length])
    } catch {
      throw .usage("\(error)")
    }
  }
}

/// `chat-lab trace hkdf`: keys from a secret that is random, but not evenly spread.
struct TraceHKDFCommand: TracingCommand {
  let name = "hkdf"
  let abstract = "Trace HKDF: extract, then expand."

  private let algorithm = Parameter.argument(
    "algorithm", HashAlgorithm.form, default: .sha256, help: "The hash function of the HMAC.")
  private let secret = SecretParameters.key()
  private let salt = Parameter.option(
    "salt", .hex(), default: [], help: "The salt in hexadecimal digits.")
  private let info = Parameter.option(
    "info", .hex(), default: [], help: "What the keys are for, in hexadecimal digits.")
  private let length = Parameter.option(
    "length", .integer("n", in: 1...TraceLimits.derived), default: 32,
    help: "How many octets to derive.")

  var inputs: [any Declared] { [algorithm] + secret.all + [salt, info, length] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let secret = try secret.octets(arguments, io)
    return try trace(arguments[algorithm].implementation, secret, arguments)
  }

  private func trace<H: HashFunction>(
    _ function: H.Type, _ secret: [UInt8], _ arguments: Arguments
  ) throws(CommandError) -> Trace {
    do throws(HashingError) {
      return try .hkdf(
        function, inputKeyingMaterial: secret, salt: arguments[salt], info: arguments[info],
        length: arguments[length])
    } catch {
      throw .usage("\(error)")
    }
  }
}
