/// A hash function of FIPS 180-4: a message of any length in, a digest of fixed length out.
///
/// A value of such a type is the message read so far. It is copied like an integer, so a common
/// beginning of many messages need be read only once. What it read may stay in memory after the
/// value is gone (docs/limits.md).
///
/// Every implementation runs in time that depends on the length of the message alone.
public protocol HashFunction: Sendable {
  /// The name that the standard gives it, such as "SHA-256".
  static var name: String { get }

  /// The length of the digest in bytes.
  static var digestLength: Int { get }

  /// The length in bytes of the blocks that a message is cut into.
  static var blockLength: Int { get }

  /// The length in bytes of the padding's last field, the length of the message
  /// (FIPS 180-4, section 5.1).
  static var lengthFieldLength: Int { get }

  /// Creates the hash function with nothing read yet.
  init()

  /// Reads more of the message.
  mutating func update(_ message: borrowing Span<UInt8>)

  /// Returns the digest of everything that was read.
  consuming func finalize() -> [UInt8]
}

extension HashFunction {
  /// Reads more of the message.
  public mutating func update(_ message: [UInt8]) {
    update(message.span)
  }

  /// Returns the digest of one message.
  @specialized(where Self == SHA256)
  @specialized(where Self == SHA1)
  public static func hash(_ message: [UInt8]) -> [UInt8] {
    var hash = Self()
    hash.update(message.span)
    return hash.finalize()
  }

  /// Returns how often the compression function runs for a message of so many bytes, which is the
  /// number of blocks of the padded message (FIPS 180-4, section 5.1).
  public static func compressions(messageLength: Int) -> Int {
    precondition(messageLength >= 0, "a message has no negative length")
    // The message, the bit 1 with seven bits 0 after it, and the length, rounded up.
    return (messageLength + 1 + lengthFieldLength + blockLength - 1) / blockLength
  }
}
