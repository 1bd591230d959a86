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

  /// Writes the leftmost bytes of the hash value, as many as there is room for.
  public func write(to digest: inout MutableSpan<UInt8>) {
    Hashing.write(words.span, to: &digest)
  }

  /// Computes H(i) from H(i-1) for each message block M(i) (FIPS 180-4, section 6.1.2).
  public mutating func compute<O: Observer<HashStep<UInt32>>>(
    blocks: borrowing Span<UInt8>, observer: inout O
  ) {
    for offset in stride(from: 0, to: blocks.count, by: 64) {
      compute(block: blocks.extracting(offset..<offset + 64), observer: &observer)
    }
  }

  /// Computes the next intermediate hash value from one block (FIPS 180-4, section 6.1.2).
  private mutating func compute<O: Observer<HashStep<UInt32>>>(
    block: borrowing Span<UInt8>, observer: inout O
  ) {
    // 1. Prepare the message schedule: the words of the block; each round from 16 adds its own.
    // 2. Initialise the five working variables with the last hash value.
    var v = SHA1Variables(block: block, hashValue: words)
    v.reportBlock(to: &observer)

    // 3. Eighty rounds, with the constants K_t (section 4.2.1), five rounds a turn of the loop:
    // after five rounds each working variable is where it began.
    for t in stride(from: 0, to: 20, by: 5) {
      v.fiveRounds(t, 0x5a82_7999, "Ch", ch, &observer)
    }
    for t in stride(from: 20, to: 40, by: 5) {
      v.fiveRounds(t, 0x6ed9_eba1, "Parity", parity, &observer)
    }
    for t in stride(from: 40, to: 60, by: 5) {
      v.fiveRounds(t, 0x8f1b_bcdc, "Maj", maj, &observer)
    }
    for t in stride(from: 60, to: 80, by: 5) {
      v.fiveRounds(t, 0xca62_c1d6, "Parity", parity, &observer)
    }

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
