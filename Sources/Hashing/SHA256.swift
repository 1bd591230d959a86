import Bytes

/// SHA-256 (FIPS 180-4, section 6.2): a digest of 32 bytes.
public struct SHA256: HashFunction {
  /// The name of the hash function, "SHA-256".
  public static let name = "SHA-256"
  /// The length of the digest in bytes.
  public static let digestLength = 32
  /// The length of a message block in bytes.
  public static let blockLength = 64
  /// The length in bytes of the padding's field for the length of the message.
  public static let lengthFieldLength = 8

  /// The initial hash value H(0) (FIPS 180-4, section 5.3.3): the first 32 bits of the fractional
  /// parts of the square roots of the first eight primes.
  public static let initialHashValue = SHA256HashValue(words: [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ])

  private var blocks: MessageBlocks<64, SHA256HashValue>

  /// Creates the hash function with nothing read yet.
  public init() {
    blocks = MessageBlocks(hashValue: SHA256.initialHashValue)
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
    blocks.hashValue.write(SHA256.digestLength, to: &room)
    if O.isWatching { observer.observe(.digest((0..<SHA256.digestLength).map { room[$0] })) }
  }
}
