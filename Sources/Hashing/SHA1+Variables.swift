import Bytes

/// The variables of SHA-1 while it works on one block (FIPS 180-4, section 6.1).
struct SHA1Variables {
  /// The message schedule: 80 words that a block of 16 words is spread over.
  private var w = InlineArray<80, UInt32>(repeating: 0)

  private(set) var a: UInt32
  private(set) var b: UInt32
  private(set) var c: UInt32
  private(set) var d: UInt32
  private(set) var e: UInt32

  /// Takes the words of a block, and the last hash value as working variables.
  @inline(__always)
  init(block: borrowing Span<UInt8>, hashValue: borrowing InlineArray<5, UInt32>) {
    (a, b, c, d, e) = (hashValue[0], hashValue[1], hashValue[2], hashValue[3], hashValue[4])
    for t in 0..<16 { w[t] = word(t, of: block) }
  }

  /// Round t (FIPS 180-4, section 6.1.2, step 3), and before it step 1 for word W_t of the message
  /// schedule.
  @inline(__always)
  mutating func round<O: Observer<HashStep<UInt32>>>(_ t: Int, _ observer: inout O) {
    if t >= 16 {
      w[t] = rotl(1, w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16])
    }
    let temporary = rotl(5, a) &+ f(t, b, c, d) &+ e &+ k(t) &+ w[t]
    let before = self
    e = d
    d = c
    c = rotl(30, b)
    b = a
    a = temporary
    if O.isWatching { report(t, before, to: &observer) }
  }

  /// The logical function of round t (FIPS 180-4, section 4.1.1).
  @inline(__always)
  private func f(_ t: Int, _ x: UInt32, _ y: UInt32, _ z: UInt32) -> UInt32 {
    switch t {
    case 0..<20: ch(x, y, z)
    case 40..<60: maj(x, y, z)
    default: parity(x, y, z)
    }
  }

  /// The constant of round t (FIPS 180-4, section 4.2.1).
  @inline(__always)
  private func k(_ t: Int) -> UInt32 {
    switch t {
    case 0..<20: 0x5a82_7999
    case 20..<40: 0x6ed9_eba1
    case 40..<60: 0x8f1b_bcdc
    default: 0xca62_c1d6
    }
  }

  /// The working variables, a first.
  var list: [UInt32] { [a, b, c, d, e] }

  /// Reports the sixteen words of the block.
  @inline(__always)
  func reportBlock<O: Observer<HashStep<UInt32>>>(to observer: inout O) {
    if O.isWatching { observer.observe(.block((0..<16).map { w[$0] })) }
  }

  /// Reports a round, with what its functions gave.
  @inline(never)
  private func report<O: Observer<HashStep<UInt32>>>(
    _ t: Int, _ v: SHA1Variables, to observer: inout O
  ) {
    let function =
      switch t {
      case 0..<20: "Ch"
      case 40..<60: "Maj"
      default: "Parity"
      }
    let schedule: [HashStep<UInt32>.Term] =
      t < 16 ? [] : [3, 8, 14, 16].map { .init("W[\(t - $0)]", w[t - $0]) }
    let terms: [HashStep<UInt32>.Term] = [
      .init("ROTL5(a)", rotl(5, v.a)), .init("\(function)(b, c, d)", f(t, v.b, v.c, v.d)),
      .init("e", v.e), .init("T", a), .init("ROTL30(b)", c),
    ]
    observer.observe(
      .round(.init(t: t, k: k(t), w: w[t], schedule: schedule, terms: terms, variables: list)))
  }
}
