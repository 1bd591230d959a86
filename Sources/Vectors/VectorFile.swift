/// A file of test vectors: its path as the report shows it, and its bytes as they are.
///
/// Nothing is assumed about the bytes. What kind of file it is shows in its content, of which the
/// file's name is a part: files for CBC, OFB and CFB have the same fields.
public struct VectorFile: Equatable, Sendable {
  /// The path that the report shows, relative to the directory that was searched.
  public let path: String
  /// The file's bytes, line ends included.
  public let bytes: [UInt8]

  /// The expected results of an ACVP prompt, when they are a file of their own.
  public let results: Companion?

  /// The directory that the file lies in, where others may belong to it; nil when it lies in none.
  public let directory: String?

  /// A file that belongs to another.
  public struct Companion: Equatable, Sendable {
    /// The path that the report shows.
    public let path: String
    /// The file's bytes.
    public let bytes: [UInt8]

    /// Creates a file from its path and bytes.
    public init(path: String, bytes: [UInt8]) {
      self.path = path
      self.bytes = bytes
    }
  }

  /// Creates a file from its path and bytes, with the file of its results and its directory if it
  /// has them.
  public init(
    path: String, bytes: [UInt8], results: Companion? = nil, directory: String? = nil
  ) {
    self.path = path
    self.directory = directory
    self.bytes = bytes
    self.results = results
  }

  /// The last component of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
