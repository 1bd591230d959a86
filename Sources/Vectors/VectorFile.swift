/// A file of test vectors: its path as the report shows it, and its bytes as they are.
///
/// Nothing is assumed about the bytes. What kind of file it is shows in its content, of which the
/// file's name is a part: files for CBC, OFB and CFB have the same fields.
public struct VectorFile: Equatable, Sendable {
  /// The path that the report shows, relative to the directory that was searched.
  public let path: String
  /// The file's bytes, line ends included.
  public let bytes: [UInt8]

  /// Creates a file from its path and bytes.
  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The last component of the path.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}
