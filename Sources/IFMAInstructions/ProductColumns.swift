#if arch(x86_64)
  /// The 44 columns of a product of two numbers of 22 digits, as it is written down at school: sums
  /// of up to 64 bits, whose carries are still to be given up.
  ///
  /// Column c is lane c mod 4 of quad c / 4. The digits i = e (mod 4) of a factor, times a quad of
  /// the other one, belong to columns that begin e places above a quad. So the sum is made from
  /// e = 3 down to 0, and moves up by one place in between. The high half of a product belongs
  /// one place above the low half, and is added before the sum moves.
  struct ProductColumns {
    var c0 = Quad(repeating: 0)
    var c1 = Quad(repeating: 0)
    var c2 = Quad(repeating: 0)
    var c3 = Quad(repeating: 0)
    var c4 = Quad(repeating: 0)
    var c5 = Quad(repeating: 0)
    var c6 = Quad(repeating: 0)
    var c7 = Quad(repeating: 0)
    var c8 = Quad(repeating: 0)
    var c9 = Quad(repeating: 0)
    var c10 = Quad(repeating: 0)

    @inline(__always)
    init() {}

    /// Reads columns from memory.
    @inline(__always)
    init(_ columns: UnsafePointer<UInt64>) {
      // They take 44 words.
      c0 = unsafe loadQuad(columns, 0)
      c1 = unsafe loadQuad(columns, 1)
      c2 = unsafe loadQuad(columns, 2)
      c3 = unsafe loadQuad(columns, 3)
      c4 = unsafe loadQuad(columns, 4)
      c5 = unsafe loadQuad(columns, 5)
      c6 = unsafe loadQuad(columns, 6)
      c7 = unsafe loadQuad(columns, 7)
      c8 = unsafe loadQuad(columns, 8)
      c9 = unsafe loadQuad(columns, 9)
      c10 = unsafe loadQuad(columns, 10)
    }

    /// Writes the columns to memory.
    @inline(__always)
    func write(to columns: UnsafeMutablePointer<UInt64>) {
      // They take 44 words.
      unsafe store(c0, columns, 0)
      unsafe store(c1, columns, 1)
      unsafe store(c2, columns, 2)
      unsafe store(c3, columns, 3)
      unsafe store(c4, columns, 4)
      unsafe store(c5, columns, 5)
      unsafe store(c6, columns, 6)
      unsafe store(c7, columns, 7)
      unsafe store(c8, columns, 8)
      unsafe store(c9, columns, 9)
      unsafe store(c10, columns, 10)
    }

    /// All columns one place up.
    @inline(__always)
    mutating func moveUp() {
      c10 = shiftUp(c10, c9)
      c9 = shiftUp(c9, c8)
      c8 = shiftUp(c8, c7)
      c7 = shiftUp(c7, c6)
      c6 = shiftUp(c6, c5)
      c5 = shiftUp(c5, c4)
      c4 = shiftUp(c4, c3)
      c3 = shiftUp(c3, c2)
      c2 = shiftUp(c2, c1)
      c1 = shiftUp(c1, c0)
      c0 = shiftUp(c0, Quad(repeating: 0))
    }

    /// Doubles all columns.
    @inline(__always)
    mutating func double() {
      c0 = c0 &+ c0
      c1 = c1 &+ c1
      c2 = c2 &+ c2
      c3 = c3 &+ c3
      c4 = c4 &+ c4
      c5 = c5 &+ c5
      c6 = c6 &+ c6
      c7 = c7 &+ c7
      c8 = c8 &+ c8
      c9 = c9 &+ c9
      c10 = c10 &+ c10
    }
  }
#endif
