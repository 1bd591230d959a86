import Bytes

extension AES {
  /// What the cipher, its inverse and the key expansion report.
  ///
  /// The names are those of FIPS 197, appendices A and B, and of appendix C in its edition of 2001.
  public enum Step: Sendable, Equatable {
    /// A word of the key expansion that is a part of the key: w[0] to w[Nk - 1].
    case keyWord(index: Int, value: UInt32)
    /// A word of the key expansion that is computed.
    case expandedWord(ExpandedWord)

    /// The plaintext that the cipher begins with.
    case input(State)
    /// The state at the start of a round, 1 to Nr.
    case start(round: Int, State)
    /// The state after SubBytes().
    case sBox(round: Int, State)
    /// The state after ShiftRows().
    case sRow(round: Int, State)
    /// The state after MixColumns().
    case mCol(round: Int, State)
    /// The round key that is added, 0 to Nr.
    case kSch(round: Int, State)
    /// The ciphertext.
    case output(State)

    /// The ciphertext that the inverse cipher begins with.
    case iInput(State)
    /// The state at the start of a round of the inverse cipher, 1 to Nr.
    case iStart(round: Int, State)
    /// The state after InvShiftRows().
    case isRow(round: Int, State)
    /// The state after InvSubBytes().
    case isBox(round: Int, State)
    /// The round key that is added in a round of the inverse cipher, 0 to Nr; round r adds that of
    /// round Nr - r of the cipher.
    case ikSch(round: Int, State)
    /// The state after AddRoundKey(), before InvMixColumns().
    case ikAdd(round: Int, State)
    /// The plaintext.
    case iOutput(State)
  }

  /// How the key expansion computes a word (FIPS 197, appendix A).
  public struct ExpandedWord: Sendable, Equatable {
    /// i, from Nk to 4 Nr + 3.
    public let index: Int
    /// w[i - 1].
    public let temp: UInt32
    /// RotWord(temp), where i is a multiple of Nk.
    public internal(set) var afterRotWord: UInt32?
    /// SubWord() of that; of temp itself under a key of 256 bits where i mod Nk is 4.
    public internal(set) var afterSubWord: UInt32?
    /// Rcon[i/Nk], where i is a multiple of Nk.
    public internal(set) var rcon: UInt32?
    /// The sum of the last two.
    public internal(set) var afterRcon: UInt32?
    /// w[i - Nk].
    public internal(set) var before: UInt32 = 0
    /// w[i], the sum of w[i - Nk] and of what became of temp.
    public internal(set) var value: UInt32 = 0

    init(index: Int, temp: UInt32) {
      self.index = index
      self.temp = temp
    }
  }
}
