import Hashing

/// `chat-lab hash`: the digest of a message.
struct HashCommand: Command {
  let name = "hash"
  let abstract = "Print the digest of a message."
  let discussion = "A file is read piece by piece, so it may have any length."

  private let message = HashedMessageParameters()
  private let result = ResultParameters()

  var parameters: [any Declared] { message.all + result.all }

  func run(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> ExitStatus {
    let (algorithm, source) = try message.values(arguments)
    let digest = try digest(algorithm.implementation, of: source, io)
    try result.write(digest, arguments, io)
    return .success
  }

  private func digest<H: HashFunction>(
    _ function: H.Type, of source: OctetSource, _ io: CommandIO
  ) throws(CommandError) -> [UInt8] {
    var hash = H()
    try source.forEachPiece(io) { hash.update($0) }
    return hash.finalize()
  }
}
