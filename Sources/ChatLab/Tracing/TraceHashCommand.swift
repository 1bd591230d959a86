import Hashing
import Traces

/// `chat-lab trace sha256`, and the other hash functions.
struct TraceHashCommand: TracingCommand {
  let algorithm: HashAlgorithm

  var name: String { algorithm.rawValue }
  var abstract: String { "Trace \(algorithm.implementation.name), round by round." }

  private let message = MessageParameters()

  var inputs: [any Declared] { message.all }

  func trace(_ arguments: Arguments, _ io: CommandIO) throws(CommandError) -> Trace {
    let octets = try message.source(arguments).readForTrace(io)
    return trace(algorithm.implementation, octets)
  }

  private func trace<H: HashFunction>(_ function: H.Type, _ octets: [UInt8]) -> Trace {
    .hash(function, message: octets)
  }
}

extension OctetSource {
  /// Returns all octets of a message that is to be traced.
  ///
  /// - Throws: `CommandError.usage` if they are too many; `CommandError.unreadableInput`.
  func readForTrace(_ io: CommandIO) throws(CommandError) -> [UInt8] {
    var octets: [UInt8] = []
    var count = 0
    try forEachPiece(io, limit: TraceLimits.message) { piece in
      count += piece.count
      if count <= TraceLimits.message { octets += piece }
    }
    guard count <= TraceLimits.message else {
      throw .usage(
        "the message: too long to trace, expected at most \(TraceLimits.message) octets")
    }
    return octets
  }
}
