import Bytes

/// AES (FIPS 197): a block cipher for blocks of 16 bytes under keys of 16, 24 or 32 bytes.
///
/// `cipher` and `invCipher` are the standard's text, and what an observer watches. Blocks that
/// nobody watches go through faster loops that compute the same (see `BlockLoops`).
///
/// The time depends on the length of the key alone: bytes are substituted by arithmetic on all of
/// them at once, or by instructions of the processor, and not by a table (see `sBox`).
public struct AES: ~Copyable, Sendable {
  /// The length of a block in bytes.
  public static let blockLength = 16

  let keySchedule: KeySchedule

  /// Expands a key of 16, 24 or 32 bytes.
  ///
  /// - Throws: `CipherError.keyLength` for any other length.
  public init(key: borrowing [UInt8]) throws(CipherError) {
    keySchedule = try KeySchedule(key: key)
  }

  /// Expands a key of 16, 24 or 32 bytes, and reports each word.
  ///
  /// - Throws: `CipherError.keyLength` for any other length.
  public init(key: borrowing [UInt8], observer: inout some Observer<Step>) throws(CipherError) {
    keySchedule = try KeySchedule(key: key, observer: &observer)
  }

  /// Encrypts one block of 16 bytes.
  public borrowing func encrypt(block: [UInt8]) -> [UInt8] {
    precondition(block.count == AES.blockLength, "a block of AES has 16 bytes")
    return BlockLoops.sideBySide.encryptECB(block, self)
  }

  /// Decrypts one block of 16 bytes.
  public borrowing func decrypt(block: [UInt8]) -> [UInt8] {
    precondition(block.count == AES.blockLength, "a block of AES has 16 bytes")
    return BlockLoops.sideBySide.decryptECB(block, self)
  }

  /// Encrypts one block of 16 bytes, and reports the state after every transformation.
  public borrowing func encrypt(
    block: [UInt8], observer: inout some Observer<Step>
  ) -> [UInt8] {
    precondition(block.count == AES.blockLength, "a block of AES has 16 bytes")
    return cipher(State(block.span), observer: &observer).bytes
  }

  /// Decrypts one block of 16 bytes, and reports the state after every transformation.
  public borrowing func decrypt(
    block: [UInt8], observer: inout some Observer<Step>
  ) -> [UInt8] {
    precondition(block.count == AES.blockLength, "a block of AES has 16 bytes")
    return invCipher(State(block.span), observer: &observer).bytes
  }

  /// The cipher (FIPS 197, section 5.1, algorithm 1).
  borrowing func cipher(_ input: State, observer: inout some Observer<Step>) -> State {
    let nr = keySchedule.rounds
    var state = input
    observer.observe(.input(state))
    observer.observe(.kSch(round: 0, keySchedule.roundKey(0)))
    state.addRoundKey(keySchedule.roundKey(0))
    for round in 1..<nr {
      observer.observe(.start(round: round, state))
      state.subBytes()
      observer.observe(.sBox(round: round, state))
      state.shiftRows()
      observer.observe(.sRow(round: round, state))
      state.mixColumns()
      observer.observe(.mCol(round: round, state))
      state.addRoundKey(keySchedule.roundKey(round))
      observer.observe(.kSch(round: round, keySchedule.roundKey(round)))
    }
    observer.observe(.start(round: nr, state))
    state.subBytes()
    observer.observe(.sBox(round: nr, state))
    state.shiftRows()
    observer.observe(.sRow(round: nr, state))
    state.addRoundKey(keySchedule.roundKey(nr))
    observer.observe(.kSch(round: nr, keySchedule.roundKey(nr)))
    observer.observe(.output(state))
    return state
  }

  /// The inverse cipher (FIPS 197, section 5.3, algorithm 3).
  borrowing func invCipher(_ input: State, observer: inout some Observer<Step>) -> State {
    let nr = keySchedule.rounds
    var state = input
    observer.observe(.iInput(state))
    observer.observe(.ikSch(round: 0, keySchedule.roundKey(nr)))
    state.addRoundKey(keySchedule.roundKey(nr))
    for round in (1..<nr).reversed() {
      observer.observe(.iStart(round: nr - round, state))
      state.invShiftRows()
      observer.observe(.isRow(round: nr - round, state))
      state.invSubBytes()
      observer.observe(.isBox(round: nr - round, state))
      observer.observe(.ikSch(round: nr - round, keySchedule.roundKey(round)))
      state.addRoundKey(keySchedule.roundKey(round))
      observer.observe(.ikAdd(round: nr - round, state))
      state.invMixColumns()
    }
    observer.observe(.iStart(round: nr, state))
    state.invShiftRows()
    observer.observe(.isRow(round: nr, state))
    state.invSubBytes()
    observer.observe(.isBox(round: nr, state))
    observer.observe(.ikSch(round: nr, keySchedule.roundKey(0)))
    state.addRoundKey(keySchedule.roundKey(0))
    observer.observe(.iOutput(state))
    return state
  }
}
