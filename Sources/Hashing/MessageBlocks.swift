/// The hash value that a hash function computes block by block (FIPS 180-4, section 6).
protocol HashValue: Sendable {
  /// Creates the initial hash value H(0) (FIPS 180-4, section 5.3).
  init()

  /// Computes the next intermediate hash value, H(i) from H(i-1) and message block M(i).
  mutating func compute(block: borrowing Span<UInt8>)

  /// The words of the hash value, most significant byte first: the digest.
  var bytes: [UInt8] { get }
}

/// A message on its way through a hash function: padded, and parsed into blocks
/// (FIPS 180-4, section 5, which is the same for all of its hash functions).
///
/// Bytes that do not fill a block wait until more arrive, so a message may come in any pieces.
struct MessageBlocks<let blockLength: Int, Value: HashValue>: Sendable {
  /// H(i), after i whole blocks.
  private(set) var hashValue = Value()

  /// The beginning of the next block: only the first `waitingCount` bytes count.
  private var waiting = InlineArray<blockLength, UInt8>(repeating: 0)
  private var waitingCount = 0

  /// The length in bytes of everything that was appended.
  private var messageLength: UInt64 = 0

  /// Parses more of the message into blocks (FIPS 180-4, section 5.2).
  mutating func append(_ message: borrowing Span<UInt8>) {
    messageLength += UInt64(message.count)
    var offset = 0
    if waitingCount > 0 {
      offset = min(blockLength - waitingCount, message.count)
      wait(for: message.extracting(0..<offset))
    }
    while message.count - offset >= blockLength {
      hashValue.compute(block: message.extracting(offset..<offset + blockLength))
      offset += blockLength
    }
    wait(for: message.extracting(offset..<message.count))
  }

  /// Keeps bytes that fit into the next block, and computes the block once it is full.
  private mutating func wait(for bytes: borrowing Span<UInt8>) {
    for index in bytes.indices { waiting[waitingCount + index] = bytes[index] }
    waitingCount += bytes.count
    guard waitingCount == blockLength else { return }
    hashValue.compute(block: waiting.span)
    waitingCount = 0
  }

  /// Pads the message (FIPS 180-4, section 5.1): the bit 1, as few bits 0 as fill a block, and
  /// the length of the message in bits, big-endian in an eighth of a block.
  mutating func pad() {
    let lengthFieldLength = blockLength / 8
    waiting[waitingCount] = 0b1000_0000
    waitingCount += 1
    if waitingCount > blockLength - lengthFieldLength {
      clearRest()
      hashValue.compute(block: waiting.span)
      waitingCount = 0
    }
    clearRest()
    // The message has fewer than 2^64 bits, so eight bytes hold its length in any field.
    let length = messageLength << 3
    for index in 0..<8 {
      waiting[blockLength - 1 - index] = UInt8(truncatingIfNeeded: length >> (8 * UInt64(index)))
    }
    hashValue.compute(block: waiting.span)
    waitingCount = 0
  }

  private mutating func clearRest() {
    for index in waitingCount..<blockLength { waiting[index] = 0 }
  }
}
