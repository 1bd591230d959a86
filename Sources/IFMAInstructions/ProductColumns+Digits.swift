#if arch(x86_64)
  /// Which half of the product of two digits is added.
  protocol ProductHalf {
    /// Adds that half of four products.
    static func add(_ sum: Quad, _ left: Quad, _ right: Quad) -> Quad
  }

  /// The low 52 bits.
  enum LowHalf: ProductHalf {
    @inline(__always)
    static func add(_ sum: Quad, _ left: Quad, _ right: Quad) -> Quad { addLow(sum, left, right) }
  }

  /// The high 52 bits.
  enum HighHalf: ProductHalf {
    @inline(__always)
    static func add(_ sum: Quad, _ left: Quad, _ right: Quad) -> Quad { addHigh(sum, left, right) }
  }

  /// The six quads of a number of 22 digits.
  struct SixQuads {
    let q0: Quad
    let q1: Quad
    let q2: Quad
    let q3: Quad
    let q4: Quad
    let q5: Quad

    @inline(__always)
    init(_ digits: UnsafePointer<UInt64>) {
      // A number has 24 words.
      q0 = unsafe loadQuad(digits, 0)
      q1 = unsafe loadQuad(digits, 1)
      q2 = unsafe loadQuad(digits, 2)
      q3 = unsafe loadQuad(digits, 3)
      q4 = unsafe loadQuad(digits, 4)
      q5 = unsafe loadQuad(digits, 5)
    }
  }

  /// One digit of a number in all lanes.
  @inline(__always)
  private func digit(_ number: UnsafePointer<UInt64>, _ index: Int) -> Quad {
    // A number has 24 words.
    unsafe Quad(repeating: number[index])
  }

  extension ProductColumns {
    /// Adds one half of the products of the digits 4 u + e of b with all of a.
    @inline(__always)
    mutating func add<Half: ProductHalf>(
      _: Half.Type, _ a: SixQuads, _ b: UnsafePointer<UInt64>, _ e: Int
    ) {
      // A number has 24 words.
      let b0 = unsafe digit(b, e)
      c0 = Half.add(c0, a.q0, b0)
      c1 = Half.add(c1, a.q1, b0)
      c2 = Half.add(c2, a.q2, b0)
      c3 = Half.add(c3, a.q3, b0)
      c4 = Half.add(c4, a.q4, b0)
      c5 = Half.add(c5, a.q5, b0)
      let b1 = unsafe digit(b, 4 &+ e)
      c1 = Half.add(c1, a.q0, b1)
      c2 = Half.add(c2, a.q1, b1)
      c3 = Half.add(c3, a.q2, b1)
      c4 = Half.add(c4, a.q3, b1)
      c5 = Half.add(c5, a.q4, b1)
      c6 = Half.add(c6, a.q5, b1)
      let b2 = unsafe digit(b, 8 &+ e)
      c2 = Half.add(c2, a.q0, b2)
      c3 = Half.add(c3, a.q1, b2)
      c4 = Half.add(c4, a.q2, b2)
      c5 = Half.add(c5, a.q3, b2)
      c6 = Half.add(c6, a.q4, b2)
      c7 = Half.add(c7, a.q5, b2)
      let b3 = unsafe digit(b, 12 &+ e)
      c3 = Half.add(c3, a.q0, b3)
      c4 = Half.add(c4, a.q1, b3)
      c5 = Half.add(c5, a.q2, b3)
      c6 = Half.add(c6, a.q3, b3)
      c7 = Half.add(c7, a.q4, b3)
      c8 = Half.add(c8, a.q5, b3)
      let b4 = unsafe digit(b, 16 &+ e)
      c4 = Half.add(c4, a.q0, b4)
      c5 = Half.add(c5, a.q1, b4)
      c6 = Half.add(c6, a.q2, b4)
      c7 = Half.add(c7, a.q3, b4)
      c8 = Half.add(c8, a.q4, b4)
      c9 = Half.add(c9, a.q5, b4)
      guard e < 2 else { return }
      let b5 = unsafe digit(b, 20 &+ e)
      c5 = Half.add(c5, a.q0, b5)
      c6 = Half.add(c6, a.q1, b5)
      c7 = Half.add(c7, a.q2, b5)
      c8 = Half.add(c8, a.q3, b5)
      c9 = Half.add(c9, a.q4, b5)
      c10 = Half.add(c10, a.q5, b5)
    }

    /// Adds one half of the products a_i a_j for i < j and the i = e (mod 4).
    @inline(__always)
    mutating func addMixed<Half: ProductHalf>(
      _: Half.Type, _ a: SixQuads, _ digits: UnsafePointer<UInt64>, _ e: Int
    ) {
      // Of the quad in which the digit is, only the lanes above it count.
      let above = Quad(e < 0 ? .max : 0, e < 1 ? .max : 0, e < 2 ? .max : 0, e < 3 ? .max : 0)
      let a0 = unsafe digit(digits, e)
      if e < 3 { c0 = Half.add(c0, a.q0 & above, a0) }
      c1 = Half.add(c1, a.q1, a0)
      c2 = Half.add(c2, a.q2, a0)
      c3 = Half.add(c3, a.q3, a0)
      c4 = Half.add(c4, a.q4, a0)
      let a1 = unsafe digit(digits, 4 &+ e)
      if e < 3 { c2 = Half.add(c2, a.q1 & above, a1) }
      c3 = Half.add(c3, a.q2, a1)
      c4 = Half.add(c4, a.q3, a1)
      c5 = Half.add(c5, a.q4, a1)
      let a2 = unsafe digit(digits, 8 &+ e)
      if e < 3 { c4 = Half.add(c4, a.q2 & above, a2) }
      c5 = Half.add(c5, a.q3, a2)
      c6 = Half.add(c6, a.q4, a2)
      let a3 = unsafe digit(digits, 12 &+ e)
      if e < 3 { c6 = Half.add(c6, a.q3 & above, a3) }
      c7 = Half.add(c7, a.q4, a3)
      let a4 = unsafe digit(digits, 16 &+ e)
      if e < 3 { c8 = Half.add(c8, a.q4 & above, a4) }
      // The two digits above 20 times all below them, which takes fewer products than the reverse.
      guard e < 2 else { return }
      let a5 = unsafe digit(digits, 20 &+ e)
      c5 = Half.add(c5, a.q0, a5)
      c6 = Half.add(c6, a.q1, a5)
      c7 = Half.add(c7, a.q2, a5)
      c8 = Half.add(c8, a.q3, a5)
      c9 = Half.add(c9, a.q4, a5)
      if e < 1 { c10 = Half.add(c10, a.q5 & above, a5) }
    }

    /// Adds the squares of digits.
    @inline(__always)
    mutating func addSquares(_ a: SixQuads) {
      let zero = Quad(repeating: 0)
      var (low, high) = (addLow(zero, a.q0, a.q0), addHigh(zero, a.q0, a.q0))
      c0 = c0 &+ Quad(low[0], high[0], low[1], high[1])
      c1 = c1 &+ Quad(low[2], high[2], low[3], high[3])
      (low, high) = (addLow(zero, a.q1, a.q1), addHigh(zero, a.q1, a.q1))
      c2 = c2 &+ Quad(low[0], high[0], low[1], high[1])
      c3 = c3 &+ Quad(low[2], high[2], low[3], high[3])
      (low, high) = (addLow(zero, a.q2, a.q2), addHigh(zero, a.q2, a.q2))
      c4 = c4 &+ Quad(low[0], high[0], low[1], high[1])
      c5 = c5 &+ Quad(low[2], high[2], low[3], high[3])
      (low, high) = (addLow(zero, a.q3, a.q3), addHigh(zero, a.q3, a.q3))
      c6 = c6 &+ Quad(low[0], high[0], low[1], high[1])
      c7 = c7 &+ Quad(low[2], high[2], low[3], high[3])
      (low, high) = (addLow(zero, a.q4, a.q4), addHigh(zero, a.q4, a.q4))
      c8 = c8 &+ Quad(low[0], high[0], low[1], high[1])
      c9 = c9 &+ Quad(low[2], high[2], low[3], high[3])
      (low, high) = (addLow(zero, a.q5, a.q5), addHigh(zero, a.q5, a.q5))
      c10 = c10 &+ Quad(low[0], high[0], low[1], high[1])
    }

    /// The product of two numbers of 22 digits.
    @inline(__always)
    init(_ a: UnsafePointer<UInt64>, times b: UnsafePointer<UInt64>) {
      self.init()
      // A number has 24 words.
      let quads = unsafe SixQuads(a)
      unsafe add(HighHalf.self, quads, b, 3)
      moveUp()
      unsafe add(LowHalf.self, quads, b, 3)
      unsafe add(HighHalf.self, quads, b, 2)
      moveUp()
      unsafe add(LowHalf.self, quads, b, 2)
      unsafe add(HighHalf.self, quads, b, 1)
      moveUp()
      unsafe add(LowHalf.self, quads, b, 1)
      unsafe add(HighHalf.self, quads, b, 0)
      moveUp()
      unsafe add(LowHalf.self, quads, b, 0)
    }

    /// The square of a number: every product of two digits once and doubled, then the squares.
    @inline(__always)
    init(squareOf a: UnsafePointer<UInt64>) {
      self.init()
      // A number has 24 words.
      let quads = unsafe SixQuads(a)
      unsafe addMixed(HighHalf.self, quads, a, 3)
      moveUp()
      unsafe addMixed(LowHalf.self, quads, a, 3)
      unsafe addMixed(HighHalf.self, quads, a, 2)
      moveUp()
      unsafe addMixed(LowHalf.self, quads, a, 2)
      unsafe addMixed(HighHalf.self, quads, a, 1)
      moveUp()
      unsafe addMixed(LowHalf.self, quads, a, 1)
      unsafe addMixed(HighHalf.self, quads, a, 0)
      moveUp()
      unsafe addMixed(LowHalf.self, quads, a, 0)
      double()
      addSquares(quads)
    }
  }

  // Out of line: mixed with what comes after, the sums would not stay in registers.

  /// Writes the columns of the product of two numbers.
  @inline(never)
  func writeProduct(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>,
    to columns: UnsafeMutablePointer<UInt64>
  ) {
    // The caller vouches for the lengths.
    unsafe ProductColumns(a, times: b).write(to: columns)
  }

  /// Writes the columns of the square of a number.
  @inline(never)
  func writeSquare(_ a: UnsafePointer<UInt64>, to columns: UnsafeMutablePointer<UInt64>) {
    // The caller vouches for the lengths.
    unsafe ProductColumns(squareOf: a).write(to: columns)
  }
#endif
