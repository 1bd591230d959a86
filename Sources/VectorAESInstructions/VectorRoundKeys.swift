#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The round keys in the order in which they are used, four copies of each in a register.
  struct VectorRoundKeys {
    var k0, k1, k2, k3, k4, k5, k6, k7, k8, k9: __m512i
    /// Used by 12 and 14 rounds alone.
    var k10, k11, k12, k13: __m512i
    /// That of the last round.
    var last: __m512i

    /// Those of the cipher (FIPS 197, section 5.1).
    @inline(__always)
    init(cipher keys: UnsafeRawPointer, rounds: Int) {
      // Each offset is below 16 (rounds + 1).
      unsafe k0 = fourCopies(key(keys, 0))
      unsafe k1 = fourCopies(key(keys, 16))
      unsafe k2 = fourCopies(key(keys, 32))
      unsafe k3 = fourCopies(key(keys, 48))
      unsafe k4 = fourCopies(key(keys, 64))
      unsafe k5 = fourCopies(key(keys, 80))
      unsafe k6 = fourCopies(key(keys, 96))
      unsafe k7 = fourCopies(key(keys, 112))
      unsafe k8 = fourCopies(key(keys, 128))
      unsafe k9 = fourCopies(key(keys, 144))
      unsafe k10 = fourCopies(key(keys, 160))
      unsafe k11 = fourCopies(key(keys, rounds > 10 ? 176 : 0))
      unsafe k12 = fourCopies(key(keys, rounds > 12 ? 192 : 0))
      unsafe k13 = fourCopies(key(keys, rounds > 12 ? 208 : 0))
      unsafe last = fourCopies(key(keys, 16 * rounds))
    }

    /// Those of the equivalent inverse cipher (FIPS 197, section 5.3.5): in reverse order, and all
    /// but the first and last through InvMixColumns().
    @inline(__always)
    init(inverseCipher keys: UnsafeRawPointer, rounds: Int) {
      // Each offset is from 0 to 16 rounds.
      let end = 16 * rounds
      unsafe k0 = fourCopies(key(keys, end))
      unsafe k1 = fourCopies(_mm_aesimc_si128(key(keys, end - 16)))
      unsafe k2 = fourCopies(_mm_aesimc_si128(key(keys, end - 32)))
      unsafe k3 = fourCopies(_mm_aesimc_si128(key(keys, end - 48)))
      unsafe k4 = fourCopies(_mm_aesimc_si128(key(keys, end - 64)))
      unsafe k5 = fourCopies(_mm_aesimc_si128(key(keys, end - 80)))
      unsafe k6 = fourCopies(_mm_aesimc_si128(key(keys, end - 96)))
      unsafe k7 = fourCopies(_mm_aesimc_si128(key(keys, end - 112)))
      unsafe k8 = fourCopies(_mm_aesimc_si128(key(keys, end - 128)))
      unsafe k9 = fourCopies(_mm_aesimc_si128(key(keys, end - 144)))
      unsafe k10 = fourCopies(_mm_aesimc_si128(key(keys, end - 160)))
      unsafe k11 = fourCopies(_mm_aesimc_si128(key(keys, rounds > 10 ? end - 176 : 0)))
      unsafe k12 = fourCopies(_mm_aesimc_si128(key(keys, rounds > 12 ? end - 192 : 0)))
      unsafe k13 = fourCopies(_mm_aesimc_si128(key(keys, rounds > 12 ? end - 208 : 0)))
      unsafe last = fourCopies(key(keys, 0))
    }

    /// Rounds 1 to Nr - 1 of the cipher on four blocks to which key 0 was added.
    @inline(__always)
    func encrypt(_ start: __m512i, rounds: Int) -> __m512i {
      var x = _mm512_aesenc_epi128(start, k1)
      x = _mm512_aesenc_epi128(x, k2)
      x = _mm512_aesenc_epi128(x, k3)
      x = _mm512_aesenc_epi128(x, k4)
      x = _mm512_aesenc_epi128(x, k5)
      x = _mm512_aesenc_epi128(x, k6)
      x = _mm512_aesenc_epi128(x, k7)
      x = _mm512_aesenc_epi128(x, k8)
      x = _mm512_aesenc_epi128(x, k9)
      if rounds > 10 {
        x = _mm512_aesenc_epi128(x, k10)
        x = _mm512_aesenc_epi128(x, k11)
      }
      if rounds > 12 {
        x = _mm512_aesenc_epi128(x, k12)
        x = _mm512_aesenc_epi128(x, k13)
      }
      return x
    }

    /// Rounds 1 to Nr - 1 of the equivalent inverse cipher on four blocks to which key 0 was added.
    @inline(__always)
    func decrypt(_ start: __m512i, rounds: Int) -> __m512i {
      var x = _mm512_aesdec_epi128(start, k1)
      x = _mm512_aesdec_epi128(x, k2)
      x = _mm512_aesdec_epi128(x, k3)
      x = _mm512_aesdec_epi128(x, k4)
      x = _mm512_aesdec_epi128(x, k5)
      x = _mm512_aesdec_epi128(x, k6)
      x = _mm512_aesdec_epi128(x, k7)
      x = _mm512_aesdec_epi128(x, k8)
      x = _mm512_aesdec_epi128(x, k9)
      if rounds > 10 {
        x = _mm512_aesdec_epi128(x, k10)
        x = _mm512_aesdec_epi128(x, k11)
      }
      if rounds > 12 {
        x = _mm512_aesdec_epi128(x, k12)
        x = _mm512_aesdec_epi128(x, k13)
      }
      return x
    }

    /// Rounds 1 to Nr - 1 of the cipher on sixteen blocks to which key 0 was added.
    @inline(__always)
    func encrypt(_ x: inout SixteenBlocks, rounds: Int) {
      x.encryptRound(k1)
      x.encryptRound(k2)
      x.encryptRound(k3)
      x.encryptRound(k4)
      x.encryptRound(k5)
      x.encryptRound(k6)
      x.encryptRound(k7)
      x.encryptRound(k8)
      x.encryptRound(k9)
      if rounds > 10 {
        x.encryptRound(k10)
        x.encryptRound(k11)
      }
      if rounds > 12 {
        x.encryptRound(k12)
        x.encryptRound(k13)
      }
    }

    /// Rounds 1 to Nr - 1 of the equivalent inverse cipher on sixteen blocks to which key 0 was
    /// added.
    @inline(__always)
    func decrypt(_ x: inout SixteenBlocks, rounds: Int) {
      x.decryptRound(k1)
      x.decryptRound(k2)
      x.decryptRound(k3)
      x.decryptRound(k4)
      x.decryptRound(k5)
      x.decryptRound(k6)
      x.decryptRound(k7)
      x.decryptRound(k8)
      x.decryptRound(k9)
      if rounds > 10 {
        x.decryptRound(k10)
        x.decryptRound(k11)
      }
      if rounds > 12 {
        x.decryptRound(k12)
        x.decryptRound(k13)
      }
    }
  }

  /// Reads a round key at an offset in bytes.
  @inline(__always)
  private func key(_ keys: UnsafeRawPointer, _ offset: Int) -> __m128i {
    // In bounds by the contract of the caller.
    unsafe keys.loadUnaligned(fromByteOffset: offset, as: __m128i.self)
  }

  /// Copies a round key for each of four blocks.
  @inline(__always)
  private func fourCopies(_ key: __m128i) -> __m512i {
    _mm512_broadcast_i32x4(key)
  }
#endif
