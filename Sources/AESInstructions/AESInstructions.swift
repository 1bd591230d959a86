#if arch(x86_64)
  import _Builtin_intrinsics.intel
#endif

/// Loops over blocks of AES that use the AES-NI instructions.
///
/// The caller asks `Processor` first whether the instructions are there. All pointers may be
/// unaligned; round keys stand one behind the other, 16 bytes each, and `rounds` is 10, 12 or 14.
public enum AESInstructions {}

#if arch(x86_64)
  /// Reads a block or a round key at an offset in bytes.
  @inline(__always)
  func block(_ memory: UnsafeRawPointer, _ offset: Int) -> __m128i {
    // In bounds by the contract of the caller.
    unsafe memory.loadUnaligned(fromByteOffset: offset, as: __m128i.self)
  }

  /// Writes a block at an offset in bytes.
  @inline(__always)
  func store(_ block: __m128i, _ memory: UnsafeMutableRawPointer, _ offset: Int) {
    // In bounds by the contract of the caller.
    unsafe memory.storeBytes(of: block, toByteOffset: offset, as: __m128i.self)
  }

#endif
