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

  private var blocks = MessageBlocks<64, SHA1HashValue>()

  /// Creates the hash function with nothing read yet.
  public init() {}

  /// Reads more of the message.
  public mutating func update(_ message: borrowing Span<UInt8>) {
    blocks.append(message)
  }

  /// Returns the digest of everything that was read, 20 bytes.
  public consuming func finalize() -> [UInt8] {
    blocks.pad()
    return blocks.hashValue.bytes
  }
}
