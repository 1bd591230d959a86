import Bytes

/// The variables of SHA-256 while it works on one block (FIPS 180-4, section 6.2).
struct SHA256Variables {
  /// The message schedule: 64 words that a block of 16 words is spread over.
  private var w = InlineArray<64, UInt32>(repeating: 0)

  private(set) var a: UInt32
  private(set) var b: UInt32
  private(set) var c: UInt32
  private(set) var d: UInt32
  private(set) var e: UInt32
  private(set) var f: UInt32
  private(set) var g: UInt32
  private(set) var h: UInt32

  /// Takes the words of a block, and the last hash value as working variables.
  @inline(__always)
  init(block: borrowing Span<UInt8>, hashValue: borrowing InlineArray<8, UInt32>) {
    (a, b, c, d) = (hashValue[0], hashValue[1], hashValue[2], hashValue[3])
    (e, f, g, h) = (hashValue[4], hashValue[5], hashValue[6], hashValue[7])
    for t in 0..<16 { w[t] = word(t, of: block) }
  }

  /// Round t with its constant K_t (FIPS 180-4, section 6.2, step 3), and before it step 1 for
  /// word W_t of the message schedule.
  @inline(__always)
  mutating func round<O: Observer<HashStep<UInt32>>>(
    _ t: Int, _ k: UInt32, _ observer: inout O
  ) {
    if t >= 16 {
      w[t] = smallSigma1(w[t - 2]) &+ w[t - 7] &+ smallSigma0(w[t - 15]) &+ w[t - 16]
    }
    let t1 = h &+ bigSigma1(e) &+ ch(e, f, g) &+ k &+ w[t]
    let t2 = bigSigma0(a) &+ maj(a, b, c)
    let before = self
    h = g
    g = f
    f = e
    e = d &+ t1
    d = c
    c = b
    b = a
    a = t1 &+ t2
    if O.isWatching { report(t, k, t1, t2, before, to: &observer) }
  }

  /// The working variables, a first.
  var list: [UInt32] { [a, b, c, d, e, f, g, h] }

  /// Reports the sixteen words of the block.
  @inline(__always)
  func reportBlock<O: Observer<HashStep<UInt32>>>(to observer: inout O) {
    if O.isWatching { observer.observe(.block((0..<16).map { w[$0] })) }
  }

  /// Reports a round, with what its functions gave.
  @inline(never)
  private func report<O: Observer<HashStep<UInt32>>>(
    _ t: Int, _ k: UInt32, _ t1: UInt32, _ t2: UInt32, _ v: SHA256Variables, to observer: inout O
  ) {
    let schedule: [HashStep<UInt32>.Term] =
      t < 16
      ? []
      : [
        .init("σ1(W[\(t - 2)])", smallSigma1(w[t - 2])), .init("W[\(t - 7)]", w[t - 7]),
        .init("σ0(W[\(t - 15)])", smallSigma0(w[t - 15])), .init("W[\(t - 16)]", w[t - 16]),
      ]
    let terms: [HashStep<UInt32>.Term] = [
      .init("h", v.h), .init("Σ1(e)", bigSigma1(v.e)), .init("Ch(e, f, g)", ch(v.e, v.f, v.g)),
      .init("T1", t1), .init("Σ0(a)", bigSigma0(v.a)), .init("Maj(a, b, c)", maj(v.a, v.b, v.c)),
      .init("T2", t2),
    ]
    observer.observe(
      .round(.init(t: t, k: k, w: w[t], schedule: schedule, terms: terms, variables: list)))
  }
}
