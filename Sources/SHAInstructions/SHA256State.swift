#if arch(x86_64)
  import _Builtin_intrinsics.intel

  /// The working variables of SHA-256 in the two registers that the SHA-NI instructions want.
  struct SHA256State {
    /// Working variables f, e, b, a, in this order from the lowest word.
    var abef: SIMD4<UInt32>
    /// Working variables h, g, d, c, in this order from the lowest word.
    var cdgh: SIMD4<UInt32>

    /// Reads the eight words of a hash value.
    @inline(__always)
    @unsafe
    init(words: UnsafePointer<UInt32>) {
      // The caller promises eight words.
      let abcd = unsafe UnsafeRawPointer(words).loadUnaligned(as: SIMD4<UInt32>.self)
      let efgh = unsafe UnsafeRawPointer(words + 4).loadUnaligned(as: SIMD4<UInt32>.self)
      abef = SIMD4(efgh.y, efgh.x, abcd.y, abcd.x)
      cdgh = SIMD4(efgh.w, efgh.z, abcd.w, abcd.z)
    }

    /// Writes the eight words of the hash value.
    @inline(__always)
    @unsafe
    func store(to words: UnsafeMutablePointer<UInt32>) {
      // The caller promises room for eight words.
      unsafe UnsafeMutableRawPointer(words).storeBytes(of: abcd, as: SIMD4<UInt32>.self)
      unsafe UnsafeMutableRawPointer(words + 4).storeBytes(of: efgh, as: SIMD4<UInt32>.self)
    }

    /// The first four words of the hash value.
    @inline(__always)
    var abcd: SIMD4<UInt32> { SIMD4(abef.w, abef.z, cdgh.w, cdgh.z) }

    /// The last four words of the hash value.
    @inline(__always)
    var efgh: SIMD4<UInt32> { SIMD4(abef.y, abef.x, cdgh.y, cdgh.x) }

    /// Adds the words of another hash value.
    @inline(__always)
    mutating func add(_ other: SHA256State) {
      abef &+= other.abef
      cdgh &+= other.cdgh
    }

    /// Returns four words of a block, from the most significant byte of each on.
    @inline(__always)
    @unsafe
    static func words(_ block: UnsafeRawPointer, _ quarter: Int) -> SIMD4<UInt32> {
      // The caller promises a block of 64 bytes.
      let bytes = unsafe block.loadUnaligned(fromByteOffset: 16 * quarter, as: SIMD2<Int64>.self)
      let swap = SIMD16<UInt8>(3, 2, 1, 0, 7, 6, 5, 4, 11, 10, 9, 8, 15, 14, 13, 12)
      // The same 16 bytes under another type.
      return unsafe bits(_mm_shuffle_epi8(bytes, unsafeBitCast(swap, to: SIMD2<Int64>.self)))
    }

    /// Words W_t to W_(t+3) of the message schedule from the sixteen words before them.
    @inline(__always)
    static func schedule(
      _ w0: SIMD4<UInt32>, _ w1: SIMD4<UInt32>, _ w2: SIMD4<UInt32>, _ w3: SIMD4<UInt32>
    ) -> SIMD4<UInt32> {
      let sevenBefore = SIMD4(w2.y, w2.z, w2.w, w3.x)
      let sum = bits(_mm_sha256msg1_epu32(bits(w0), bits(w1))) &+ sevenBefore
      return bits(_mm_sha256msg2_epu32(bits(sum), bits(w3)))
    }

    /// Four rounds with four words of the message schedule and four constants.
    @inline(__always)
    mutating func fourRounds(_ w: SIMD4<UInt32>, _ k: SIMD4<UInt32>) {
      let sum = w &+ k
      // The instruction returns the new a, b, e, f; the old ones are the new c, d, g, h.
      cdgh = Self.bits(
        _mm_sha256rnds2_epu32(Self.bits(cdgh), Self.bits(abef), Self.bits(sum)))
      let upper = SIMD4(sum.z, sum.w, sum.z, sum.w)
      abef = Self.bits(
        _mm_sha256rnds2_epu32(Self.bits(abef), Self.bits(cdgh), Self.bits(upper)))
    }

    /// The sixty-four rounds on a block of sixteen words.
    @inline(__always)
    mutating func compute(
      _ m0: SIMD4<UInt32>, _ m1: SIMD4<UInt32>, _ m2: SIMD4<UInt32>, _ m3: SIMD4<UInt32>
    ) {
      var (w0, w1, w2, w3) = (m0, m1, m2, m3)
      fourRounds(w0, SIMD4(0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5))
      w0 = SHA256State.schedule(w0, w1, w2, w3)
      fourRounds(w1, SIMD4(0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5))
      w1 = SHA256State.schedule(w1, w2, w3, w0)
      fourRounds(w2, SIMD4(0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3))
      w2 = SHA256State.schedule(w2, w3, w0, w1)
      fourRounds(w3, SIMD4(0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174))
      w3 = SHA256State.schedule(w3, w0, w1, w2)
      fourRounds(w0, SIMD4(0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc))
      w0 = SHA256State.schedule(w0, w1, w2, w3)
      fourRounds(w1, SIMD4(0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da))
      w1 = SHA256State.schedule(w1, w2, w3, w0)
      fourRounds(w2, SIMD4(0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7))
      w2 = SHA256State.schedule(w2, w3, w0, w1)
      fourRounds(w3, SIMD4(0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967))
      w3 = SHA256State.schedule(w3, w0, w1, w2)
      fourRounds(w0, SIMD4(0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13))
      w0 = SHA256State.schedule(w0, w1, w2, w3)
      fourRounds(w1, SIMD4(0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85))
      w1 = SHA256State.schedule(w1, w2, w3, w0)
      fourRounds(w2, SIMD4(0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3))
      w2 = SHA256State.schedule(w2, w3, w0, w1)
      fourRounds(w3, SIMD4(0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070))
      w3 = SHA256State.schedule(w3, w0, w1, w2)
      fourRounds(w0, SIMD4(0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5))
      fourRounds(w1, SIMD4(0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3))
      fourRounds(w2, SIMD4(0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208))
      fourRounds(w3, SIMD4(0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2))
    }

    /// Returns the hash value after one more block: a digest, padded as the end of 96 bytes.
    @inline(__always)
    func computed(digest: SHA256State) -> SHA256State {
      var state = self
      state.compute(
        digest.abcd, digest.efgh, SIMD4(0x8000_0000, 0, 0, 0), SIMD4(0, 0, 0, 8 * 96))
      state.add(self)
      return state
    }

    /// Does the same with two digests at once.
    @inline(__always)
    static func computed(
      from start: SHA256State, digests first: SHA256State, _ second: SHA256State
    ) -> (SHA256State, SHA256State) {
      var (a, b) = (start, start)
      var (x0, x1, x2, x3) = (
        first.abcd, first.efgh, SIMD4<UInt32>(0x8000_0000, 0, 0, 0), SIMD4<UInt32>(0, 0, 0, 768)
      )
      var (y0, y1, y2, y3) = (second.abcd, second.efgh, x2, x3)
      a.fourRounds(x0, SIMD4(0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5))
      b.fourRounds(y0, SIMD4(0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5))
      x0 = schedule(x0, x1, x2, x3)
      y0 = schedule(y0, y1, y2, y3)
      a.fourRounds(x1, SIMD4(0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5))
      b.fourRounds(y1, SIMD4(0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5))
      x1 = schedule(x1, x2, x3, x0)
      y1 = schedule(y1, y2, y3, y0)
      a.fourRounds(x2, SIMD4(0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3))
      b.fourRounds(y2, SIMD4(0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3))
      x2 = schedule(x2, x3, x0, x1)
      y2 = schedule(y2, y3, y0, y1)
      a.fourRounds(x3, SIMD4(0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174))
      b.fourRounds(y3, SIMD4(0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174))
      x3 = schedule(x3, x0, x1, x2)
      y3 = schedule(y3, y0, y1, y2)
      a.fourRounds(x0, SIMD4(0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc))
      b.fourRounds(y0, SIMD4(0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc))
      x0 = schedule(x0, x1, x2, x3)
      y0 = schedule(y0, y1, y2, y3)
      a.fourRounds(x1, SIMD4(0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da))
      b.fourRounds(y1, SIMD4(0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da))
      x1 = schedule(x1, x2, x3, x0)
      y1 = schedule(y1, y2, y3, y0)
      a.fourRounds(x2, SIMD4(0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7))
      b.fourRounds(y2, SIMD4(0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7))
      x2 = schedule(x2, x3, x0, x1)
      y2 = schedule(y2, y3, y0, y1)
      a.fourRounds(x3, SIMD4(0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967))
      b.fourRounds(y3, SIMD4(0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967))
      x3 = schedule(x3, x0, x1, x2)
      y3 = schedule(y3, y0, y1, y2)
      a.fourRounds(x0, SIMD4(0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13))
      b.fourRounds(y0, SIMD4(0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13))
      x0 = schedule(x0, x1, x2, x3)
      y0 = schedule(y0, y1, y2, y3)
      a.fourRounds(x1, SIMD4(0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85))
      b.fourRounds(y1, SIMD4(0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85))
      x1 = schedule(x1, x2, x3, x0)
      y1 = schedule(y1, y2, y3, y0)
      a.fourRounds(x2, SIMD4(0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3))
      b.fourRounds(y2, SIMD4(0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3))
      x2 = schedule(x2, x3, x0, x1)
      y2 = schedule(y2, y3, y0, y1)
      a.fourRounds(x3, SIMD4(0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070))
      b.fourRounds(y3, SIMD4(0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070))
      x3 = schedule(x3, x0, x1, x2)
      y3 = schedule(y3, y0, y1, y2)
      a.fourRounds(x0, SIMD4(0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5))
      b.fourRounds(y0, SIMD4(0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5))
      a.fourRounds(x1, SIMD4(0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3))
      b.fourRounds(y1, SIMD4(0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3))
      a.fourRounds(x2, SIMD4(0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208))
      b.fourRounds(y2, SIMD4(0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208))
      a.fourRounds(x3, SIMD4(0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2))
      b.fourRounds(y3, SIMD4(0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2))
      a.add(start)
      b.add(start)
      return (a, b)
    }

    @inline(__always)
    private static func bits(_ words: SIMD4<UInt32>) -> SIMD2<Int64> {
      // The same 16 bytes under the type that the intrinsics take.
      unsafe unsafeBitCast(words, to: SIMD2<Int64>.self)
    }

    @inline(__always)
    private static func bits(_ words: SIMD2<Int64>) -> SIMD4<UInt32> {
      // The same 16 bytes as words.
      unsafe unsafeBitCast(words, to: SIMD4<UInt32>.self)
    }
  }
#endif
