import Hashing

/// `chat-lab hmac`: the authentication code of a message.
struct HMACCommand: Command {
  let name = "hmac"
  let abstract = "Print the HMAC of a message."
  let discussion = """
    A file is read piece by piece, so it may have any length. A key on the command line can be \
    seen by other users of the machine; one in a file cannot.
    """

  private let message = HashedMessageParameters()
  private let key = SecretParameters.key()
  private let result = ResultParameters()

  var parameters: [any Declared] { message.all + key.all + result.all }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let (algorithm, source) = try message.values(arguments)
    let key = try key.octets(arguments, io, message: source)
    let code = try code(algorithm.implementation, of: source, key: key, io)
    try result.write(code, arguments, io)
    return .success
  }

  private func code<H: HashFunction>(
    _ function: H.Type, of source: OctetSource, key: [UInt8], _ io: CommandIO
  ) throws(CommandError) -> [UInt8] {
    var hmac = HMAC<H>(key: key)
    try source.forEachPiece(io) { hmac.update($0) }
    return hmac.finalize()
  }
}
