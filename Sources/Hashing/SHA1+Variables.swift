import Bytes

/// The variables of SHA-1 while it works on one block (FIPS 180-4, section 6.1).
struct SHA1Variables {
  /// A logical function of section 4.1.1.
  typealias Function = (UInt32, UInt32, UInt32) -> UInt32

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
    for t in 16..<80 {
      w[t] = rotl(1, w[t - 3] ^ w[t - 8] ^ w[t - 14] ^ w[t - 16])
    }
  }

  /// Rounds t to t + 4, which share a constant and a logical function.
  @inline(__always)
  mutating func fiveRounds<O: Observer<HashStep<UInt32>>>(
    _ t: Int, _ k: UInt32, _ name: String, _ f: Function, _ observer: inout O
  ) {
    round(t, k, name, f, &observer)
    round(t + 1, k, name, f, &observer)
    round(t + 2, k, name, f, &observer)
    round(t + 3, k, name, f, &observer)
    round(t + 4, k, name, f, &observer)
  }

  /// Round t with its constant K_t and its logical function (FIPS 180-4, section 6.1.2, step 3).
  @inline(__always)
  private mutating func round<O: Observer<HashStep<UInt32>>>(
    _ t: Int, _ k: UInt32, _ name: String, _ f: Function, _ observer: inout O
  ) {
    let temporary = rotl(5, a) &+ f(b, c, d) &+ e &+ k &+ w[t]
    let before = self
    e = d
    d = c
    c = rotl(30, b)
    b = a
    a = temporary
    if O.isWatching {
      report(t, k, name, f(before.b, before.c, before.d), before, to: &observer)
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
    _ t: Int, _ k: UInt32, _ name: String, _ f: UInt32, _ v: SHA1Variables, to observer: inout O
  ) {
    let terms: [HashStep<UInt32>.Term] = [
      .init("ROTL5(a)", rotl(5, v.a)), .init("\(name)(b, c, d)", f), .init("e", v.e),
      .init("T", a), .init("ROTL30(b)", c),
    ]
    observer.observe(.round(.init(t: t, k: k, w: w[t], terms: terms, variables: list)))
  }
}
