/// Writes the presentation language of RFC 8446, section 3: big-endian integers and
/// length-prefixed vectors.
public struct ByteWriter: Sendable {
  /// What has been written so far.
  public private(set) var bytes: [UInt8] = []

  /// Creates a writer that has written nothing.
  public init() {}

  /// Appends bytes as they are.
  public mutating func write(_ more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
  }

  /// Appends a big-endian unsigned integer in `length` bytes, 1 to 8; the value must fit.
  public mutating func writeInteger(_ value: some UnsignedInteger, length: Int) {
    write(ByteWriter.integer(UInt64(value), length: length))
  }

  /// Appends a variable-length vector: a length of `prefix` bytes, then the bytes.
  public mutating func writeVector(_ body: [UInt8], prefix: Int) {
    writeInteger(UInt64(body.count), length: prefix)
    write(body)
  }

  /// Returns `length` big-endian bytes, 1 to 8, of a value that fits them.
  public static func integer(_ value: UInt64, length: Int) -> [UInt8] {
    precondition((1...8).contains(length), "an integer has 1 to 8 bytes")
    precondition(length == 8 || value >> (8 * UInt64(length)) == 0, "the value must fit")
    return (0..<length).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}
