import Bytes

/// The round keys that a key is expanded into (FIPS 197, section 5.2); wiped when it is let go.
@safe
struct KeySchedule: ~Copyable, @unchecked Sendable {
  /// Nr, the number of rounds: 10, 12 or 14.
  let rounds: Int

  /// Round keys 0 to Nr.
  private let roundKeys: UnsafeMutableBufferPointer<State>

  /// Expands a key of 16, 24 or 32 bytes.
  ///
  /// - Throws: `CipherError.keyLength` for any other length.
  init(key: [UInt8]) throws(CipherError) {
    guard [16, 24, 32].contains(key.count) else { throw .keyLength(found: key.count) }
    rounds = key.count / 4 + 6
    var w = keyExpansion(key, rounds: rounds)
    unsafe roundKeys = .allocate(capacity: rounds + 1)
    for round in 0...rounds {
      let columns = (w[4 * round], w[4 * round + 1], w[4 * round + 2], w[4 * round + 3])
      // Element 0 to Nr of a buffer for Nr + 1.
      unsafe roundKeys.initializeElement(at: round, to: State(columns: columns))
    }
    wipe(&w)
  }

  /// Returns the key to add in a round, from 0 to Nr.
  @inline(__always)
  borrowing func roundKey(_ round: Int) -> State {
    precondition((0...rounds).contains(round), "round keys are counted from 0 to Nr")
    // The buffer was filled with Nr + 1 elements, and the index has just been checked.
    return unsafe roundKeys[round]
  }

  deinit {
    // The buffer is this value's own; nothing reads it any more.
    unsafe wipe(UnsafeMutableRawBufferPointer(roundKeys))
    unsafe roundKeys.deallocate()
  }
}

/// Expands a key into 4 (Nr + 1) words (FIPS 197, section 5.2, algorithm 2).
private func keyExpansion(_ key: [UInt8], rounds: Int) -> [UInt32] {
  let nk = key.count / 4
  var w: [UInt32] = []
  w.reserveCapacity(4 * (rounds + 1))  // never grows, so no other copy stays behind unwiped
  for i in 0..<nk {
    w.append(key[4 * i..<4 * i + 4].reduce(0) { $0 << 8 | UInt32($1) })
  }
  for i in nk..<4 * (rounds + 1) {
    var temp = w[i - 1]
    if i % nk == 0 {
      temp = subWord(rotWord(temp)) ^ rcon(i / nk)
    } else if nk > 6, i % nk == 4 {
      temp = subWord(temp)
    }
    w.append(w[i - nk] ^ temp)
  }
  return w
}

/// Rotates the bytes of a word to the left by one (FIPS 197, section 5.2).
private func rotWord(_ word: UInt32) -> UInt32 {
  word << 8 | word >> 24
}

/// Replaces each byte of a word by that of the S-box (FIPS 197, section 5.2).
private func subWord(_ word: UInt32) -> UInt32 {
  var bytes = FieldElements.zero
  for index in 0..<4 { bytes[index] = UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32(index))) }
  bytes = sBox(bytes)
  return UInt32(bytes[0]) << 24 | UInt32(bytes[1]) << 16 | UInt32(bytes[2]) << 8 | UInt32(bytes[3])
}

/// Returns round constant j, which is x^(j-1) in the first byte (FIPS 197, section 5.2).
private func rcon(_ j: Int) -> UInt32 {
  var power = FieldElements(repeating: 1)
  for _ in 1..<j { power = xTimes(power) }
  return UInt32(power[0]) << 24
}
