#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Eight blocks side by side: a round takes several cycles, and the next can begin in each.
  struct EightBlocks {
    var x0, x1, x2, x3, x4, x5, x6, x7: __m128i

    /// The length of eight blocks in bytes.
    static let byteCount = 128

    /// Reads eight blocks at an offset in bytes and adds a round key to each.
    @inline(__always)
    init(_ memory: UnsafeRawPointer, _ offset: Int, adding key: __m128i) {
      // Eight blocks are there by the contract of the caller.
      unsafe x0 = block(memory, offset) ^ key
      unsafe x1 = block(memory, offset &+ 16) ^ key
      unsafe x2 = block(memory, offset &+ 32) ^ key
      unsafe x3 = block(memory, offset &+ 48) ^ key
      unsafe x4 = block(memory, offset &+ 64) ^ key
      unsafe x5 = block(memory, offset &+ 80) ^ key
      unsafe x6 = block(memory, offset &+ 96) ^ key
      unsafe x7 = block(memory, offset &+ 112) ^ key
    }

    /// One round of the cipher, but the last.
    @inline(__always)
    mutating func encryptRound(_ key: __m128i) {
      x0 = _mm_aesenc_si128(x0, key)
      x1 = _mm_aesenc_si128(x1, key)
      x2 = _mm_aesenc_si128(x2, key)
      x3 = _mm_aesenc_si128(x3, key)
      x4 = _mm_aesenc_si128(x4, key)
      x5 = _mm_aesenc_si128(x5, key)
      x6 = _mm_aesenc_si128(x6, key)
      x7 = _mm_aesenc_si128(x7, key)
    }

    /// One round of the equivalent inverse cipher, but the last.
    @inline(__always)
    mutating func decryptRound(_ key: __m128i) {
      x0 = _mm_aesdec_si128(x0, key)
      x1 = _mm_aesdec_si128(x1, key)
      x2 = _mm_aesdec_si128(x2, key)
      x3 = _mm_aesdec_si128(x3, key)
      x4 = _mm_aesdec_si128(x4, key)
      x5 = _mm_aesdec_si128(x5, key)
      x6 = _mm_aesdec_si128(x6, key)
      x7 = _mm_aesdec_si128(x7, key)
    }

    /// The last round of the cipher.
    @inline(__always)
    mutating func lastEncryptRound(_ key: __m128i) {
      x0 = _mm_aesenclast_si128(x0, key)
      x1 = _mm_aesenclast_si128(x1, key)
      x2 = _mm_aesenclast_si128(x2, key)
      x3 = _mm_aesenclast_si128(x3, key)
      x4 = _mm_aesenclast_si128(x4, key)
      x5 = _mm_aesenclast_si128(x5, key)
      x6 = _mm_aesenclast_si128(x6, key)
      x7 = _mm_aesenclast_si128(x7, key)
    }

    /// The last round of the equivalent inverse cipher.
    @inline(__always)
    mutating func lastDecryptRound(_ key: __m128i) {
      x0 = _mm_aesdeclast_si128(x0, key)
      x1 = _mm_aesdeclast_si128(x1, key)
      x2 = _mm_aesdeclast_si128(x2, key)
      x3 = _mm_aesdeclast_si128(x3, key)
      x4 = _mm_aesdeclast_si128(x4, key)
      x5 = _mm_aesdeclast_si128(x5, key)
      x6 = _mm_aesdeclast_si128(x6, key)
      x7 = _mm_aesdeclast_si128(x7, key)
    }

    /// The last round of the equivalent inverse cipher, with a key of its own for each block.
    @inline(__always)
    mutating func lastDecryptRound(_ keys: EightBlocks) {
      x0 = _mm_aesdeclast_si128(x0, keys.x0)
      x1 = _mm_aesdeclast_si128(x1, keys.x1)
      x2 = _mm_aesdeclast_si128(x2, keys.x2)
      x3 = _mm_aesdeclast_si128(x3, keys.x3)
      x4 = _mm_aesdeclast_si128(x4, keys.x4)
      x5 = _mm_aesdeclast_si128(x5, keys.x5)
      x6 = _mm_aesdeclast_si128(x6, keys.x6)
      x7 = _mm_aesdeclast_si128(x7, keys.x7)
    }

    /// Writes eight blocks at an offset in bytes.
    @inline(__always)
    func write(_ memory: UnsafeMutableRawPointer, _ offset: Int) {
      // There is room for eight blocks by the contract of the caller.
      unsafe store(x0, memory, offset)
      unsafe store(x1, memory, offset &+ 16)
      unsafe store(x2, memory, offset &+ 32)
      unsafe store(x3, memory, offset &+ 48)
      unsafe store(x4, memory, offset &+ 64)
      unsafe store(x5, memory, offset &+ 80)
      unsafe store(x6, memory, offset &+ 96)
      unsafe store(x7, memory, offset &+ 112)
    }
  }
#endif
