import Bytes

/// SHA-224 (FIPS 180-4, section 6.3): a digest of 28 bytes.
///
/// It is SHA-256 from another initial hash value, without the last word of the result.
public struct SHA224: HashFunction {
  /// The name of the hash function, "SHA-224".
  public static let name = "SHA-224"
  /// The length of the digest in bytes.
  public static let digestLength = 28
  /// The length of a message block in bytes.
  public static let blockLength = 64
  /// The length in bytes of the padding's field for the length of the message.
  public static let lengthFieldLength = 8

  /// The initial hash value H(0) (FIPS 180-4, section 5.3.2): the second 32 bits of the fractional
  /// parts of the square roots of the 9th to 16th primes.
  public static let initialHashValue = SHA256HashValue(words: [
    0xc105_9ed8, 0x367c_d507, 0x3070_dd17, 0xf70e_5939,
    0xffc0_0b31, 0x6858_1511, 0x64f9_8fa7, 0xbefa_4fa4,
  ])

  private var blocks: MessageBlocks<64, SHA256HashValue>

  /// Creates the hash function with nothing read yet.
  public init() {
    blocks = MessageBlocks(hashValue: SHA224.initialHashValue)
  }

  /// Creates the hash function as it is after whole blocks of 64 bytes.
  public init(hashValue: SHA256HashValue, messageLength: Int) {
    blocks = MessageBlocks(hashValue: hashValue, messageLength: messageLength)
  }

  /// The hash value after the whole blocks that were read.
  public var hashValue: SHA256HashValue { blocks.hashValue }

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

  /// Writes the digest of everything that was read, 28 bytes, to the start of a span.
  public consuming func finalize(into room: inout MutableSpan<UInt8>) {
    var unobserved = Unobserved<Step>()
    finalize(into: &room, observer: &unobserved)
  }

  /// Writes the digest of everything that was read, 28 bytes, to the start of a span while an
  /// observer watches.
  public consuming func finalize<O: Observer<Step>>(
    into room: inout MutableSpan<UInt8>, observer: inout O
  ) {
    blocks.pad(observer: &observer)
    blocks.hashValue.write(SHA224.digestLength, to: &room)
    if O.isWatching { observer.observe(.digest((0..<SHA224.digestLength).map { room[$0] })) }
  }
}
