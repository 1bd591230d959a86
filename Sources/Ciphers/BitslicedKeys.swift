import Bytes

/// What round keys are kept as for a bitsliced loop.
protocol BitslicedState: BitwiseCopyable {
  /// Takes a round key of 16 bytes, as many copies of it as there are blocks.
  init(roundKey: UnsafeRawPointer)

  /// Adds {63} to every byte.
  mutating func addConstant()
}

/// The round keys for a bitsliced loop; wiped when they are let go.
///
/// The S-box adds {63} to every byte. SHIFTROWS() and MIXCOLUMNS() leave a state of equal bytes as
/// it is, so {63} is added to the round key that follows instead. The inverse S-box wants it added
/// first, to the round key before, and that is the same key.
@safe
struct BitslicedKeys<State: BitslicedState>: ~Copyable {
  /// Nr.
  let rounds: Int
  private let keys: UnsafeMutablePointer<State>

  /// Takes Nr + 1 round keys of 16 bytes, one behind the other.
  init(_ roundKeys: UnsafeRawPointer, rounds: Int) {
    self.rounds = rounds
    unsafe keys = .allocate(capacity: rounds + 1)
    for round in 0...rounds {
      // Round key `round` of Nr + 1, for element `round` of as many.
      var key = unsafe State(roundKey: roundKeys + 16 * round)
      if round > 0 { key.addConstant() }
      unsafe (keys + round).initialize(to: key)
    }
  }

  /// The round key of a round from 0 to Nr.
  @inline(__always)
  subscript(round: Int) -> State {
    precondition((0...rounds).contains(round), "round keys are counted from 0 to Nr")
    // The index has just been checked.
    return unsafe keys[round]
  }

  deinit {
    // The memory is this value's own; nothing reads it any more.
    unsafe wipe(
      UnsafeMutableRawBufferPointer(
        start: keys, count: (rounds + 1) * MemoryLayout<State>.stride))
    unsafe keys.deallocate()
  }
}
