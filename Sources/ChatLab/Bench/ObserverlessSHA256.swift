/// SHA-256 once more, as it would be written if nobody could ever watch it: what the benchmark
/// `sha-256-no-observer` runs, so that the cost of the observer can be seen.
///
/// Everybody else takes `Hashing.SHA256`. It is
/// compiled with the commands, which debug builds do not optimise, so only a release build compares
/// it fairly.
struct ObserverlessSHA256 {
  private typealias Words = InlineArray<8, UInt32>

  private var hash: Words = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]

  /// The hash value after whole blocks of 64 bytes and no padding.
  static func hashValue(ofBlocks message: [UInt8]) -> [UInt32] {
    precondition(message.count.isMultiple(of: 64), "there are whole blocks only")
    var state = ObserverlessSHA256()
    state.compute(blocks: message.span)
    return (0..<8).map { state.hash[$0] }
  }

  private mutating func compute(blocks: borrowing Span<UInt8>) {
    for offset in stride(from: 0, to: blocks.count, by: 64) {
      let block = blocks.extracting(offset..<offset + 64)
      var w = InlineArray<64, UInt32>(repeating: 0)
      for t in 0..<16 {
        // Any bytes make a word, and the span checks the bounds.
        w[t] = unsafe UInt32(
          bigEndian: block.bytes.unsafeLoadUnaligned(fromByteOffset: 4 * t, as: UInt32.self))
      }
      var v = Variables(hash)
      round(0, 0x428a_2f98, &w, &v)
      round(1, 0x7137_4491, &w, &v)
      round(2, 0xb5c0_fbcf, &w, &v)
      round(3, 0xe9b5_dba5, &w, &v)
      round(4, 0x3956_c25b, &w, &v)
      round(5, 0x59f1_11f1, &w, &v)
      round(6, 0x923f_82a4, &w, &v)
      round(7, 0xab1c_5ed5, &w, &v)
      round(8, 0xd807_aa98, &w, &v)
      round(9, 0x1283_5b01, &w, &v)
      round(10, 0x2431_85be, &w, &v)
      round(11, 0x550c_7dc3, &w, &v)
      round(12, 0x72be_5d74, &w, &v)
      round(13, 0x80de_b1fe, &w, &v)
      round(14, 0x9bdc_06a7, &w, &v)
      round(15, 0xc19b_f174, &w, &v)
      round(16, 0xe49b_69c1, &w, &v)
      round(17, 0xefbe_4786, &w, &v)
      round(18, 0x0fc1_9dc6, &w, &v)
      round(19, 0x240c_a1cc, &w, &v)
      round(20, 0x2de9_2c6f, &w, &v)
      round(21, 0x4a74_84aa, &w, &v)
      round(22, 0x5cb0_a9dc, &w, &v)
      round(23, 0x76f9_88da, &w, &v)
      round(24, 0x983e_5152, &w, &v)
      round(25, 0xa831_c66d, &w, &v)
      round(26, 0xb003_27c8, &w, &v)
      round(27, 0xbf59_7fc7, &w, &v)
      round(28, 0xc6e0_0bf3, &w, &v)
      round(29, 0xd5a7_9147, &w, &v)
      round(30, 0x06ca_6351, &w, &v)
      round(31, 0x1429_2967, &w, &v)
      round(32, 0x27b7_0a85, &w, &v)
      round(33, 0x2e1b_2138, &w, &v)
      round(34, 0x4d2c_6dfc, &w, &v)
      round(35, 0x5338_0d13, &w, &v)
      round(36, 0x650a_7354, &w, &v)
      round(37, 0x766a_0abb, &w, &v)
      round(38, 0x81c2_c92e, &w, &v)
      round(39, 0x9272_2c85, &w, &v)
      round(40, 0xa2bf_e8a1, &w, &v)
      round(41, 0xa81a_664b, &w, &v)
      round(42, 0xc24b_8b70, &w, &v)
      round(43, 0xc76c_51a3, &w, &v)
      round(44, 0xd192_e819, &w, &v)
      round(45, 0xd699_0624, &w, &v)
      round(46, 0xf40e_3585, &w, &v)
      round(47, 0x106a_a070, &w, &v)
      round(48, 0x19a4_c116, &w, &v)
      round(49, 0x1e37_6c08, &w, &v)
      round(50, 0x2748_774c, &w, &v)
      round(51, 0x34b0_bcb5, &w, &v)
      round(52, 0x391c_0cb3, &w, &v)
      round(53, 0x4ed8_aa4a, &w, &v)
      round(54, 0x5b9c_ca4f, &w, &v)
      round(55, 0x682e_6ff3, &w, &v)
      round(56, 0x748f_82ee, &w, &v)
      round(57, 0x78a5_636f, &w, &v)
      round(58, 0x84c8_7814, &w, &v)
      round(59, 0x8cc7_0208, &w, &v)
      round(60, 0x90be_fffa, &w, &v)
      round(61, 0xa450_6ceb, &w, &v)
      round(62, 0xbef9_a3f7, &w, &v)
      round(63, 0xc671_78f2, &w, &v)
      hash[0] &+= v.a
      hash[1] &+= v.b
      hash[2] &+= v.c
      hash[3] &+= v.d
      hash[4] &+= v.e
      hash[5] &+= v.f
      hash[6] &+= v.g
      hash[7] &+= v.h
    }
  }

  /// The working variables.
  private struct Variables {
    var a: UInt32
    var b: UInt32
    var c: UInt32
    var d: UInt32
    var e: UInt32
    var f: UInt32
    var g: UInt32
    var h: UInt32

    @inline(__always)
    init(_ hash: borrowing Words) {
      (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
      (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
    }
  }

  /// Round t with its constant, and before it word t of the message schedule.
  @inline(__always)
  private func round(
    _ t: Int, _ k: UInt32, _ w: inout InlineArray<64, UInt32>, _ v: inout Variables
  ) {
    if t >= 16 {
      w[t] = smallSigma1(w[t - 2]) &+ w[t - 7] &+ smallSigma0(w[t - 15]) &+ w[t - 16]
    }
    let t1 = v.h &+ bigSigma1(v.e) &+ ((v.e & v.f) ^ (~v.e & v.g)) &+ k &+ w[t]
    let t2 = bigSigma0(v.a) &+ ((v.a & v.b) ^ (v.a & v.c) ^ (v.b & v.c))
    v.h = v.g
    v.g = v.f
    v.f = v.e
    v.e = v.d &+ t1
    v.d = v.c
    v.c = v.b
    v.b = v.a
    v.a = t1 &+ t2
  }

  @inline(__always)
  private func rotr(_ x: UInt32, _ n: UInt32) -> UInt32 { x &>> n | x &<< (32 - n) }

  @inline(__always)
  private func bigSigma0(_ x: UInt32) -> UInt32 { rotr(x, 2) ^ rotr(x, 13) ^ rotr(x, 22) }

  @inline(__always)
  private func bigSigma1(_ x: UInt32) -> UInt32 { rotr(x, 6) ^ rotr(x, 11) ^ rotr(x, 25) }

  @inline(__always)
  private func smallSigma0(_ x: UInt32) -> UInt32 { rotr(x, 7) ^ rotr(x, 18) ^ x &>> 3 }

  @inline(__always)
  private func smallSigma1(_ x: UInt32) -> UInt32 { rotr(x, 17) ^ rotr(x, 19) ^ x &>> 10 }
}
