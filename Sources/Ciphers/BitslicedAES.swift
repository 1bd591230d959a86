/// Loops over blocks of AES in Swift alone, bitsliced (see `BitPlanes`).
///
/// Where blocks do not wait for one another, four go at once. In a chain there is one at a time, in
/// words of its own kind. All pointers may be unaligned; round keys stand one behind the other, 16
/// bytes each, and `rounds` is 10, 12 or 14.
enum BitslicedAES {
  /// Encrypts blocks, each by itself (SP 800-38A, section 6.1).
  static func encryptECB(
    _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, blocks: Int,
    roundKeys: UnsafeRawPointer, rounds: Int
  ) {
    let keys = unsafe BitslicedKeys<FourBlocks>(roundKeys, rounds: rounds)
    for first in stride(from: 0, to: blocks, by: FourBlocks.count) {
      let count = min(FourBlocks.count, blocks - first)
      // Blocks below the end of input and output, here and below.
      var state = unsafe FourBlocks(input + 16 * first, count: count)
      state.encrypt(keys)
      unsafe state.store(output + 16 * first, count: count)
    }
  }

  /// Decrypts blocks, each by itself (SP 800-38A, section 6.1).
  static func decryptECB(
    _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, blocks: Int,
    roundKeys: UnsafeRawPointer, rounds: Int
  ) {
    let keys = unsafe BitslicedKeys<FourBlocks>(roundKeys, rounds: rounds)
    for first in stride(from: 0, to: blocks, by: FourBlocks.count) {
      let count = min(FourBlocks.count, blocks - first)
      var state = unsafe FourBlocks(input + 16 * first, count: count)
      state.decrypt(keys)
      unsafe state.store(output + 16 * first, count: count)
    }
  }

  /// Encrypts blocks in a chain that begins with a vector of 16 bytes (SP 800-38A, section 6.2).
  static func encryptCBC(
    _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, blocks: Int,
    iv: UnsafeRawPointer, roundKeys: UnsafeRawPointer, rounds: Int
  ) {
    let keys = unsafe BitslicedKeys<PackedPlanes>(roundKeys, rounds: rounds)
    var state = unsafe PackedPlanes(iv)
    for index in 0..<blocks {
      unsafe state.add(PackedPlanes(input + 16 * index))
      state.encrypt(keys)
      unsafe state.store(output + 16 * index)
    }
  }

  /// Decrypts blocks of a chain that begins with a vector of 16 bytes (SP 800-38A, section 6.2);
  /// input and output do not overlap.
  static func decryptCBC(
    _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, blocks: Int,
    iv: UnsafeRawPointer, roundKeys: UnsafeRawPointer, rounds: Int
  ) {
    guard blocks > 0 else { return }
    unsafe decryptECB(input, output, blocks: blocks, roundKeys: roundKeys, rounds: rounds)
    unsafe add(iv, to: output)
    for index in 1..<blocks {
      unsafe add(input + 16 * (index - 1), to: output + 16 * index)
    }
  }

  /// Adds a block to another.
  @inline(__always)
  private static func add(_ block: UnsafeRawPointer, to other: UnsafeMutableRawPointer) {
    // 16 bytes each.
    let sum =
      unsafe other.loadUnaligned(as: SIMD16<UInt8>.self)
      ^ block.loadUnaligned(as: SIMD16<UInt8>.self)
    unsafe other.storeBytes(of: sum, as: SIMD16<UInt8>.self)
  }
}
