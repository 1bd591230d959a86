/// What a hash function reports while it is watched: what the worked examples of FIPS 180-4 print.
///
/// The hash functions with words of 32 bits and those with words of 64 report alike.
public enum HashStep<Word: FixedWidthInteger & UnsignedInteger & Sendable>: Sendable, Equatable {
  /// The initial hash value H(0) (FIPS 180-4, section 5.3).
  case initialHashValue([Word])
  /// Message block M(i) as its sixteen words, which begin the message schedule.
  case block([Word])
  /// One round (FIPS 180-4, section 6, step 3).
  case round(Round)
  /// The hash value after a block: each word of the previous one plus a working variable.
  case hashValue(previous: [Word], variables: [Word], next: [Word])
  /// The digest: the leftmost bytes of the last hash value.
  case digest([UInt8])

  /// One round: what it adds, and the working variables after it.
  public struct Round: Sendable, Equatable {
    /// The number of the round, counted from 0.
    public let t: Int
    /// The constant K_t.
    public let k: Word
    /// Word W_t of the message schedule.
    public let w: Word
    /// What W_t was made of; empty for the words of the block itself.
    public let schedule: [Term]
    /// The values of the functions of the round and their sums, in their order.
    public let terms: [Term]
    /// The working variables after the round, a first.
    public let variables: [Word]
  }

  /// A value inside a round, with the name that the standard gives it.
  public struct Term: Sendable, Equatable {
    /// The name, such as "T1" or "Ch(e, f, g)".
    public let name: String
    /// The value.
    public let word: Word

    init(_ name: String, _ word: Word) {
      self.name = name
      self.word = word
    }
  }
}
