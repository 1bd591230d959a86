import Bytes

/// The hash value of SHA-512: eight words of 64 bits.
public struct SHA512HashValue: HashValue {
  private var words: InlineArray<8, UInt64>

  /// Creates a hash value from its eight words, H_0 first.
  public init(words: InlineArray<8, UInt64>) {
    self.words = words
  }

  /// The words of the hash value, H_0 first.
  public var list: [UInt64] { words.indices.map { words[$0] } }

  /// Writes the leftmost `count` bytes of the hash value to the start of a span.
  public func write(_ count: Int, to room: inout MutableSpan<UInt8>) {
    Hashing.write(count, of: words.span, to: &room)
  }

  /// Computes H(i) from H(i-1) for each message block M(i) (FIPS 180-4, section 6.4.2).
  public mutating func compute(blocks: borrowing Span<UInt8>) {
    var unobserved = Unobserved<HashStep<UInt64>>()
    compute(blocks: blocks, observer: &unobserved)
  }

  /// Computes H(i) from H(i-1) for each message block M(i) while an observer watches.
  public mutating func compute<O: Observer<HashStep<UInt64>>>(
    blocks: borrowing Span<UInt8>, observer: inout O
  ) {
    for offset in stride(from: 0, to: blocks.count, by: 128) {
      compute(block: blocks.extracting(offset..<offset + 128), observer: &observer)
    }
  }

  /// Computes the next intermediate hash value from one block (FIPS 180-4, section 6.4.2).
  ///
  /// Each round has a line of its own, with its number t and its constant K_t (section 4.2.3):
  /// the first 64 bits of the fractional parts of the cube roots of the first 80 primes.
  /// Written out like this, the working variables need not move from one to the next when the
  /// program runs: the compiler gives each value a place and keeps it there.
  @inline(__always)
  private mutating func compute<O: Observer<HashStep<UInt64>>>(
    block: borrowing Span<UInt8>, observer: inout O
  ) {
    // 1. Prepare the message schedule: the words of the block; each round from 16 adds its own.
    // 2. Initialise the eight working variables with the last hash value.
    var v = SHA512Variables(block: block, hashValue: words)
    v.reportBlock(to: &observer)

    // 3. Eighty rounds.
    v.round(0, 0x428a_2f98_d728_ae22, &observer)
    v.round(1, 0x7137_4491_23ef_65cd, &observer)
    v.round(2, 0xb5c0_fbcf_ec4d_3b2f, &observer)
    v.round(3, 0xe9b5_dba5_8189_dbbc, &observer)
    v.round(4, 0x3956_c25b_f348_b538, &observer)
    v.round(5, 0x59f1_11f1_b605_d019, &observer)
    v.round(6, 0x923f_82a4_af19_4f9b, &observer)
    v.round(7, 0xab1c_5ed5_da6d_8118, &observer)
    v.round(8, 0xd807_aa98_a303_0242, &observer)
    v.round(9, 0x1283_5b01_4570_6fbe, &observer)
    v.round(10, 0x2431_85be_4ee4_b28c, &observer)
    v.round(11, 0x550c_7dc3_d5ff_b4e2, &observer)
    v.round(12, 0x72be_5d74_f27b_896f, &observer)
    v.round(13, 0x80de_b1fe_3b16_96b1, &observer)
    v.round(14, 0x9bdc_06a7_25c7_1235, &observer)
    v.round(15, 0xc19b_f174_cf69_2694, &observer)
    v.round(16, 0xe49b_69c1_9ef1_4ad2, &observer)
    v.round(17, 0xefbe_4786_384f_25e3, &observer)
    v.round(18, 0x0fc1_9dc6_8b8c_d5b5, &observer)
    v.round(19, 0x240c_a1cc_77ac_9c65, &observer)
    v.round(20, 0x2de9_2c6f_592b_0275, &observer)
    v.round(21, 0x4a74_84aa_6ea6_e483, &observer)
    v.round(22, 0x5cb0_a9dc_bd41_fbd4, &observer)
    v.round(23, 0x76f9_88da_8311_53b5, &observer)
    v.round(24, 0x983e_5152_ee66_dfab, &observer)
    v.round(25, 0xa831_c66d_2db4_3210, &observer)
    v.round(26, 0xb003_27c8_98fb_213f, &observer)
    v.round(27, 0xbf59_7fc7_beef_0ee4, &observer)
    v.round(28, 0xc6e0_0bf3_3da8_8fc2, &observer)
    v.round(29, 0xd5a7_9147_930a_a725, &observer)
    v.round(30, 0x06ca_6351_e003_826f, &observer)
    v.round(31, 0x1429_2967_0a0e_6e70, &observer)
    v.round(32, 0x27b7_0a85_46d2_2ffc, &observer)
    v.round(33, 0x2e1b_2138_5c26_c926, &observer)
    v.round(34, 0x4d2c_6dfc_5ac4_2aed, &observer)
    v.round(35, 0x5338_0d13_9d95_b3df, &observer)
    v.round(36, 0x650a_7354_8baf_63de, &observer)
    v.round(37, 0x766a_0abb_3c77_b2a8, &observer)
    v.round(38, 0x81c2_c92e_47ed_aee6, &observer)
    v.round(39, 0x9272_2c85_1482_353b, &observer)
    v.round(40, 0xa2bf_e8a1_4cf1_0364, &observer)
    v.round(41, 0xa81a_664b_bc42_3001, &observer)
    v.round(42, 0xc24b_8b70_d0f8_9791, &observer)
    v.round(43, 0xc76c_51a3_0654_be30, &observer)
    v.round(44, 0xd192_e819_d6ef_5218, &observer)
    v.round(45, 0xd699_0624_5565_a910, &observer)
    v.round(46, 0xf40e_3585_5771_202a, &observer)
    v.round(47, 0x106a_a070_32bb_d1b8, &observer)
    v.round(48, 0x19a4_c116_b8d2_d0c8, &observer)
    v.round(49, 0x1e37_6c08_5141_ab53, &observer)
    v.round(50, 0x2748_774c_df8e_eb99, &observer)
    v.round(51, 0x34b0_bcb5_e19b_48a8, &observer)
    v.round(52, 0x391c_0cb3_c5c9_5a63, &observer)
    v.round(53, 0x4ed8_aa4a_e341_8acb, &observer)
    v.round(54, 0x5b9c_ca4f_7763_e373, &observer)
    v.round(55, 0x682e_6ff3_d6b2_b8a3, &observer)
    v.round(56, 0x748f_82ee_5def_b2fc, &observer)
    v.round(57, 0x78a5_636f_4317_2f60, &observer)
    v.round(58, 0x84c8_7814_a1f0_ab72, &observer)
    v.round(59, 0x8cc7_0208_1a64_39ec, &observer)
    v.round(60, 0x90be_fffa_2363_1e28, &observer)
    v.round(61, 0xa450_6ceb_de82_bde9, &observer)
    v.round(62, 0xbef9_a3f7_b2c6_7915, &observer)
    v.round(63, 0xc671_78f2_e372_532b, &observer)
    v.round(64, 0xca27_3ece_ea26_619c, &observer)
    v.round(65, 0xd186_b8c7_21c0_c207, &observer)
    v.round(66, 0xeada_7dd6_cde0_eb1e, &observer)
    v.round(67, 0xf57d_4f7f_ee6e_d178, &observer)
    v.round(68, 0x06f0_67aa_7217_6fba, &observer)
    v.round(69, 0x0a63_7dc5_a2c8_98a6, &observer)
    v.round(70, 0x113f_9804_bef9_0dae, &observer)
    v.round(71, 0x1b71_0b35_131c_471b, &observer)
    v.round(72, 0x28db_77f5_2304_7d84, &observer)
    v.round(73, 0x32ca_ab7b_40c7_2493, &observer)
    v.round(74, 0x3c9e_be0a_15c9_bebc, &observer)
    v.round(75, 0x431d_67c4_9c10_0d4c, &observer)
    v.round(76, 0x4cc5_d4be_cb3e_42b6, &observer)
    v.round(77, 0x597f_299c_fc65_7e2a, &observer)
    v.round(78, 0x5fcb_6fab_3ad6_faec, &observer)
    v.round(79, 0x6c44_198c_4a47_5817, &observer)

    // 4. Add the working variables to the last hash value.
    let previous = self
    words[0] &+= v.a
    words[1] &+= v.b
    words[2] &+= v.c
    words[3] &+= v.d
    words[4] &+= v.e
    words[5] &+= v.f
    words[6] &+= v.g
    words[7] &+= v.h
    if O.isWatching {
      observer.observe(.hashValue(previous: previous.list, variables: v.list, next: list))
    }
  }

  /// Generates the initial hash value of SHA-512/t (FIPS 180-4, section 5.3.6).
  init(truncatedTo t: Int) {
    var generation = SHA512.initialHashValue
    for index in generation.words.indices { generation.words[index] ^= 0xa5a5_a5a5_a5a5_a5a5 }
    var hash = SHA512(hashValue: generation, messageLength: 0)
    hash.update(Array("SHA-512/\(t)".utf8))
    let digest = hash.finalize()
    words = InlineArray { word($0, of: digest.span) }
  }
}
