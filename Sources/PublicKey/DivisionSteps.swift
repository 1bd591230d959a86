/// The inverse modulo an odd number of 256 bits by division steps, in constant time.
///
/// The steps are those of D. J. Bernstein and B.-Y. Yang, "Fast constant-time gcd computation and
/// modular inversion", TCHES 2019.
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
  private var d = SignedDigits(0, 0, 0, 0, 0)
  private var e = SignedDigits(1, 0, 0, 0, 0)
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
    let positive = d.adding(modulus, mask: d.sign).negated(mask: f.sign)
    return positive.adding(modulus, mask: positive.sign).words
  }

  /// Fifty-nine steps.
  private mutating func advance() {
    let matrix = Matrix(zeta: &zeta, f: f.d0, g: g.d0)
    matrix.apply(to: &f, &g)
    matrix.apply(to: &d, &e, modulo: modulus, inverse: inverseOfModulus)
  }
}

extension DivisionSteps {
  /// What fifty-nine steps do, times 2^62: f becomes (u f + v g)/2^62 and g (q f + r g)/2^62.
  ///
  /// |u| + |v| and |q| + |r| are at most 2^62.
  private struct Matrix {
    let u: Int64
    let v: Int64
    let q: Int64
    let r: Int64

    /// Takes the steps with the lowest words of f and g, of which 62 bits are right and 59 looked
    /// at.
    @inline(__always)
    init(zeta: inout Int64, f: Int64, g: Int64) {
      var (f, g) = (f, g)
      let first = HalfMatrix(steps: 30, &zeta, &f, &g)
      let second = HalfMatrix(steps: 29, &zeta, &f, &g)
      // Their product has the factor 2^59, and eight times that 2^62.
      u = (second.u &* first.u &+ second.v &* first.q) << 3
      v = (second.u &* first.v &+ second.v &* first.r) << 3
      q = (second.q &* first.u &+ second.r &* first.q) << 3
      r = (second.q &* first.v &+ second.r &* first.r) << 3
    }

    /// Replaces f and g, whose lowest 62 bits come out as 0 and are dropped.
    @inline(__always)
    func apply(to f: inout SignedDigits, _ g: inout SignedDigits) {
      var first = Accumulator(u, f, v, g)
      var second = Accumulator(q, f, r, g)
      first.drop()
      second.drop()
      let newF = SignedDigits(
        first.next(f.d1, g.d1), first.next(f.d2, g.d2), first.next(f.d3, g.d3),
        first.next(f.d4, g.d4), first.rest)
      g = SignedDigits(
        second.next(f.d1, g.d1), second.next(f.d2, g.d2), second.next(f.d3, g.d3),
        second.next(f.d4, g.d4), second.rest)
      f = newF
    }

    /// Replaces d and e, to which multiples of the modulus m are added so that the lowest 62 bits
    /// come out as 0.
    ///
    /// Both stay above -2 m and below m. A negative number first gets m, times its factors: then
    /// what is divided by 2^62 lies between -m 2^62 and m 2^62, and the multiple of m subtracted
    /// for the lowest bits is one from 0 to 2^62 - 1.
    @inline(__always)
    func apply(
      to d: inout SignedDigits, _ e: inout SignedDigits, modulo m: SignedDigits, inverse: UInt64
    ) {
      var first = Accumulator(u, d, v, e)
      var second = Accumulator(q, d, r, e)
      first.clearLowest(m, plus: (u & d.sign) &+ (v & e.sign), inverse: inverse)
      second.clearLowest(m, plus: (q & d.sign) &+ (r & e.sign), inverse: inverse)
      let newD = SignedDigits(
        first.next(d.d1, e.d1, m.d1), first.next(d.d2, e.d2, m.d2), first.next(d.d3, e.d3, m.d3),
        first.next(d.d4, e.d4, m.d4), first.rest)
      e = SignedDigits(
        second.next(d.d1, e.d1, m.d1), second.next(d.d2, e.d2, m.d2),
        second.next(d.d3, e.d3, m.d3), second.next(d.d4, e.d4, m.d4), second.rest)
      d = newD
    }
  }

  /// What up to thirty steps do, times 2 to their number: so few that two factors fit one word.
  private struct HalfMatrix {
    let u: Int64
    let v: Int64
    let q: Int64
    let r: Int64

    /// Takes steps, and leaves f and g with as many right bits fewer.
    ///
    /// A row (u, v) is the integer u + 2^32 v: sums, opposites and doubles of such integers are
    /// those of the rows, as u and v stay from -2^30 to 2^30.
    @inline(__always)
    init(steps: Int, _ zeta: inout Int64, _ f: inout Int64, _ g: inout Int64) {
      var rowF: Int64 = 1
      var rowG: Int64 = 1 << 32
      for _ in 0..<steps {
        // Ones when the count is above 0, and when g is odd.
        let isPositive = zeta >> 63
        let isOdd = 0 &- (g & 1)
        // g plus f or minus f, when g is odd.
        g &+= ((f ^ isPositive) &- isPositive) & isOdd
        rowG &+= ((rowF ^ isPositive) &- isPositive) & isOdd
        // When both hold, f becomes the old g, which is f + (g - f).
        let isSwap = isPositive & isOdd
        zeta = (zeta ^ isSwap) &- 1
        f &+= g & isSwap
        rowF &+= rowG & isSwap
        g >>= 1
        rowF <<= 1
      }
      u = Int64(Int32(truncatingIfNeeded: rowF))
      v = (rowF &- u) >> 32
      q = Int64(Int32(truncatingIfNeeded: rowG))
      r = (rowG &- q) >> 32
    }
  }

  /// The sum a x + b y + c m of large numbers times words, digit by digit from the lowest.
  private struct Accumulator {
    private let a: Int64
    private let b: Int64
    private var c: Int64 = 0
    private var sum: Int128

    /// Begins with the lowest digits of x and y.
    @inline(__always)
    init(_ a: Int64, _ x: SignedDigits, _ b: Int64, _ y: SignedDigits) {
      self.a = a
      self.b = b
      sum = Int128(a) &* Int128(x.d0) &+ Int128(b) &* Int128(y.d0)
    }

    /// Forgets the lowest digit, which is 0.
    @inline(__always)
    mutating func drop() { sum >>= 62 }

    /// Chooses c near a number so that the lowest digit becomes 0, and forgets it.
    @inline(__always)
    mutating func clearLowest(_ m: SignedDigits, plus number: Int64, inverse: UInt64) {
      let excess = Int64(truncatingIfNeeded: sum) &* Int64(bitPattern: inverse) &+ number
      c = number &- (excess & SignedDigits.mask)
      sum &+= Int128(c) &* Int128(m.d0)
      drop()
    }

    /// Returns the next digit of a x + b y.
    @inline(__always)
    mutating func next(_ x: Int64, _ y: Int64) -> Int64 {
      sum &+= Int128(a) &* Int128(x) &+ Int128(b) &* Int128(y)
      defer { drop() }
      return Int64(truncatingIfNeeded: sum) & SignedDigits.mask
    }

    /// Returns the next digit of a x + b y + c m.
    @inline(__always)
    mutating func next(_ x: Int64, _ y: Int64, _ m: Int64) -> Int64 {
      sum &+= Int128(c) &* Int128(m)
      return next(x, y)
    }

    /// The highest digit, with the sign.
    var rest: Int64 {
      @inline(__always) get { Int64(truncatingIfNeeded: sum) }
    }
  }

  /// A number from -2^309 to 2^309 in base 2^62: the digits from 0 to 2^62 - 1, save the highest,
  /// which has the sign.
  private struct SignedDigits {
    var d0: Int64
    var d1: Int64
    var d2: Int64
    var d3: Int64
    var d4: Int64

    /// Takes the digits.
    @inline(__always)
    init(_ d0: Int64, _ d1: Int64, _ d2: Int64, _ d3: Int64, _ d4: Int64) {
      self.d0 = d0
      self.d1 = d1
      self.d2 = d2
      self.d3 = d3
      self.d4 = d4
    }

    /// Splits a number below 2^256.
    init(_ words: P256Words) {
      func digit(_ index: Int) -> Int64 {
        Int64(bitPattern: words.bits(from: 62 * index)) & Self.mask
      }
      self.init(digit(0), digit(1), digit(2), digit(3), digit(4))
    }

    static var mask: Int64 { (1 << 62) - 1 }

    /// Ones for a negative number.
    var sign: Int64 { d4 >> 63 }

    /// Returns the sum with a number when the mask is ones.
    func adding(_ other: SignedDigits, mask: Int64) -> SignedDigits {
      SignedDigits(
        d0 &+ (other.d0 & mask), d1 &+ (other.d1 & mask), d2 &+ (other.d2 & mask),
        d3 &+ (other.d3 & mask), d4 &+ (other.d4 & mask)
      ).carried
    }

    /// Returns the opposite when the mask is ones.
    func negated(mask: Int64) -> SignedDigits {
      SignedDigits(
        (d0 ^ mask) &- mask, (d1 ^ mask) &- mask, (d2 ^ mask) &- mask, (d3 ^ mask) &- mask,
        (d4 ^ mask) &- mask
      ).carried
    }

    /// The same number with all digits but the highest from 0 to 2^62 - 1.
    private var carried: SignedDigits {
      let d1 = self.d1 &+ (d0 >> 62)
      let d2 = self.d2 &+ (d1 >> 62)
      let d3 = self.d3 &+ (d2 >> 62)
      return SignedDigits(
        d0 & Self.mask, d1 & Self.mask, d2 & Self.mask, d3 & Self.mask, d4 &+ (d3 >> 62))
    }

    /// The words of a number from 0 to 2^256 - 1.
    var words: P256Words {
      let (u0, u1, u2, u3, u4) = (
        UInt64(bitPattern: d0), UInt64(bitPattern: d1), UInt64(bitPattern: d2),
        UInt64(bitPattern: d3), UInt64(bitPattern: d4)
      )
      return P256Words(u0 | u1 << 62, u1 >> 2 | u2 << 60, u2 >> 4 | u3 << 58, u3 >> 6 | u4 << 56)
    }
  }
}
