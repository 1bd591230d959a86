#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Files {
  /// Reads a file piece by piece, or an input for the path `-`, so that its length does not matter.
  ///
  /// A piece has at most 1 MiB, and the memory of one is all that is taken. After the piece with
  /// which more than `limit` octets were read, no other is read: a file may have no end.
  ///
  /// - Throws: `TransportError.unreadable`.
  public static func forEachPiece(
    of path: String, standardInput: Descriptor = .standardInput, limit: Int = .max,
    _ body: ([UInt8]) -> Void
  ) throws(TransportError) {
    let isInput = path == "-"
    // The path is lent as a C string until the call returns.
    let number = isInput ? standardInput.number : unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard number >= 0 else { throw .unreadable(path: path, code: errno) }
    let file = Descriptor(number)
    defer { if !isInput { file.close() } }
    var count = 0
    do throws(TransportError) {
      while count <= limit, let piece = try file.read(upTo: 1 << 20), !piece.isEmpty {
        count += piece.count
        body(piece)
      }
    } catch .system(_, let code) {
      throw .unreadable(path: path, code: code)
    }
  }
}
