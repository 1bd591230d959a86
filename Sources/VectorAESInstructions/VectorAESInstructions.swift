#if arch(x86_64)
  import _Builtin_intrinsics.intel
#endif

/// Loops over blocks of AES that use the VAES instructions on 512-bit registers, four blocks each.
///
/// The caller asks `Processor` first whether the instructions are there. All pointers may be
/// unaligned; round keys stand one behind the other, 16 bytes each, and `rounds` is 10, 12 or 14.
public enum VectorAESInstructions {}

#if arch(x86_64)
  /// Reads four blocks at an offset in bytes.
  @inline(__always)
  func fourBlocks(_ memory: UnsafeRawPointer, _ offset: Int) -> __m512i {
    // In bounds by the contract of the caller.
    unsafe memory.loadUnaligned(fromByteOffset: offset, as: __m512i.self)
  }

  /// Writes four blocks at an offset in bytes.
  @inline(__always)
  func store(_ blocks: __m512i, _ memory: UnsafeMutableRawPointer, _ offset: Int) {
    // In bounds by the contract of the caller.
    unsafe memory.storeBytes(of: blocks, toByteOffset: offset, as: __m512i.self)
  }

  /// For each of four blocks that follow four others, the block before it.
  @inline(__always)
  func oneBlockEarlier(_ blocks: __m512i, following others: __m512i) -> __m512i {
    __m512i(
      others[6], others[7], blocks[0], blocks[1], blocks[2], blocks[3], blocks[4], blocks[5])
  }

  /// The last blocks of a buffer, up to four: two bits of a mask for each.
  struct Rest {
    let mask: __mmask8

    @inline(__always)
    init(blocks: Int) {
      mask = __mmask8(truncatingIfNeeded: 1 &<< (2 &* blocks) &- 1)
    }

    /// Reads the blocks at an offset in bytes; what the register has room for besides is zero.
    @inline(__always)
    func load(_ memory: UnsafeRawPointer, _ offset: Int) -> __m512i {
      // What the mask leaves out is not touched.
      unsafe _mm512_maskz_loadu_epi64(mask, memory + offset)
    }

    /// Writes the blocks at an offset in bytes.
    @inline(__always)
    func store(_ blocks: __m512i, _ memory: UnsafeMutableRawPointer, _ offset: Int) {
      // What the mask leaves out is not touched.
      unsafe _mm512_mask_storeu_epi64(memory + offset, mask, blocks)
    }
  }
#endif
