import Hashing
import Traces

/// `chat-lab trace hmac`: an authentication code.
struct TraceHMACCommand: TracingCommand {
  let name = "hmac"
  let abstract = "Trace HMAC: the key in two disguises, and the two hashes."
  let discussion = "'--depth operations' shows the rounds of the hashes too."

  private let message = HashedMessageParameters()
  private let key = SecretParameters.key()
  private let length = Parameter.option(
    "length", .integer("n", in: 1...64),
    help: "Keep so many octets of the code. (default: all)")

  var inputs: [any Declared] { message.all + key.all + [length] }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let (algorithm, source) = try message.values(arguments)
    let key = try key.octets(arguments, io, message: source)
    let text = try source.readForTrace(io)
    return try trace(algorithm.implementation, key, text, length: arguments[length])
  }

  private func trace<H: HashFunction>(
    _ function: H.Type, _ key: [UInt8], _ text: [UInt8], length: Int?
  ) throws(CommandError) -> Trace {
    if let length, length > H.digestLength {
      throw .usage("--length: a code of HMAC-\(H.name) has at most \(H.digestLength) octets")
    }
    return .hmac(function, key: key, message: text, codeLength: length)
  }
}
