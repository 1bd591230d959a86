#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension AESInstructions {
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

    /// Encrypts blocks in a chain that begins with a vector of 16 bytes (SP 800-38A, section 6.2).
    public static func encryptCBC(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, blocks: Int,
      iv: UnsafeRawPointer, roundKeys: UnsafeRawPointer, rounds: Int
    ) {
      switch rounds {
      case 10: unsafe encryptChain(input, output, blocks, iv, roundKeys, 10)
      case 12: unsafe encryptChain(input, output, blocks, iv, roundKeys, 12)
      default: unsafe encryptChain(input, output, blocks, iv, roundKeys, 14)
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
      // Every offset is of a whole block below the end, here and below.
      let keys = unsafe RoundKeys(cipher: roundKeys, rounds: rounds)
      let end = 16 &* blocks
      var offset = 0
      while offset &+ EightBlocks.byteCount <= end {
        var x = unsafe EightBlocks(input, offset, adding: keys.k0)
        keys.encrypt(&x, rounds: rounds)
        x.lastEncryptRound(keys.last)
        unsafe x.write(output, offset)
        offset &+= EightBlocks.byteCount
      }
      while offset < end {
        let x = keys.encrypt(unsafe block(input, offset) ^ keys.k0, rounds: rounds)
        unsafe store(_mm_aesenclast_si128(x, keys.last), output, offset)
        offset &+= 16
      }
    }

    @inline(__always)
    private static func decryptEach(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ blocks: Int,
      _ roundKeys: UnsafeRawPointer, _ rounds: Int
    ) {
      let keys = unsafe RoundKeys(inverseCipher: roundKeys, rounds: rounds)
      let end = 16 &* blocks
      var offset = 0
      while offset &+ EightBlocks.byteCount <= end {
        var x = unsafe EightBlocks(input, offset, adding: keys.k0)
        keys.decrypt(&x, rounds: rounds)
        x.lastDecryptRound(keys.last)
        unsafe x.write(output, offset)
        offset &+= EightBlocks.byteCount
      }
      while offset < end {
        let x = keys.decrypt(unsafe block(input, offset) ^ keys.k0, rounds: rounds)
        unsafe store(_mm_aesdeclast_si128(x, keys.last), output, offset)
        offset &+= 16
      }
    }

    /// The last round of a block begins the next one.
    ///
    /// Nothing here can run side by side, so what is left is to keep the chain short: that round
    /// adds the first key and the plaintext of the next block together with its own key. The
    /// ciphertext is computed beside the chain.
    @inline(__always)
    private static func encryptChain(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ blocks: Int,
      _ iv: UnsafeRawPointer, _ roundKeys: UnsafeRawPointer, _ rounds: Int
    ) {
      guard blocks > 0 else { return }
      let keys = unsafe RoundKeys(cipher: roundKeys, rounds: rounds)
      let lastAndFirst = keys.last ^ keys.k0
      let end = 16 &* blocks
      var x = unsafe block(iv, 0) ^ block(input, 0) ^ keys.k0
      var offset = 16
      while offset < end {
        let y = keys.encrypt(x, rounds: rounds)
        x = _mm_aesenclast_si128(y, unsafe lastAndFirst ^ block(input, offset))
        unsafe store(_mm_aesenclast_si128(y, keys.last), output, offset &- 16)
        offset &+= 16
      }
      let y = keys.encrypt(x, rounds: rounds)
      unsafe store(_mm_aesenclast_si128(y, keys.last), output, end &- 16)
    }

    /// The last round adds the ciphertext before each block together with the last key.
    @inline(__always)
    private static func decryptChain(
      _ input: UnsafeRawPointer, _ output: UnsafeMutableRawPointer, _ blocks: Int,
      _ iv: UnsafeRawPointer, _ roundKeys: UnsafeRawPointer, _ rounds: Int
    ) {
      guard blocks > 0 else { return }
      let keys = unsafe RoundKeys(inverseCipher: roundKeys, rounds: rounds)
      let end = 16 &* blocks
      // The first block by itself, so that each later one finds the one before it in the input.
      let first = keys.decrypt(unsafe block(input, 0) ^ keys.k0, rounds: rounds)
      unsafe store(_mm_aesdeclast_si128(first, keys.last ^ block(iv, 0)), output, 0)
      var offset = 16
      while offset &+ EightBlocks.byteCount <= end {
        var x = unsafe EightBlocks(input, offset, adding: keys.k0)
        keys.decrypt(&x, rounds: rounds)
        x.lastDecryptRound(unsafe EightBlocks(input, offset &- 16, adding: keys.last))
        unsafe x.write(output, offset)
        offset &+= EightBlocks.byteCount
      }
      while offset < end {
        let x = keys.decrypt(unsafe block(input, offset) ^ keys.k0, rounds: rounds)
        let key = unsafe keys.last ^ block(input, offset &- 16)
        unsafe store(_mm_aesdeclast_si128(x, key), output, offset)
        offset &+= 16
      }
    }
  }
#endif
