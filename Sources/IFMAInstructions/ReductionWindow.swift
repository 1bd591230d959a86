#if arch(x86_64)
  /// A product whose lower 22 digits are made zero, from below, by adding multiples of m': the
  /// seven quads that the next four digits have an effect on.
  ///
  /// A digit is the factor of m' that makes it zero, once the carry from below is added. As m' + 1
  /// has zeros for its two lowest digits, two factors are known at a time; the carry goes from one
  /// to the next and never into the window.
  private struct ReductionWindow {
    private var w0: Quad
    private var w1: Quad
    private var w2: Quad
    private var w3: Quad
    private var w4: Quad
    private var w5: Quad
    private var w6: Quad
    /// The carry of the digit below, in all lanes.
    private var carry = Quad(repeating: 0)
    private let modulus: ShiftedModuli
    private let digitWidths: Quad

    @inline(__always)
    init(_ product: ProductColumns, _ modulus: ShiftedModuli) {
      (w0, w1, w2, w3) = (product.c0, product.c1, product.c2, product.c3)
      (w4, w5, w6) = (product.c4, product.c5, product.c6)
      self.modulus = modulus
      digitWidths = modulus.digitWidths.lowHalf
    }

    /// Adds the carry to a digit, and returns the sum in all lanes; the instructions that multiply
    /// take the lowest 52 bits of it.
    @inline(__always)
    private mutating func factor(_ digit: UInt64) -> Quad {
      let factor = Quad(repeating: digit) &+ carry
      carry = shiftRight(factor, by: digitWidths)
      return factor
    }

    /// Returns the factors for the two lowest digits of the lowest quad, and adds to this quad what
    /// they give.
    @inline(__always)
    private mutating func lowerFactors() -> (Quad, Quad) {
      let (m, zero) = (modulus, Quad(repeating: 0))
      let (q0, q1) = (factor(w0[0]), factor(w0[1]))
      // Three sums, not one after the other: the next factors wait for them.
      w0 = addLow(w0, m[2, 0], q0) &+ addHigh(zero, m[3, 0], q0) &+ addLow(zero, m[3, 0], q1)
      return (q0, q1)
    }

    /// Returns the factors for the four digits of the lowest quad, and adds to the next quad what
    /// they give.
    @inline(__always)
    mutating func factors() -> (Quad, Quad, Quad, Quad) {
      let (m, zero) = (modulus, Quad(repeating: 0))
      let (q0, q1) = lowerFactors()
      let (q2, q3) = (factor(w0[2]), factor(w0[3]))
      w1 = addHigh(addLow(w1, m[2, 1], q0), m[3, 1], q0)
      w1 = addHigh(addLow(w1, m[3, 1], q1), m[0, 0], q1)
      let (sum2, sum3) = (addLow(w1, m[0, 0], q2), addLow(zero, m[1, 0], q3))
      w1 = sum2 &+ addHigh(zero, m[1, 0], q2) &+ (sum3 &+ addHigh(zero, m[2, 0], q3))
      return (q0, q1, q2, q3)
    }

    /// Adds to the upper quads what four factors give, and goes on to the next quad.
    ///
    /// The low halves of the products with q0 begin two places above it, the high halves three.
    @inline(__always)
    mutating func add(_ factors: (Quad, Quad, Quad, Quad), next: Quad) {
      let (m, (q0, q1, q2, q3)) = (modulus, factors)
      w2 = adding(q0, q1, q2, q3, to: w2, 2)
      w3 = adding(q0, q1, q2, q3, to: w3, 3)
      w4 = adding(q0, q1, q2, q3, to: w4, 4)
      // The modulus has five quads, and six when it is moved up.
      w5 = addLow(addHigh(addLow(w5, m[2, 5], q0), m[3, 5], q0), m[3, 5], q1)
      w5 = addHigh(addHigh(addLow(w5, m[1, 4], q3), m[2, 4], q3), m[0, 4], q1)
      w5 = addHigh(addLow(w5, m[0, 4], q2), m[1, 4], q2)
      w6 = addHigh(addLow(addHigh(w6, m[1, 5], q2), m[1, 5], q3), m[2, 5], q3)
      (w0, w1, w2, w3, w4, w5, w6) = (w1, w2, w3, w4, w5, w6, next)
    }

    @inline(__always)
    private func adding(
      _ q0: Quad, _ q1: Quad, _ q2: Quad, _ q3: Quad, to quad: Quad, _ index: Int
    ) -> Quad {
      let m = modulus
      var sum = adding(q0, q1, to: quad, index)
      sum = addHigh(addLow(sum, m[0, index &- 1], q2), m[1, index &- 1], q2)
      return addHigh(addLow(sum, m[1, index &- 1], q3), m[2, index &- 1], q3)
    }

    @inline(__always)
    private func adding(_ q0: Quad, _ q1: Quad, to quad: Quad, _ index: Int) -> Quad {
      let m = modulus
      let sum = addHigh(addLow(quad, m[2, index], q0), m[3, index], q0)
      return addHigh(addLow(sum, m[3, index], q1), m[0, index &- 1], q1)
    }

    /// Makes the last two digits zero, and returns the quotient by S, carried.
    @inline(__always)
    mutating func quotient() -> ThreeVectors {
      let (q0, q1) = lowerFactors()
      w0 = w0 &+ (carry & Quad(0, 0, .max, 0))
      var result = ThreeVectors(
        low: Lanes(lowHalf: w0, highHalf: adding(q0, q1, to: w1, 1)),
        middle: Lanes(
          lowHalf: adding(q0, q1, to: w2, 2), highHalf: adding(q0, q1, to: w3, 3)),
        high: Lanes(lowHalf: adding(q0, q1, to: w4, 4), highHalf: adding(q0, q1, to: w5, 5))
      ).shiftedDownTwice
      result.carry(modulus.digitWidths)
      return result
    }
  }

  /// Divides a product of two numbers of 22 digits by S.
  @inline(never)
  func reduce(
    _ product: UnsafePointer<UInt64>, _ modulus: ShiftedModuli,
    into result: UnsafeMutablePointer<UInt64>
  ) {
    // The caller vouches for the lengths.
    let columns = unsafe ProductColumns(product)
    var window = ReductionWindow(columns, modulus)
    window.add(window.factors(), next: columns.c7)
    window.add(window.factors(), next: columns.c8)
    window.add(window.factors(), next: columns.c9)
    window.add(window.factors(), next: columns.c10)
    window.add(window.factors(), next: Quad(repeating: 0))
    unsafe window.quotient().write(to: result)
  }

  /// Divides two products by S, modulo two numbers.
  ///
  /// Each fills the waits of the other: the factors are a chain where one depends on the one
  /// before.
  @inline(never)
  func reducePair(
    _ product0: UnsafePointer<UInt64>, _ modulus0: ShiftedModuli,
    into result0: UnsafeMutablePointer<UInt64>,
    _ product1: UnsafePointer<UInt64>, _ modulus1: ShiftedModuli,
    into result1: UnsafeMutablePointer<UInt64>
  ) {
    // The caller vouches for the lengths.
    let (columns0, columns1) = unsafe (ProductColumns(product0), ProductColumns(product1))
    var pair = (ReductionWindow(columns0, modulus0), ReductionWindow(columns1, modulus1))
    step(&pair, columns0.c7, columns1.c7)
    step(&pair, columns0.c8, columns1.c8)
    step(&pair, columns0.c9, columns1.c9)
    step(&pair, columns0.c10, columns1.c10)
    step(&pair, Quad(repeating: 0), Quad(repeating: 0))
    let (quotient0, quotient1) = (pair.0.quotient(), pair.1.quotient())
    unsafe quotient0.write(to: result0)
    unsafe quotient1.write(to: result1)
  }

  /// Makes four digits of two products zero.
  @inline(__always)
  private func step(
    _ pair: inout (ReductionWindow, ReductionWindow), _ next0: Quad, _ next1: Quad
  ) {
    let (factors0, factors1) = (pair.0.factors(), pair.1.factors())
    pair.0.add(factors0, next: next0)
    pair.1.add(factors1, next: next1)
  }
#endif
