import Bytes

/// SHA-512 (FIPS 180-4, section 6.4): a digest of 64 bytes.
public struct SHA512: HashFunction {
  /// The name of the hash function, "SHA-512".
  public static let name = "SHA-512"
  /// The length of the digest in bytes.
  public static let digestLength = 64
  /// The length of a message block in bytes.
  public static let blockLength = 128
  /// The length in bytes of the padding's field for the length of the message.
  public static let lengthFieldLength = 16

  /// The initial hash value H(0) (FIPS 180-4, section 5.3.5): the first 64 bits of the fractional
  /// parts of the square roots of the first eight primes.
  public static let initialHashValue = SHA512HashValue(words: [
    0x6a09_e667_f3bc_c908, 0xbb67_ae85_84ca_a73b, 0x3c6e_f372_fe94_f82b, 0xa54f_f53a_5f1d_36f1,
    0x510e_527f_ade6_82d1, 0x9b05_688c_2b3e_6c1f, 0x1f83_d9ab_fb41_bd6b, 0x5be0_cd19_137e_2179,
  ])

  private var blocks: MessageBlocks<128, SHA512HashValue>

  /// Creates the hash function with nothing read yet.
  public init() {
    blocks = MessageBlocks(hashValue: SHA512.initialHashValue)
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

  /// Writes the digest of everything that was read, 64 bytes, to the start of a span.
  public consuming func finalize(into room: inout MutableSpan<UInt8>) {
    var unobserved = Unobserved<Step>()
    finalize(into: &room, observer: &unobserved)
  }

  /// Writes the digest of everything that was read, 64 bytes, to the start of a span while an
  /// observer watches.
  public consuming func finalize<O: Observer<Step>>(
    into room: inout MutableSpan<UInt8>, observer: inout O
  ) {
    blocks.pad(observer: &observer)
    blocks.hashValue.write(SHA512.digestLength, to: &room)
    if O.isWatching { observer.observe(.digest((0..<SHA512.digestLength).map { room[$0] })) }
  }
}
