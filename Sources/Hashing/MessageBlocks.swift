import Bytes

/// A message on its way through a hash function: padded, and parsed into blocks
/// (FIPS 180-4, section 5, which is the same for all of its hash functions).
///
/// Bytes that do not fill a block wait until more arrive, so a message may come in any pieces.
struct MessageBlocks<let blockLength: Int, Value: HashValue>: Sendable {
  /// H(i), after i whole blocks.
  private(set) var hashValue: Value

  /// The beginning of the next block: only the first `waitingCount` bytes count.
  private var waiting = InlineArray<blockLength, UInt8>(repeating: 0)
  private var waitingCount = 0

  /// The length in bytes of everything that was appended.
  private var messageLength: UInt64

  /// Creates a message of which whole blocks have been read already.
  ///
  /// - Parameters:
  ///   - hashValue: The hash value after them; H(0) when there are none.
  ///   - messageLength: Their length in bytes.
  init(hashValue: Value, messageLength: Int = 0) {
    precondition(
      messageLength >= 0 && messageLength.isMultiple(of: blockLength),
      "a hash value comes after whole blocks")
    self.hashValue = hashValue
    self.messageLength = UInt64(messageLength)
  }

  /// Parses more of the message into blocks (FIPS 180-4, section 5.2).
  @inline(__always)
  mutating func append<O: Observer<HashStep<Value.Word>>>(
    _ message: borrowing Span<UInt8>, observer: inout O
  ) {
    messageLength += UInt64(message.count)
    var offset = 0
    if waitingCount > 0 {
      offset = min(blockLength - waitingCount, message.count)
      wait(for: message.extracting(0..<offset))
      guard waitingCount == blockLength else { return }
      hashValue.compute(blocks: waiting.span, observer: &observer)
      waitingCount = 0
    }
    let whole = (message.count - offset) / blockLength * blockLength
    if whole > 0 {
      hashValue.compute(blocks: message.extracting(offset..<offset + whole), observer: &observer)
    }
    wait(for: message.extracting(offset + whole..<message.count))
  }

  /// Keeps bytes that fit into the next block.
  @inline(__always)
  private mutating func wait(for bytes: borrowing Span<UInt8>) {
    let offset = waitingCount
    waitingCount += bytes.count
    var target = waiting.mutableSpan
    copy(bytes, to: &target, at: offset)
  }

  /// Pads the message (FIPS 180-4, section 5.1): the bit 1, as few bits 0 as fill a block, and
  /// the length of the message in bits, big-endian in an eighth of a block.
  @inline(__always)
  mutating func pad<O: Observer<HashStep<Value.Word>>>(observer: inout O) {
    let lengthFieldLength = blockLength / 8
    waiting[waitingCount] = 0b1000_0000
    clearAfter(waitingCount)
    if waitingCount >= blockLength - lengthFieldLength {
      hashValue.compute(blocks: waiting.span, observer: &observer)
      waiting[0] = 0
      clearAfter(0)
    }
    // The message has fewer than 2^64 bits, so eight bytes hold its length in any field.
    let length = messageLength << 3
    for index in 0..<8 {
      waiting[blockLength - 1 - index] = UInt8(truncatingIfNeeded: length >> (8 * UInt64(index)))
    }
    hashValue.compute(blocks: waiting.span, observer: &observer)
    waitingCount = 0
  }

  /// Fills the block with zeros behind a byte.
  @inline(__always)
  private mutating func clearAfter(_ last: Int) {
    var target = waiting.mutableSpan
    for index in last + 1..<blockLength { target[index] = 0 }
  }
}
