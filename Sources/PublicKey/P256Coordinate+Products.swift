/// Montgomery products modulo p (P. L. Montgomery, "Modular Multiplication Without Trial
/// Division", 1985).
extension P256Coordinate {
  /// Returns the product: a b / R mod p, for a less than p and b any four words.
  ///
  /// Each row adds a times a word of b, and then that multiple of p which makes the lowest word 0,
  /// and drops the word. What is left after a row is below 2 p, so that the fifth word is 0 or 1.
  @inline(__always)
  public static func * (left: P256Coordinate, right: P256Coordinate) -> P256Coordinate {
    var (t0, t1, t2, t3, t4): (UInt64, UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0, 0)
    addRow(left, right.w0, &t0, &t1, &t2, &t3, &t4)
    addRow(left, right.w1, &t0, &t1, &t2, &t3, &t4)
    addRow(left, right.w2, &t0, &t1, &t2, &t3, &t4)
    addRow(left, right.w3, &t0, &t1, &t2, &t3, &t4)
    return subtractOnce(t0, t1, t2, t3, top: t4)
  }

  /// t becomes (t + a word + m p) / 2^64, for the m that makes this whole.
  @inline(__always)
  private static func addRow(
    _ a: P256Coordinate, _ word: UInt64, _ t0: inout UInt64, _ t1: inout UInt64,
    _ t2: inout UInt64, _ t3: inout UInt64, _ t4: inout UInt64
  ) {
    // Two chains of additions, the low halves of the products and then the high ones: fewer
    // instructions than to carry each product on by itself. No carry leaves the fifth word, as
    // t + a word < 2 p + (2^64 - 1) p, which is less than 2^320 - 2^287.
    let product0 = a.w0.multipliedFullWidth(by: word)
    let product1 = a.w1.multipliedFullWidth(by: word)
    let product2 = a.w2.multipliedFullWidth(by: word)
    let product3 = a.w3.multipliedFullWidth(by: word)
    var carry: UInt8 = 0
    t0 = sum(t0, product0.low, &carry)
    t1 = sum(t1, product1.low, &carry)
    t2 = sum(t2, product2.low, &carry)
    t3 = sum(t3, product3.low, &carry)
    t4 = t4 &+ UInt64(carry)
    carry = 0
    t1 = sum(t1, product0.high, &carry)
    t2 = sum(t2, product1.high, &carry)
    t3 = sum(t3, product2.high, &carry)
    t4 = t4 &+ product3.high &+ UInt64(carry)
    let multiple = MultipleOfP(t0)
    carry = 0
    t0 = sum(t1, multiple.word1, &carry)
    t1 = sum(t2, multiple.word2, &carry)
    t2 = sum(t3, multiple.word3, &carry)
    t3 = sum(t4, multiple.word4, &carry)
    t4 = UInt64(carry)
  }

  /// The square: the same number as the product with itself.
  ///
  /// Products of two different words count twice and are made once. As the whole square is there
  /// before anything is reduced, the four steps of reduction need the lower half alone.
  @inline(__always)
  public var squared: P256Coordinate {
    let p01 = w0.multipliedFullWidth(by: w1)
    let p02 = w0.multipliedFullWidth(by: w2)
    let p03 = w0.multipliedFullWidth(by: w3)
    let p12 = w1.multipliedFullWidth(by: w2)
    let p13 = w1.multipliedFullWidth(by: w3)
    let p23 = w2.multipliedFullWidth(by: w3)
    var carry: UInt8 = 0
    var t1 = p01.low
    var t2 = sum(p01.high, p02.low, &carry)
    var t3 = sum(p02.high, p03.low, &carry)
    var t4 = sum(p03.high, p13.low, &carry)
    var t5 = sum(p13.high, p23.low, &carry)
    var t6 = sum(p23.high, 0, &carry)
    carry = 0
    t3 = sum(t3, p12.low, &carry)
    t4 = sum(t4, p12.high, &carry)
    t5 = sum(t5, 0, &carry)
    t6 = sum(t6, 0, &carry)
    // Twice that, and the squares of the words.
    var t7 = t6 >> 63
    t6 = t6 << 1 | t5 >> 63
    t5 = t5 << 1 | t4 >> 63
    t4 = t4 << 1 | t3 >> 63
    t3 = t3 << 1 | t2 >> 63
    t2 = t2 << 1 | t1 >> 63
    t1 = t1 << 1
    let s0 = w0.multipliedFullWidth(by: w0)
    let s1 = w1.multipliedFullWidth(by: w1)
    let s2 = w2.multipliedFullWidth(by: w2)
    let s3 = w3.multipliedFullWidth(by: w3)
    carry = 0
    var t0 = s0.low
    t1 = sum(t1, s0.high, &carry)
    t2 = sum(t2, s1.low, &carry)
    t3 = sum(t3, s1.high, &carry)
    t4 = sum(t4, s2.low, &carry)
    t5 = sum(t5, s2.high, &carry)
    t6 = sum(t6, s3.low, &carry)
    t7 = sum(t7, s3.high, &carry)
    for _ in 0..<4 { P256Coordinate.reduceLowerHalf(&t0, &t1, &t2, &t3) }
    carry = 0
    t0 = sum(t0, t4, &carry)
    t1 = sum(t1, t5, &carry)
    t2 = sum(t2, t6, &carry)
    t3 = sum(t3, t7, &carry)
    return P256Coordinate.subtractOnce(t0, t1, t2, t3, top: UInt64(carry))
  }

  /// t becomes (t + m p) / 2^64, for the m that makes this whole: below 2^256 for every t, since m
  /// is below 2^64 and p below 2^256.
  @inline(__always)
  private static func reduceLowerHalf(
    _ t0: inout UInt64, _ t1: inout UInt64, _ t2: inout UInt64, _ t3: inout UInt64
  ) {
    let multiple = MultipleOfP(t0)
    var carry: UInt8 = 0
    t0 = sum(t1, multiple.word1, &carry)
    t1 = sum(t2, multiple.word2, &carry)
    t2 = sum(t3, multiple.word3, &carry)
    t3 = sum(multiple.word4, 0, &carry)
  }

  /// The multiple m p whose sum with a number has the lowest word 0.
  ///
  /// As -1/p is 1 modulo 2^64, m is the lowest word itself, and
  ///
  ///     m + m p = m 2^96 + m (2^64 - 2^32 + 1) 2^192
  private struct MultipleOfP {
    let word1: UInt64
    let word2: UInt64
    let word3: UInt64
    let word4: UInt64

    @inline(__always)
    init(_ m: UInt64) {
      word1 = m << 32
      word2 = m >> 32
      var borrow: UInt8 = 0
      word3 = difference(m, m << 32, &borrow)
      word4 = difference(m, m >> 32, &borrow)
    }
  }
}
