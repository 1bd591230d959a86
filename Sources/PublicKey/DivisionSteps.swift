/// The inverse modulo an odd number of 256 bits by division steps, in constant time (D. J. Bernstein
/// and B.-Y. Yang, "Fast constant-time gcd computation and modular inversion", TCHES 2019).
///
/// One step takes odd f, any g and a count to the next ones:
///
///     count > 0 and g odd:   f, g = g, (g - f)/2           count = 1 - count
///     else:                  f, g = f, (g + (g mod 2) f)/2  count = 1 + count
///
/// Neither changes the greatest common divisor. With f the modulus, g a number below it and the
/// count 1/2 at first, 590 steps bring g of 256 bits to 0 and f to ±1 (the bound of P. Wuille for
/// this start, by convex hulls of all that can be reached). What happens to f and g in 59 steps
/// depends on their lowest 59 bits alone, and is a matrix of words, which is then applied to the
/// whole numbers, and to d and e, of which d x = f and e x = g modulo the modulus all the time.
struct DivisionSteps {
  /// -count - 1/2, which is an integer.
  private var zeta: Int64 = -1
  private var f: SignedDigits
  private var g: SignedDigits
  private var d = SignedDigits()
  private var e = SignedDigits(P256Words(1, 0, 0, 0))
  private let modulus: SignedDigits
  /// 1/modulus modulo 2^62.
  private let inverseOfModulus: UInt64

  /// Returns the inverse of a number below a modulus; 0 for 0.
  ///
  /// - Parameters:
  ///   - number: The number, which may be secret.
  ///   - modulus: The modulus, a prime.
  ///   - minusInverse: -1/modulus modulo 2^64.
  /// - Returns: The inverse, below the modulus.
  static func inverse(
    of number: P256Words, modulo modulus: P256Words, minusInverse: UInt64
  ) -> P256Words {
    var steps = DivisionSteps(number, modulus, minusInverse)
    for _ in 0..<10 { steps.advance() }
    return steps.result
  }

  private init(_ number: P256Words, _ modulus: P256Words, _ minusInverse: UInt64) {
    self.modulus = SignedDigits(modulus)
    f = self.modulus
    g = SignedDigits(number)
    inverseOfModulus = 0 &- minusInverse
  }

  /// d when f is 1, -d when f is -1, from 0 to the modulus.
  private var result: P256Words {
    // d is above -2 m and below m.
    var number = d
    number.add(modulus, mask: number.sign)
    number.negate(mask: f.sign)
    number.add(modulus, mask: number.sign)
    return number.words
  }

  /// Fifty-nine steps.
  private mutating func advance() {
    let matrix = Matrix(zeta: &zeta, f: f.lowest, g: g.lowest)
    matrix.apply(to: &f, &g)
    matrix.apply(to: &d, &e, modulo: modulus, inverse: inverseOfModulus)
  }
}

extension DivisionSteps {
  /// What fifty-nine steps do, times 2^62: f becomes (u f + v g)/2^62 and g (q f + r g)/2^62.
  ///
  /// |u| + |v| and |q| + |r| are at most 2^62.
  private struct Matrix {
    // Three bits of the 62 are there from the beginning, as the digits have 62 bits.
    var u: Int64 = 8
    var v: Int64 = 0
    var q: Int64 = 0
    var r: Int64 = 8

    /// Takes the steps with the lowest words of f and g.
    @inline(__always)
    init(zeta: inout Int64, f: Int64, g: Int64) {
      var (f, g) = (f, g)
      for _ in 0..<59 {
        // Ones when the count is above 0, and when g is odd.
        var isPositive = zeta >> 63
        let isOdd = 0 &- (g & 1)
        // g plus f or minus f, when g is odd.
        g &+= ((f ^ isPositive) &- isPositive) & isOdd
        q &+= ((u ^ isPositive) &- isPositive) & isOdd
        r &+= ((v ^ isPositive) &- isPositive) & isOdd
        // When both hold, f becomes the old g, which is f + (g - f).
        isPositive &= isOdd
        zeta = (zeta ^ isPositive) &- 1
        f &+= g & isPositive
        u &+= q & isPositive
        v &+= r & isPositive
        g >>= 1
        u <<= 1
        v <<= 1
      }
    }

    /// Replaces f and g, whose lowest 62 bits come out as 0 and are dropped.
    @inline(__always)
    func apply(to f: inout SignedDigits, _ g: inout SignedDigits) {
      var newF = Int128(u) &* Int128(f[0]) &+ Int128(v) &* Int128(g[0])
      var newG = Int128(q) &* Int128(f[0]) &+ Int128(r) &* Int128(g[0])
      newF >>= 62
      newG >>= 62
      for index in 1..<5 {
        newF &+= Int128(u) &* Int128(f[index]) &+ Int128(v) &* Int128(g[index])
        newG &+= Int128(q) &* Int128(f[index]) &+ Int128(r) &* Int128(g[index])
        f[index - 1] = SignedDigits.low(newF)
        g[index - 1] = SignedDigits.low(newG)
        newF >>= 62
        newG >>= 62
      }
      f[4] = Int64(truncatingIfNeeded: newF)
      g[4] = Int64(truncatingIfNeeded: newG)
    }

    /// Replaces d and e, to which multiples of the modulus are added so that the lowest 62 bits
    /// come out as 0.
    ///
    /// Both stay above -2 m and below m: negative ones get m times their factors first, so that
    /// what is divided by 2^62 lies between -m 2^62 and m 2^62, and the multiple m then subtracted
    /// for the lowest bits is between 0 and 2^62.
    @inline(__always)
    func apply(
      to d: inout SignedDigits, _ e: inout SignedDigits, modulo modulus: SignedDigits,
      inverse: UInt64
    ) {
      var multipleD = (u & d.sign) &+ (v & e.sign)
      var multipleE = (q & d.sign) &+ (r & e.sign)
      var newD = Int128(u) &* Int128(d[0]) &+ Int128(v) &* Int128(e[0])
      var newE = Int128(q) &* Int128(d[0]) &+ Int128(r) &* Int128(e[0])
      multipleD &-= SignedDigits.low(inverse, newD, multipleD)
      multipleE &-= SignedDigits.low(inverse, newE, multipleE)
      newD &+= Int128(modulus[0]) &* Int128(multipleD)
      newE &+= Int128(modulus[0]) &* Int128(multipleE)
      newD >>= 62
      newE >>= 62
      for index in 1..<5 {
        newD &+= Int128(u) &* Int128(d[index]) &+ Int128(v) &* Int128(e[index])
        newE &+= Int128(q) &* Int128(d[index]) &+ Int128(r) &* Int128(e[index])
        newD &+= Int128(modulus[index]) &* Int128(multipleD)
        newE &+= Int128(modulus[index]) &* Int128(multipleE)
        d[index - 1] = SignedDigits.low(newD)
        e[index - 1] = SignedDigits.low(newE)
        newD >>= 62
        newE >>= 62
      }
      d[4] = Int64(truncatingIfNeeded: newD)
      e[4] = Int64(truncatingIfNeeded: newE)
    }
  }

  /// A number from -2^309 to 2^309 in base 2^62: the digits from 0 to 2^62 - 1, save the highest,
  /// which has the sign.
  private struct SignedDigits {
    private var digits = InlineArray<5, Int64>(repeating: 0)

    /// Zero.
    init() {}

    /// Splits a number below 2^256.
    init(_ words: P256Words) {
      for index in 0..<5 {
        digits[index] = Int64(bitPattern: BoothDigits.bits(of: words, from: 62 * index)) & Self.mask
      }
    }

    private static var mask: Int64 { (1 << 62) - 1 }

    subscript(index: Int) -> Int64 {
      @inline(__always) get { digits[index] }
      @inline(__always) set { digits[index] = newValue }
    }

    /// The number modulo 2^64, of which 62 bits are right.
    var lowest: Int64 { digits[0] }

    /// Ones for a negative number.
    var sign: Int64 { digits[4] >> 63 }

    /// Returns the lowest digit of a sum.
    @inline(__always)
    static func low(_ sum: Int128) -> Int64 { Int64(truncatingIfNeeded: sum) & mask }

    /// Returns the lowest digit of `inverse` times a sum, plus a number.
    @inline(__always)
    static func low(_ inverse: UInt64, _ sum: Int128, _ number: Int64) -> Int64 {
      (Int64(truncatingIfNeeded: sum) &* Int64(bitPattern: inverse) &+ number) & mask
    }

    /// Adds a number when the mask is ones.
    mutating func add(_ other: SignedDigits, mask: Int64) {
      for index in 0..<5 { digits[index] &+= other.digits[index] & mask }
      carry()
    }

    /// Takes the opposite when the mask is ones.
    mutating func negate(mask: Int64) {
      for index in 0..<5 { digits[index] = (digits[index] ^ mask) &- mask }
      carry()
    }

    private mutating func carry() {
      for index in 0..<4 {
        digits[index + 1] &+= digits[index] >> 62
        digits[index] &= Self.mask
      }
    }

    /// The words of a number from 0 to 2^256 - 1.
    var words: P256Words {
      let (d0, d1, d2, d3, d4) = (
        UInt64(bitPattern: digits[0]), UInt64(bitPattern: digits[1]),
        UInt64(bitPattern: digits[2]), UInt64(bitPattern: digits[3]),
        UInt64(bitPattern: digits[4])
      )
      return P256Words(d0 | d1 << 62, d1 >> 2 | d2 << 60, d2 >> 4 | d3 << 58, d3 >> 6 | d4 << 56)
    }
  }
}
