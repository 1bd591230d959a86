import Transport

/// Where the octets of a message come from.
enum OctetSource: Equatable {
  /// They stood on the command line.
  case given([UInt8])
  /// They are in a file, or in standard input if its path is `-`.
  case file(String)

  /// Hands the octets over piece by piece, however long a file is; not much beyond `limit`.
  ///
  /// - Throws: `CommandError.unreadableInput`.
  func forEachPiece(
    _ io: CommandIO, limit: Int = .max, _ body: ([UInt8]) -> Void
  ) throws(CommandError) {
    switch self {
    case .given(let octets): body(octets)
    case .file(let path):
      do throws(TransportError) {
        try Files.forEachPiece(of: path, standardInput: io.input, limit: limit, body)
      } catch {
        throw CommandError(error)
      }
    }
  }

  /// Returns all octets, of which there may be at most `limit`.
  ///
  /// - Throws: `CommandError.unreadableInput`.
  func read(_ io: CommandIO, limit: Int = 1 << 28) throws(CommandError) -> [UInt8] {
    var octets: [UInt8] = []
    var count = 0
    try forEachPiece(io, limit: limit) { piece in
      count += piece.count
      if count <= limit { octets += piece }
    }
    guard count <= limit else {
      throw .unreadableInput("\(name): too long, expected at most \(limit) bytes")
    }
    return octets
  }

  /// How an error names the source.
  private var name: String {
    switch self {
    case .given: "the message"
    case .file("-"): "standard input"
    case .file(let path): path
    }
  }
}
