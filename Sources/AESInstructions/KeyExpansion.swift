#if arch(x86_64)
  import _Builtin_intrinsics.intel

  extension AESInstructions {
    /// Expands a key of 16, 24 or 32 bytes into 11, 13 or 15 round keys (FIPS 197, section 5.2).
    ///
    /// AESKEYGENASSIST takes its round constant as an immediate, which Swift cannot pass. AESENCLAST
    /// does the same: where all columns are equal, ShiftRows() changes nothing, so what is left of
    /// the last round is SubBytes() on four copies of a word, and the addition of the constant.
    public static func expandKey(
      _ key: UnsafeRawPointer, length: Int, into roundKeys: UnsafeMutableRawPointer
    ) {
      switch length {
      case 16: unsafe expandKey128(key, into: roundKeys)
      case 24: unsafe expandKey192(key, into: roundKeys)
      default: unsafe expandKey256(key, into: roundKeys)
      }
    }

    @inline(__always)
    private static func expandKey128(_ key: UnsafeRawPointer, into w: UnsafeMutableRawPointer) {
      var words = unsafe block(key, 0)
      unsafe store(words, w, 0)
      var rcon: UInt8 = 1
      for round in 1...10 {
        words = sums(words) ^ subRotWord(words, rcon)
        unsafe store(words, w, 16 * round)
        rcon = xTimes(rcon)
      }
    }

    /// Six words a turn: four in one register, two in another.
    @inline(__always)
    private static func expandKey192(_ key: UnsafeRawPointer, into w: UnsafeMutableRawPointer) {
      // 24 bytes: the second load is of the last 8 of them.
      var words = unsafe block(key, 0)
      var pair = unsafe key.loadUnaligned(fromByteOffset: 16, as: UInt64.self)
      unsafe store(words, w, 0)
      unsafe w.storeBytes(of: pair, toByteOffset: 16, as: UInt64.self)
      var rcon: UInt8 = 1
      for turn in 1...8 {
        words = sums(words) ^ subRotWord(__m128i(0, Int64(bitPattern: pair)), rcon)
        unsafe store(words, w, 24 * turn)
        if turn == 8 { break }  // 52 words: the last turn has four
        let before = UInt64(bitPattern: words[1]) >> 32
        pair ^= pair << 32 ^ before ^ before << 32
        unsafe w.storeBytes(of: pair, toByteOffset: 24 * turn + 16, as: UInt64.self)
        rcon = xTimes(rcon)
      }
    }

    @inline(__always)
    private static func expandKey256(_ key: UnsafeRawPointer, into w: UnsafeMutableRawPointer) {
      var even = unsafe block(key, 0)
      var odd = unsafe block(key, 16)
      unsafe store(even, w, 0)
      unsafe store(odd, w, 16)
      var rcon: UInt8 = 1
      for turn in 1...7 {
        even = sums(even) ^ subRotWord(odd, rcon)
        unsafe store(even, w, 32 * turn)
        if turn == 7 { break }  // 60 words: the last turn has four
        odd = sums(odd) ^ subWord(even)
        unsafe store(odd, w, 32 * turn + 16)
        rcon = xTimes(rcon)
      }
    }

    /// Adds to each word those before it, which is what w[i - Nk] ^ w[i - 1] comes to.
    @inline(__always)
    private static func sums(_ words: __m128i) -> __m128i {
      // A shift by one word, then by two; an index with its top bit set gives a zero.
      let one = __m128i(0x0302_0100_8080_8080, 0x0b0a_0908_0706_0504)
      let two = __m128i(-0x7f7f_7f7f_7f7f_7f80, 0x0706_0504_0302_0100)
      let pairs = words ^ _mm_shuffle_epi8(words, one)
      return pairs ^ _mm_shuffle_epi8(pairs, two)
    }

    /// SUBWORD(ROTWORD()) of the last word plus a round constant, four times.
    @inline(__always)
    private static func subRotWord(_ words: __m128i, _ rcon: UInt8) -> __m128i {
      let copies = _mm_shuffle_epi8(words, __m128i(0x0c0f_0e0d_0c0f_0e0d, 0x0c0f_0e0d_0c0f_0e0d))
      return _mm_aesenclast_si128(copies, _mm_set1_epi32(Int32(rcon)))
    }

    /// SUBWORD() of the last word, four times.
    @inline(__always)
    private static func subWord(_ words: __m128i) -> __m128i {
      let copies = _mm_shuffle_epi8(words, __m128i(0x0f0e_0d0c_0f0e_0d0c, 0x0f0e_0d0c_0f0e_0d0c))
      return _mm_aesenclast_si128(copies, __m128i(0, 0))
    }

    /// XTIMES() of a round constant, which is no secret (FIPS 197, section 4.2).
    @inline(__always)
    private static func xTimes(_ b: UInt8) -> UInt8 {
      b << 1 ^ (b >> 7) &* 0x1b
    }
  }
#endif
