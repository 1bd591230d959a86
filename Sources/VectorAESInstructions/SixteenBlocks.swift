#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// Sixteen blocks in 4 registers: a round takes several cycles, and the next can begin in each.
  struct SixteenBlocks {
    var x0, x1, x2, x3: __m512i

    /// The length of sixteen blocks in bytes.
    static let byteCount = 256

    /// Reads sixteen blocks at an offset in bytes.
    @inline(__always)
    init(_ memory: UnsafeRawPointer, _ offset: Int) {
      // Sixteen blocks are there by the contract of the caller.
      unsafe x0 = fourBlocks(memory, offset)
      unsafe x1 = fourBlocks(memory, offset &+ 64)
      unsafe x2 = fourBlocks(memory, offset &+ 128)
      unsafe x3 = fourBlocks(memory, offset &+ 192)
    }

    /// For each of sixteen blocks that follow four others, the block before it.
    @inline(__always)
    init(before blocks: SixteenBlocks, following others: __m512i) {
      x0 = oneBlockEarlier(blocks.x0, following: others)
      x1 = oneBlockEarlier(blocks.x1, following: blocks.x0)
      x2 = oneBlockEarlier(blocks.x2, following: blocks.x1)
      x3 = oneBlockEarlier(blocks.x3, following: blocks.x2)
    }

    /// Adds a round key to each block.
    @inline(__always)
    mutating func add(_ key: __m512i) {
      x0 ^= key
      x1 ^= key
      x2 ^= key
      x3 ^= key
    }

    /// One round of the cipher, but the last.
    @inline(__always)
    mutating func encryptRound(_ key: __m512i) {
      x0 = _mm512_aesenc_epi128(x0, key)
      x1 = _mm512_aesenc_epi128(x1, key)
      x2 = _mm512_aesenc_epi128(x2, key)
      x3 = _mm512_aesenc_epi128(x3, key)
    }

    /// One round of the equivalent inverse cipher, but the last.
    @inline(__always)
    mutating func decryptRound(_ key: __m512i) {
      x0 = _mm512_aesdec_epi128(x0, key)
      x1 = _mm512_aesdec_epi128(x1, key)
      x2 = _mm512_aesdec_epi128(x2, key)
      x3 = _mm512_aesdec_epi128(x3, key)
    }

    /// The last round of the cipher.
    @inline(__always)
    mutating func lastEncryptRound(_ key: __m512i) {
      x0 = _mm512_aesenclast_epi128(x0, key)
      x1 = _mm512_aesenclast_epi128(x1, key)
      x2 = _mm512_aesenclast_epi128(x2, key)
      x3 = _mm512_aesenclast_epi128(x3, key)
    }

    /// The last round of the equivalent inverse cipher.
    @inline(__always)
    mutating func lastDecryptRound(_ key: __m512i) {
      x0 = _mm512_aesdeclast_epi128(x0, key)
      x1 = _mm512_aesdeclast_epi128(x1, key)
      x2 = _mm512_aesdeclast_epi128(x2, key)
      x3 = _mm512_aesdeclast_epi128(x3, key)
    }

    /// The last round of the equivalent inverse cipher, with a key of its own for each block.
    @inline(__always)
    mutating func lastDecryptRound(_ keys: SixteenBlocks) {
      x0 = _mm512_aesdeclast_epi128(x0, keys.x0)
      x1 = _mm512_aesdeclast_epi128(x1, keys.x1)
      x2 = _mm512_aesdeclast_epi128(x2, keys.x2)
      x3 = _mm512_aesdeclast_epi128(x3, keys.x3)
    }

    /// Writes sixteen blocks at an offset in bytes.
    @inline(__always)
    func write(_ memory: UnsafeMutableRawPointer, _ offset: Int) {
      // There is room for sixteen blocks by the contract of the caller.
      unsafe store(x0, memory, offset)
      unsafe store(x1, memory, offset &+ 64)
      unsafe store(x2, memory, offset &+ 128)
      unsafe store(x3, memory, offset &+ 192)
    }
  }
#endif
