import AESInstructions
import Bytes
import Processor
import VectorAESInstructions

/// The loops over whole buffers, one kind for each family of instructions.
///
/// All of them compute what `AES.cipher` and `AES.invCipher` say. Which one runs is decided once
/// for a buffer. Lengths are multiples of 16 bytes and vectors have 16 bytes: the modes check that.
enum BlockLoops: CaseIterable {
  /// Swift alone.
  case portable
  /// AES-NI: a round on one block in one instruction.
  case aes
  /// VAES: a round on four blocks in one instruction.
  case vectorAES

  /// The loops of the current backend where blocks do not wait for one another.
  static var sideBySide: BlockLoops {
    Backend.uses(.vectorAES) ? .vectorAES : chained
  }

  /// The loops of the current backend where each block waits for the one before it.
  static var chained: BlockLoops {
    Backend.uses(.aes) ? .aes : .portable
  }

  /// Encrypts blocks, each by itself (SP 800-38A, section 6.1).
  func encryptECB(_ plaintext: [UInt8], _ aes: borrowing AES) -> [UInt8] {
    let (keys, rounds) = unsafe (aes.keySchedule.roundKeyBytes, aes.keySchedule.rounds)
    // The output is as long as the input, and the round keys are those of so many rounds.
    return unsafe BlockLoops.map(plaintext) { input, output, blocks in
      switch self {
      #if arch(x86_64)
        case .aes:
          unsafe AESInstructions.encryptECB(
            input, output, blocks: blocks, roundKeys: keys, rounds: rounds)
        case .vectorAES:
          unsafe VectorAESInstructions.encryptECB(
            input, output, blocks: blocks, roundKeys: keys, rounds: rounds)
      #endif
      default:
        unsafe BitslicedAES.encryptECB(
          input, output, blocks: blocks, roundKeys: keys, rounds: rounds)
      }
    }
  }

  /// Decrypts blocks, each by itself (SP 800-38A, section 6.1).
  func decryptECB(_ ciphertext: [UInt8], _ aes: borrowing AES) -> [UInt8] {
    let (keys, rounds) = unsafe (aes.keySchedule.roundKeyBytes, aes.keySchedule.rounds)
    // The output is as long as the input, and the round keys are those of so many rounds.
    return unsafe BlockLoops.map(ciphertext) { input, output, blocks in
      switch self {
      #if arch(x86_64)
        case .aes:
          unsafe AESInstructions.decryptECB(
            input, output, blocks: blocks, roundKeys: keys, rounds: rounds)
        case .vectorAES:
          unsafe VectorAESInstructions.decryptECB(
            input, output, blocks: blocks, roundKeys: keys, rounds: rounds)
      #endif
      default:
        unsafe BitslicedAES.decryptECB(
          input, output, blocks: blocks, roundKeys: keys, rounds: rounds)
      }
    }
  }

  /// Encrypts blocks, each added to the ciphertext before it (SP 800-38A, section 6.2).
  ///
  /// One block is all that VAES would have to do at a time, so it has no such loop.
  func encryptCBC(_ plaintext: [UInt8], iv: [UInt8], _ aes: borrowing AES) -> [UInt8] {
    let (keys, rounds) = unsafe (aes.keySchedule.roundKeyBytes, aes.keySchedule.rounds)
    // As above, and the vector has 16 bytes.
    return unsafe iv.withUnsafeBytes { vector in
      guard let vector = vector.baseAddress else { return [] }
      return unsafe BlockLoops.map(plaintext) { input, output, blocks in
        switch self {
        #if arch(x86_64)
          case .aes, .vectorAES:
            unsafe AESInstructions.encryptCBC(
              input, output, blocks: blocks, iv: vector, roundKeys: keys, rounds: rounds)
        #endif
        default:
          unsafe BitslicedAES.encryptCBC(
            input, output, blocks: blocks, iv: vector, roundKeys: keys, rounds: rounds)
        }
      }
    }
  }

  /// Decrypts blocks, each added to the ciphertext before it (SP 800-38A, section 6.2).
  func decryptCBC(_ ciphertext: [UInt8], iv: [UInt8], _ aes: borrowing AES) -> [UInt8] {
    let (keys, rounds) = unsafe (aes.keySchedule.roundKeyBytes, aes.keySchedule.rounds)
    // As above, and the vector has 16 bytes.
    return unsafe iv.withUnsafeBytes { vector in
      guard let vector = vector.baseAddress else { return [] }
      return unsafe BlockLoops.map(ciphertext) { input, output, blocks in
        switch self {
        #if arch(x86_64)
          case .aes:
            unsafe AESInstructions.decryptCBC(
              input, output, blocks: blocks, iv: vector, roundKeys: keys, rounds: rounds)
          case .vectorAES:
            unsafe VectorAESInstructions.decryptCBC(
              input, output, blocks: blocks, iv: vector, roundKeys: keys, rounds: rounds)
        #endif
        default:
          unsafe BitslicedAES.decryptCBC(
            input, output, blocks: blocks, iv: vector, roundKeys: keys, rounds: rounds)
        }
      }
    }
  }

  /// Returns what a loop makes of a buffer, as many bytes as it has.
  @inline(__always)
  private static func map(
    _ bytes: [UInt8], _ loop: (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void
  ) -> [UInt8] {
    let blocks = bytes.count / AES.blockLength
    guard blocks > 0 else { return [] }
    var result: [UInt8] = []
    result.append(addingCapacity: bytes.count) { room in
      // The loop writes every byte of the room, which nobody can read before that.
      unsafe room.withUnsafeMutableBufferPointer { output, count in
        unsafe bytes.withUnsafeBytes { input in
          guard let from = input.baseAddress, let to = output.baseAddress else { return }
          unsafe loop(from, to, blocks)
        }
        count = 16 * blocks
      }
    }
    return result
  }
}
