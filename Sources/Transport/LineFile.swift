#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file that grows by whole lines, each of them written at once: what was written stays, however
/// the program ends.
public final class LineFile {
  private let path: String
  private let file: Descriptor

  /// Creates the file, for its owner alone, or empties the one that is there, whose permissions
  /// stay.
  ///
  /// - Throws: `TransportError.unwritable`.
  public init(_ path: String) throws(TransportError) {
    self.path = path
    // The path is lent as a C string until the call returns.
    let number = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw .unwritable(path: path, code: errno) }
    file = Descriptor(number)
  }

  deinit {
    file.close()
  }

  /// Adds a line.
  ///
  /// - Throws: `TransportError.unwritable`.
  public func write(_ line: String) throws(TransportError) {
    do throws(TransportError) {
      try file.writeAll(Array((line + "\n").utf8))
    } catch .system(_, let code) {
      throw .unwritable(path: path, code: code)
    } catch {
      throw .unwritable(path: path, code: EPIPE)
    }
  }
}
