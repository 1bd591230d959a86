import Bytes

/// SHA-384 (FIPS 180-4, section 6.5): a digest of 48 bytes.
///
/// It is SHA-512 from another initial hash value, without the last two words of the result.
public struct SHA384: HashFunction {
  /// The name of the hash function, "SHA-384".
  public static let name = "SHA-384"
  /// The length of the digest in bytes.
  public static let digestLength = 48
  /// The length of a message block in bytes.
  public static let blockLength = 128
  /// The length in bytes of the padding's field for the length of the message.
  public static let lengthFieldLength = 16

  /// The initial hash value H(0) (FIPS 180-4, section 5.3.4): the first 64 bits of the fractional
  /// parts of the square roots of the 9th to 16th primes.
  public static let initialHashValue = SHA512HashValue(words: [
    0xcbbb_9d5d_c105_9ed8, 0x629a_292a_367c_d507, 0x9159_015a_3070_dd17, 0x152f_ecd8_f70e_5939,
    0x6733_2667_ffc0_0b31, 0x8eb4_4a87_6858_1511, 0xdb0c_2e0d_64f9_8fa7, 0x47b5_481d_befa_4fa4,
  ])

  private var blocks: MessageBlocks<128, SHA512HashValue>

  /// Creates the hash function with nothing read yet.
  public init() {
    blocks = MessageBlocks(hashValue: SHA384.initialHashValue)
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

  /// Writes the digest of everything that was read, 48 bytes, to the start of a span.
  public consuming func finalize(into room: inout MutableSpan<UInt8>) {
    var unobserved = Unobserved<Step>()
    finalize(into: &room, observer: &unobserved)
  }

  /// Writes the digest of everything that was read, 48 bytes, to the start of a span while an
  /// observer watches.
  public consuming func finalize<O: Observer<Step>>(
    into room: inout MutableSpan<UInt8>, observer: inout O
  ) {
    blocks.pad(observer: &observer)
    blocks.hashValue.write(SHA384.digestLength, to: &room)
    if O.isWatching { observer.observe(.digest((0..<SHA384.digestLength).map { room[$0] })) }
  }
}
