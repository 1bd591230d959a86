#if arch(x86_64)
  /// The modulus for numbers of three vectors: four times 24 digits of (m' + 1) / 2^104, with 0, 1,
  /// 2 and 3 zeros below them, and eight times the number 52.
  ///
  /// With a copy for each place that a digit can have in a quad, a reduction moves no sum.
  @safe
  struct ShiftedModuli {
    private let words: UnsafePointer<UInt64>

    @inline(__always)
    init(_ words: UnsafePointer<UInt64>) { unsafe self.words = words }

    /// A quad of the number with so many zeros below it.
    @inline(__always)
    subscript(places: Int, quad: Int) -> Quad {
      // The caller gives so many words.
      unsafe loadQuad(words, 6 &* places &+ quad)
    }

    /// What shifts lanes by the width of a digit.
    @inline(__always)
    var digitWidths: Lanes { unsafe load(words, 12) }
  }
#endif
