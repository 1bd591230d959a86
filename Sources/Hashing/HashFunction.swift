import Bytes

/// A hash function of FIPS 180-4: a message of any length in, a digest of fixed length out.
///
/// A value of such a type is the message read so far. It is copied like an integer, so a common
/// beginning of many messages need be read only once. What it read may stay in memory after the
/// value is gone (docs/limits.md).
///
/// Every implementation runs in time that depends on the length of the message alone.
public protocol HashFunction: Sendable {
  /// The hash value that the blocks of the message change.
  associatedtype Value: HashValue

  /// What the function reports while it is watched.
  typealias Step = HashStep<Value.Word>

  /// The name that the standard gives it, such as "SHA-256".
  static var name: String { get }

  /// The length of the digest in bytes.
  static var digestLength: Int { get }

  /// The length in bytes of the blocks that a message is cut into.
  static var blockLength: Int { get }

  /// The length in bytes of the padding's last field, the length of the message
  /// (FIPS 180-4, section 5.1).
  static var lengthFieldLength: Int { get }

  /// The initial hash value H(0) (FIPS 180-4, section 5.3).
  static var initialHashValue: Value { get }

  /// Creates the hash function with nothing read yet.
  init()

  /// Creates the hash function as it is after whole blocks.
  ///
  /// - Parameters:
  ///   - hashValue: The hash value after these blocks.
  ///   - messageLength: Their length in bytes, a multiple of ``blockLength``.
  init(hashValue: Value, messageLength: Int)

  /// The hash value after the whole blocks that were read.
  var hashValue: Value { get }

  /// Reads more of the message.
  mutating func update(_ message: borrowing Span<UInt8>)

  /// Reads more of the message while an observer watches.
  mutating func update<O: Observer<Step>>(_ message: borrowing Span<UInt8>, observer: inout O)

  /// Writes the digest of everything that was read.
  ///
  /// - Parameter room: Where the digest goes: the first ``digestLength`` bytes.
  consuming func finalize(into room: inout MutableSpan<UInt8>)

  /// Writes the digest of everything that was read while an observer watches.
  ///
  /// - Parameters:
  ///   - room: Where the digest goes: the first ``digestLength`` bytes.
  ///   - observer: What is told of every step.
  consuming func finalize<O: Observer<Step>>(
    into room: inout MutableSpan<UInt8>, observer: inout O)
}

extension HashFunction {
  /// Reads more of the message.
  @inline(__always)
  public mutating func update(_ message: [UInt8]) {
    update(message.span)
  }

  /// Returns the digest of everything that was read.
  @specialized(where Self == SHA1)
  @specialized(where Self == SHA224)
  @specialized(where Self == SHA256)
  @specialized(where Self == SHA384)
  @specialized(where Self == SHA512)
  public consuming func finalize() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Self.digestLength)
    var room = digest.mutableSpan
    finalize(into: &room)
    return digest
  }

  /// Returns the digest of one message.
  @specialized(where Self == SHA1)
  @specialized(where Self == SHA224)
  @specialized(where Self == SHA256)
  @specialized(where Self == SHA384)
  @specialized(where Self == SHA512)
  public static func hash(_ message: [UInt8]) -> [UInt8] {
    var hash = Self()
    hash.update(message.span)
    return hash.finalize()
  }

  /// Returns the digest of one message while an observer watches.
  public static func hash<O: Observer<Step>>(
    _ message: [UInt8], observer: inout O
  ) -> [UInt8] {
    observer.observe(.initialHashValue(initialHashValue.list))
    var hash = Self()
    hash.update(message.span, observer: &observer)
    var digest = [UInt8](repeating: 0, count: digestLength)
    var room = digest.mutableSpan
    hash.finalize(into: &room, observer: &observer)
    return digest
  }

  /// Returns how often the compression function runs for a message of so many bytes, which is the
  /// number of blocks of the padded message (FIPS 180-4, section 5.1).
  public static func compressions(messageLength: Int) -> Int {
    precondition(messageLength >= 0, "a message has no negative length")
    // The message, the bit 1 with seven bits 0 after it, and the length, rounded up.
    return (messageLength + 1 + lengthFieldLength + blockLength - 1) / blockLength
  }
}
