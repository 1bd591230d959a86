import Bytes

/// The hash value of SHA-1: five words of 32 bits.
public struct SHA1HashValue: HashValue {
  private var words: InlineArray<5, UInt32>

  /// Creates a hash value from its five words, H_0 first.
  public init(words: InlineArray<5, UInt32>) {
    self.words = words
  }

  /// The words of the hash value, H_0 first.
  public var list: [UInt32] { words.indices.map { words[$0] } }

  /// Writes the leftmost `count` bytes of the hash value to the start of a span.
  public func write(_ count: Int, to room: inout MutableSpan<UInt8>) {
    Hashing.write(count, of: words.span, to: &room)
  }

  /// Computes H(i) from H(i-1) for each message block M(i) (FIPS 180-4, section 6.1.2).
  public mutating func compute(blocks: borrowing Span<UInt8>) {
    var unobserved = Unobserved<HashStep<UInt32>>()
    compute(blocks: blocks, observer: &unobserved)
  }

  /// Computes H(i) from H(i-1) for each message block M(i) while an observer watches.
  public mutating func compute<O: Observer<HashStep<UInt32>>>(
    blocks: borrowing Span<UInt8>, observer: inout O
  ) {
    for offset in stride(from: 0, to: blocks.count, by: 64) {
      compute(block: blocks.extracting(offset..<offset + 64), observer: &observer)
    }
  }

  /// Computes the next intermediate hash value from one block (FIPS 180-4, section 6.1.2).
  ///
  /// Each round has a line of its own. So the working variables need not move from one to the next
  /// when the program runs: the compiler gives each value a place and keeps it there.
  @inline(__always)
  private mutating func compute<O: Observer<HashStep<UInt32>>>(
    block: borrowing Span<UInt8>, observer: inout O
  ) {
    // 1. Prepare the message schedule: the words of the block; each round from 16 adds its own.
    // 2. Initialise the five working variables with the last hash value.
    var v = SHA1Variables(block: block, hashValue: words)
    v.reportBlock(to: &observer)

    // 3. Eighty rounds.
    v.round(0, &observer)
    v.round(1, &observer)
    v.round(2, &observer)
    v.round(3, &observer)
    v.round(4, &observer)
    v.round(5, &observer)
    v.round(6, &observer)
    v.round(7, &observer)
    v.round(8, &observer)
    v.round(9, &observer)
    v.round(10, &observer)
    v.round(11, &observer)
    v.round(12, &observer)
    v.round(13, &observer)
    v.round(14, &observer)
    v.round(15, &observer)
    v.round(16, &observer)
    v.round(17, &observer)
    v.round(18, &observer)
    v.round(19, &observer)
    v.round(20, &observer)
    v.round(21, &observer)
    v.round(22, &observer)
    v.round(23, &observer)
    v.round(24, &observer)
    v.round(25, &observer)
    v.round(26, &observer)
    v.round(27, &observer)
    v.round(28, &observer)
    v.round(29, &observer)
    v.round(30, &observer)
    v.round(31, &observer)
    v.round(32, &observer)
    v.round(33, &observer)
    v.round(34, &observer)
    v.round(35, &observer)
    v.round(36, &observer)
    v.round(37, &observer)
    v.round(38, &observer)
    v.round(39, &observer)
    v.round(40, &observer)
    v.round(41, &observer)
    v.round(42, &observer)
    v.round(43, &observer)
    v.round(44, &observer)
    v.round(45, &observer)
    v.round(46, &observer)
    v.round(47, &observer)
    v.round(48, &observer)
    v.round(49, &observer)
    v.round(50, &observer)
    v.round(51, &observer)
    v.round(52, &observer)
    v.round(53, &observer)
    v.round(54, &observer)
    v.round(55, &observer)
    v.round(56, &observer)
    v.round(57, &observer)
    v.round(58, &observer)
    v.round(59, &observer)
    v.round(60, &observer)
    v.round(61, &observer)
    v.round(62, &observer)
    v.round(63, &observer)
    v.round(64, &observer)
    v.round(65, &observer)
    v.round(66, &observer)
    v.round(67, &observer)
    v.round(68, &observer)
    v.round(69, &observer)
    v.round(70, &observer)
    v.round(71, &observer)
    v.round(72, &observer)
    v.round(73, &observer)
    v.round(74, &observer)
    v.round(75, &observer)
    v.round(76, &observer)
    v.round(77, &observer)
    v.round(78, &observer)
    v.round(79, &observer)

    // 4. Add the working variables to the last hash value.
    let previous = self
    words[0] &+= v.a
    words[1] &+= v.b
    words[2] &+= v.c
    words[3] &+= v.d
    words[4] &+= v.e
    if O.isWatching {
      observer.observe(.hashValue(previous: previous.list, variables: v.list, next: list))
    }
  }
}
