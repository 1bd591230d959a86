import Bytes

/// SHA-512/256 (FIPS 180-4, section 6.7): a digest of 32 bytes.
///
/// It is SHA-512 from another initial hash value, cut to its first 256 bits.
public struct SHA512_256: HashFunction {
  /// The name of the hash function, "SHA-512/256".
  public static let name = "SHA-512/256"
  /// The length of the digest in bytes.
  public static let digestLength = 32
  /// The length of a message block in bytes.
  public static let blockLength = 128
  /// The length in bytes of the padding's field for the length of the message.
  public static let lengthFieldLength = 16

  /// The initial hash value H(0) (FIPS 180-4, section 5.3.6.2).
  public static let initialHashValue = SHA512HashValue(truncatedTo: 256)

  private var blocks: MessageBlocks<128, SHA512HashValue>

  /// Creates the hash function with nothing read yet.
  public init() {
    blocks = MessageBlocks(hashValue: SHA512_256.initialHashValue)
  }

  /// Creates the hash function as it is after whole blocks of 128 bytes.
  public init(hashValue: SHA512HashValue, messageLength: Int) {
    blocks = MessageBlocks(hashValue: hashValue, messageLength: messageLength)
  }

  /// The hash value after the whole blocks that were read.
  public var hashValue: SHA512HashValue { blocks.hashValue }

  /// Reads more of the message.
  public mutating func update(_ message: borrowing Span<UInt8>) {
    var unobserved = Unobserved<Step>()
    blocks.append(message, observer: &unobserved)
  }

  /// Reads more of the message while an observer watches.
  public mutating func update<O: Observer<Step>>(
    _ message: borrowing Span<UInt8>, observer: inout O
  ) {
    blocks.append(message, observer: &observer)
  }

  /// Writes the digest of everything that was read, 32 bytes, to the start of a span.
  public consuming func finalize(into room: inout MutableSpan<UInt8>) {
    var unobserved = Unobserved<Step>()
    finalize(into: &room, observer: &unobserved)
  }

  /// Writes the digest of everything that was read, 32 bytes, to the start of a span while an
  /// observer watches.
  public consuming func finalize<O: Observer<Step>>(
    into room: inout MutableSpan<UInt8>, observer: inout O
  ) {
    blocks.pad(observer: &observer)
    blocks.hashValue.write(SHA512_256.digestLength, to: &room)
    if O.isWatching { observer.observe(.digest((0..<SHA512_256.digestLength).map { room[$0] })) }
  }
}
