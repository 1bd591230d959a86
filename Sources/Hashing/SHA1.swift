import Bytes

/// SHA-1 (FIPS 180-4, section 6.1): a digest of 20 bytes, kept for old test vectors alone.
///
/// Two different messages with one SHA-1 digest are known since 2017, so nothing new may rely on
/// it. Here it serves OAEP's published vectors and the key identifiers of certificates, which need
/// no resistance against collisions.
public struct SHA1: HashFunction {
  /// The name of the hash function, "SHA-1".
  public static let name = "SHA-1"
  /// The length of the digest in bytes.
  public static let digestLength = 20
  /// The length of a message block in bytes.
  public static let blockLength = 64
  /// The length in bytes of the padding's field for the length of the message.
  public static let lengthFieldLength = 8

  /// The initial hash value H(0) (FIPS 180-4, section 5.3.1).
  public static let initialHashValue = SHA1HashValue(words: [
    0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0,
  ])

  private var blocks: MessageBlocks<64, SHA1HashValue>

  /// Creates the hash function with nothing read yet.
  public init() {
    blocks = MessageBlocks(hashValue: SHA1.initialHashValue)
  }

  /// Creates the hash function as it is after whole blocks of 64 bytes.
  public init(hashValue: SHA1HashValue, messageLength: Int) {
    blocks = MessageBlocks(hashValue: hashValue, messageLength: messageLength)
  }

  /// The hash value after the whole blocks that were read.
  public var hashValue: SHA1HashValue { blocks.hashValue }

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

  /// Writes the digest of everything that was read, 20 bytes, to the start of a span.
  public consuming func finalize(into room: inout MutableSpan<UInt8>) {
    var unobserved = Unobserved<Step>()
    finalize(into: &room, observer: &unobserved)
  }

  /// Writes the digest of everything that was read, 20 bytes, to the start of a span while an
  /// observer watches.
  public consuming func finalize<O: Observer<Step>>(
    into room: inout MutableSpan<UInt8>, observer: inout O
  ) {
    blocks.pad(observer: &observer)
    blocks.hashValue.write(SHA1.digestLength, to: &room)
    if O.isWatching { observer.observe(.digest((0..<SHA1.digestLength).map { room[$0] })) }
  }
}
