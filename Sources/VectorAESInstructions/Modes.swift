#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension VectorAESInstructions {
    /// Encrypts blocks, each by itself (SP 800-38A, section 6.1).
    public static func encryptECB(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, blocks: Int,
      roundKeys: UnsafeRawPointer, rounds: Int
    ) {
      // The number of rounds is a constant in each call, so each has a loop of its own.
      switch rounds {
      case 10: unsafe encryptEach(input, output, blocks, roundKeys, 10)
      case 12: unsafe encryptEach(input, output, blocks, roundKeys, 12)
      default: unsafe encryptEach(input, output, blocks, roundKeys, 14)
      }
    }

    /// Decrypts blocks, each by itself (SP 800-38A, section 6.1).
    public static func decryptECB(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, blocks: Int,
      roundKeys: UnsafeRawPointer, rounds: Int
    ) {
      switch rounds {
      case 10: unsafe decryptEach(input, output, blocks, roundKeys, 10)
      case 12: unsafe decryptEach(input, output, blocks, roundKeys, 12)
      default: unsafe decryptEach(input, output, blocks, roundKeys, 14)
      }
    }

    /// Decrypts blocks of a chain that begins with a vector of 16 bytes (SP 800-38A, section 6.2);
    /// input and output do not overlap.
    public static func decryptCBC(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, blocks: Int,
      iv: UnsafeRawPointer, roundKeys: UnsafeRawPointer, rounds: Int
    ) {
      switch rounds {
      case 10: unsafe decryptChain(input, output, blocks, iv, roundKeys, 10)
      case 12: unsafe decryptChain(input, output, blocks, iv, roundKeys, 12)
      default: unsafe decryptChain(input, output, blocks, iv, roundKeys, 14)
      }
    }

    @inline(__always)
    private static func encryptEach(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ blocks: Int,
      _ roundKeys: UnsafeRawPointer, _ rounds: Int
    ) {
      // Every offset is of blocks below the end, here and below.
      let keys = unsafe VectorRoundKeys(cipher: roundKeys, rounds: rounds)
      let end = 16 &* blocks
      var offset = 0
      while offset &+ SixteenBlocks.byteCount <= end {
        var x = unsafe SixteenBlocks(input, offset)
        x.add(keys.k0)
        keys.encrypt(&x, rounds: rounds)
        x.lastEncryptRound(keys.last)
        unsafe x.write(output, offset)
        offset &+= SixteenBlocks.byteCount
      }
      while offset < end {
        let rest = Rest(blocks: min(4, blocks &- offset / 16))
        let x = keys.encrypt(unsafe rest.load(input, offset) ^ keys.k0, rounds: rounds)
        unsafe rest.store(_mm512_aesenclast_epi128(x, keys.last), output, offset)
        offset &+= 64
      }
    }

    @inline(__always)
    private static func decryptEach(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ blocks: Int,
      _ roundKeys: UnsafeRawPointer, _ rounds: Int
    ) {
      let keys = unsafe VectorRoundKeys(inverseCipher: roundKeys, rounds: rounds)
      let end = 16 &* blocks
      var offset = 0
      while offset &+ SixteenBlocks.byteCount <= end {
        var x = unsafe SixteenBlocks(input, offset)
        x.add(keys.k0)
        keys.decrypt(&x, rounds: rounds)
        x.lastDecryptRound(keys.last)
        unsafe x.write(output, offset)
        offset &+= SixteenBlocks.byteCount
      }
      while offset < end {
        let rest = Rest(blocks: min(4, blocks &- offset / 16))
        let x = keys.decrypt(unsafe rest.load(input, offset) ^ keys.k0, rounds: rounds)
        unsafe rest.store(_mm512_aesdeclast_epi128(x, keys.last), output, offset)
        offset &+= 64
      }
    }

    /// The last round adds the ciphertext before each block together with the last key.
    @inline(__always)
    private static func decryptChain(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ blocks: Int,
      _ iv: UnsafeRawPointer, _ roundKeys: UnsafeRawPointer, _ rounds: Int
    ) {
      let keys = unsafe VectorRoundKeys(inverseCipher: roundKeys, rounds: rounds)
      let end = 16 &* blocks
      let vector = unsafe iv.loadUnaligned(as: __m128i.self)
      var before = __m512i(0, 0, 0, 0, 0, 0, vector[0], vector[1])
      var offset = 0
      while offset &+ SixteenBlocks.byteCount <= end {
        let c = unsafe SixteenBlocks(input, offset)
        var x = c
        x.add(keys.k0)
        keys.decrypt(&x, rounds: rounds)
        var last = SixteenBlocks(before: c, following: before)
        last.add(keys.last)
        x.lastDecryptRound(last)
        unsafe x.write(output, offset)
        before = c.x3
        offset &+= SixteenBlocks.byteCount
      }
      while offset < end {
        let rest = Rest(blocks: min(4, blocks &- offset / 16))
        let c = unsafe rest.load(input, offset)
        let x = keys.decrypt(c ^ keys.k0, rounds: rounds)
        let last = keys.last ^ oneBlockEarlier(c, following: before)
        unsafe rest.store(_mm512_aesdeclast_epi128(x, last), output, offset)
        before = c
        offset &+= 64
      }
    }
  }
#endif
