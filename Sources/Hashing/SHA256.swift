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

  private var blocks = MessageBlocks<64, SHA256HashValue>()

  /// Creates the hash function with nothing read yet.
  public init() {}

  /// Reads more of the message.
  public mutating func update(_ message: borrowing Span<UInt8>) {
    blocks.append(message)
  }

  /// Returns the digest of everything that was read, 32 bytes.
  public consuming func finalize() -> [UInt8] {
    blocks.pad()
    return blocks.hashValue.bytes
  }
}
