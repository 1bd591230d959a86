/// Reads the presentation language of RFC 8446, section 3: big-endian integers and
/// length-prefixed vectors.
///
/// Every read names its field, so that an error can say where the input is wrong. A length is
/// compared with what is there before anything is allocated for it.
public struct ByteReader: Sendable {
  private let bytes: [UInt8]

  /// The number of bytes read so far.
  public private(set) var offset = 0

  /// The number of bytes still to be read.
  public var remaining: Int { bytes.count - offset }

  /// Creates a reader at the beginning of some bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads exactly `count` bytes.
  ///
  /// - Throws: `BytesError.truncated` when fewer are left.
  public mutating func read(_ count: Int, field: String) throws(BytesError) -> [UInt8] {
    precondition(count >= 0, "a field has no negative length")
    guard count <= remaining else {
      throw .truncated(field: field, expected: count, available: remaining)
    }
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  /// Reads a big-endian unsigned integer of 1 to 8 bytes (RFC 8446, section 3.3).
  ///
  /// - Throws: `BytesError.truncated` when fewer bytes are left.
  public mutating func readInteger(length: Int, field: String) throws(BytesError) -> UInt64 {
    precondition((1...8).contains(length), "an integer has 1 to 8 bytes")
    return try read(length, field: field).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Reads a variable-length vector (RFC 8446, section 3.4): a length of `prefix` bytes, then
  /// that many bytes.
  ///
  /// - Throws: `BytesError.length` when the length is outside `allowed`, `BytesError.truncated`
  ///   when the input ends first.
  public mutating func readVector(
    prefix: Int, allowed: ClosedRange<Int>, field: String
  ) throws(BytesError) -> [UInt8] {
    let length = try readInteger(length: prefix, field: "\(field) length")
    guard let count = Int(exactly: length), allowed.contains(count) else {
      throw .length(field: field, found: Int(clamping: length), allowed: allowed)
    }
    return try read(count, field: field)
  }

  /// Checks that nothing is left.
  ///
  /// - Throws: `BytesError.trailing` with the number of bytes that are.
  public func expectEnd(of structure: String) throws(BytesError) {
    guard remaining == 0 else { throw .trailing(structure: structure, count: remaining) }
  }
}
