/// What a student reads beside the steps of AES.
enum CipherExplanations {
  static let key = """
    The key becomes one round key for each round and one more. Each word is the sum of the word \
    before it and the word one key length before it; where a new key length begins, the word \
    before is rotated and substituted first, and a round constant is added, so that no two round \
    keys are alike.
    """

  static let state = """
    A block fills a square of four rows and four columns, the state, column by column. It goes \
    through the same few steps again and again: one to mix in the key, one that no linear equation \
    describes, and two that spread every bit over the whole state.
    """

  /// Why a round key is added before the first round.
  static func firstKey(_ round: CipherRound) -> String {
    round.isInverse
      ? """
      The last round key comes first: decryption undoes what encryption did, the last step first.
      """
      : """
      The first round key is the beginning of the key itself. Without it anybody could undo the \
      first substitution.
      """
  }

  /// What a round does.
  static func round(_ round: CipherRound) -> String {
    if round.isLast {
      return round.isInverse
        ? """
        The last round has no InvMixColumns(), as encryption mixed no columns before its first \
        substitution.
        """
        : """
        The last round has no MixColumns(): as a linear step it could be moved behind the last key, \
        where anybody can undo it, so it would add nothing.
        """
    }
    return round.isInverse
      ? """
      Each row back to its place, each byte back through the S-box, then the round key is added; \
      the columns of ik_add, unmixed, are the start of the next round.
      """
      : """
      Each byte through the S-box, each row to its new place, the bytes of each column mixed, then \
      the round key k_sch is added: m_col ⊕ k_sch is the start of the next round. After two rounds \
      every bit of the state depends on every bit of the block.
      """
  }

  /// What a transformation does, and why.
  static func transformation(_ kind: CipherRound.Transformation) -> String {
    switch kind {
    case .subBytes:
      """
      Each byte is replaced by its inverse in GF(2^8), and the bits of that by sums of each other. \
      This is the one step that is not linear: without it, equations would give away the key.
      """
    case .shiftRows:
      """
      Row r rotates by r places to the left, so the four bytes of each column come from four \
      different ones.
      """
    case .mixColumns:
      """
      Each column is multiplied by a matrix with the rows 02 03 01 01, 01 02 03 01, 01 01 02 03 and \
      03 01 01 02. Where one byte of a column changes, all four change.
      """
    case .addRoundKey:
      "The round key is added bit by bit, without carry. Adding it again takes it away."
    case .invSubBytes:
      "Each byte goes back through the S-box: the sums of bits undone, then the inverse."
    case .invShiftRows:
      "Row r rotates by r places to the right."
    case .invMixColumns:
      """
      Each column is multiplied by the inverse matrix, with the rows 0e 0b 0d 09, 09 0e 0b 0d, \
      0d 09 0e 0b and 0b 0d 09 0e.
      """
    }
  }

  static let codebook = """
    Each block is encrypted by itself. Equal blocks give equal blocks, so the ciphertext shows what \
    repeats: this is why nobody should send messages like this.
    """

  static let chain = """
    Each block of plaintext is added to the block of ciphertext before it and then encrypted, the \
    first one to the initialisation vector. So equal blocks look different, and so do equal \
    messages if the vector differs.
    """

  static let chainBack = """
    Each block of ciphertext is decrypted, and the block of ciphertext before it is taken away \
    again. A changed bit garbles its own block and flips the same bit of the next one, and nothing \
    here notices: that takes a message authentication code.
    """

  static let padding = """
    The cipher takes whole blocks. So n bytes of value n are put behind the message, 1 to 16 of \
    them; there is always at least one, or nobody could tell padding from message.
    """

  static let unpadding = """
    The last byte says how many bytes were put behind the message, and all of them must be equal \
    to it. Whoever can see whether they are can decrypt without the key, so a message \
    authentication code is checked first.
    """
}
