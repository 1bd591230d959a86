import AESInstructions
import Bytes
import Processor

/// The round keys that a key is expanded into (FIPS 197, section 5.2); wiped when it is let go.
@safe
struct KeySchedule: ~Copyable, @unchecked Sendable {
  /// Nr, the number of rounds: 10, 12 or 14.
  let rounds: Int

  /// Round keys 0 to Nr.
  private let roundKeys: UnsafeMutableBufferPointer<AES.State>

  /// Expands a key of 16, 24 or 32 bytes with what the current backend offers.
  ///
  /// - Throws: `CipherError.keyLength` for any other length.
  init(key: borrowing [UInt8]) throws(CipherError) {
    try self.init(key: key, usesInstructions: Backend.uses(.aes))
  }

  /// Expands a key of 16, 24 or 32 bytes, with the processor's instructions or without them.
  ///
  /// - Throws: `CipherError.keyLength` for any other length.
  init(key: borrowing [UInt8], usesInstructions: Bool) throws(CipherError) {
    #if arch(x86_64)
      if usesInstructions {
        try self.init(lengthOf: key)
        // The key has 4 (Nr - 6) bytes, and the buffer has room for the round keys of that length.
        unsafe key.withUnsafeBytes { bytes in
          guard let from = bytes.baseAddress, let to = unsafe roundKeys.baseAddress else { return }
          unsafe AESInstructions.expandKey(from, length: bytes.count, into: to)
        }
        return
      }
    #endif
    var unobserved = Unobserved<AES.Step>()
    try self.init(key: key, observer: &unobserved)
  }

  /// Expands a key of 16, 24 or 32 bytes in the readable form, and reports each word.
  ///
  /// - Throws: `CipherError.keyLength` for any other length.
  init(key: borrowing [UInt8], observer: inout some Observer<AES.Step>) throws(CipherError) {
    try self.init(lengthOf: key)
    var w = keyExpansion(key, rounds: rounds, observer: &observer)
    for round in 0...rounds {
      let columns = (w[4 * round], w[4 * round + 1], w[4 * round + 2], w[4 * round + 3])
      // Element 0 to Nr of a buffer for Nr + 1.
      unsafe roundKeys.initializeElement(at: round, to: AES.State(columns: columns))
    }
    wipe(&w)
  }

  /// Makes room for the round keys of a key; whoever calls this fills it.
  private init(lengthOf key: borrowing [UInt8]) throws(CipherError) {
    guard key.count == 16 || key.count == 24 || key.count == 32 else {
      throw .keyLength(found: key.count)
    }
    rounds = key.count / 4 + 6
    unsafe roundKeys = .allocate(capacity: rounds + 1)
  }

  /// Returns the key to add in a round, from 0 to Nr.
  @inline(__always)
  borrowing func roundKey(_ round: Int) -> AES.State {
    precondition((0...rounds).contains(round), "round keys are counted from 0 to Nr")
    // The buffer was filled with Nr + 1 elements, and the index has just been checked.
    return unsafe roundKeys[round]
  }

  /// Where the round keys stand, 16 (Nr + 1) bytes; only for as long as this value is borrowed.
  @inline(__always)
  var roundKeyBytes: UnsafeRawPointer {
    guard let base = unsafe roundKeys.baseAddress else {
      preconditionFailure("there are round keys")
    }
    return UnsafeRawPointer(base)
  }

  deinit {
    // The buffer is this value's own; nothing reads it any more.
    unsafe wipe(UnsafeMutableRawBufferPointer(roundKeys))
    unsafe roundKeys.deallocate()
  }
}
