/// AES (FIPS 197): a block cipher for blocks of 16 bytes under keys of 16, 24 or 32 bytes.
///
/// The time depends on the length of the key alone: bytes are substituted by arithmetic on all of
/// them at once, and not by a table (see `sBox`).
public struct AES: ~Copyable, Sendable {
  /// The length of a block in bytes.
  public static let blockLength = 16

  private let keySchedule: KeySchedule

  /// Expands a key of 16, 24 or 32 bytes.
  ///
  /// - Throws: `CipherError.keyLength` for any other length.
  public init(key: [UInt8]) throws(CipherError) {
    keySchedule = try KeySchedule(key: key)
  }

  /// Encrypts one block of 16 bytes.
  public borrowing func encrypt(block: [UInt8]) -> [UInt8] {
    precondition(block.count == AES.blockLength, "a block of AES has 16 bytes")
    return bytes(of: cipher(State(block.span)))
  }

  /// Decrypts one block of 16 bytes.
  public borrowing func decrypt(block: [UInt8]) -> [UInt8] {
    precondition(block.count == AES.blockLength, "a block of AES has 16 bytes")
    return bytes(of: invCipher(State(block.span)))
  }

  /// The cipher (FIPS 197, section 5.1, algorithm 1).
  borrowing func cipher(_ input: State) -> State {
    let nr = keySchedule.rounds
    var state = input
    state.addRoundKey(keySchedule.roundKey(0))
    for round in 1..<nr {
      state.subBytes()
      state.shiftRows()
      state.mixColumns()
      state.addRoundKey(keySchedule.roundKey(round))
    }
    state.subBytes()
    state.shiftRows()
    state.addRoundKey(keySchedule.roundKey(nr))
    return state
  }

  /// The inverse cipher (FIPS 197, section 5.3, algorithm 3).
  borrowing func invCipher(_ input: State) -> State {
    let nr = keySchedule.rounds
    var state = input
    state.addRoundKey(keySchedule.roundKey(nr))
    for round in (1..<nr).reversed() {
      state.invShiftRows()
      state.invSubBytes()
      state.addRoundKey(keySchedule.roundKey(round))
      state.invMixColumns()
    }
    state.invShiftRows()
    state.invSubBytes()
    state.addRoundKey(keySchedule.roundKey(0))
    return state
  }

  private borrowing func bytes(of state: State) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(AES.blockLength)
    state.append(to: &bytes)
    return bytes
  }
}
