#if arch(x86_64)
  /// A number of up to 24 digits in three registers, where the carries of a result are given up.
  struct ThreeVectors {
    var low: Lanes
    var middle: Lanes
    var high: Lanes

    @inline(__always)
    func write(to digits: UnsafeMutablePointer<UInt64>) {
      // Every number of this size has three vectors.
      unsafe store(low, digits, 0)
      unsafe store(middle, digits, 1)
      unsafe store(high, digits, 2)
    }

    /// All digits two places down; zeros come from above.
    @inline(__always)
    var shiftedDownTwice: ThreeVectors {
      ThreeVectors(
        low: shiftDownTwice(low, middle), middle: shiftDownTwice(middle, high),
        high: shiftDownTwice(high, Lanes(repeating: 0)))
    }

    /// Brings all lanes below 2^52 again; every lane of `digitWidths` is 52.
    @inline(__always)
    mutating func carry(_ digitWidths: Lanes) {
      let mask = Lanes(repeating: digitMask)
      let lowCarry = shiftRight(low, by: digitWidths)
      let middleCarry = shiftRight(middle, by: digitWidths)
      let highCarry = shiftRight(high, by: digitWidths)
      low = (low & mask) &+ shiftUp(lowCarry, Lanes(repeating: 0))
      middle = (middle & mask) &+ shiftUp(middleCarry, lowCarry)
      high = (high & mask) &+ shiftUp(highCarry, middleCarry)
      // What is left are carries of 1. A lane gives one when it is 2^52 or more, and passes one on
      // when it is 2^52 - 1: a sum of the two sets of lanes lets the carries run.
      let (bit, one) = (Lanes(repeating: 1 << 52), Lanes(repeating: 1))
      let gives = test(low, bit) | test(middle, bit) << 8 | test(high, bit) << 16
      let givesOrPasses =
        test(low &+ one, bit) | test(middle &+ one, bit) << 8 | test(high &+ one, bit) << 16
      let passes = givesOrPasses & ~gives
      let takes = (gives << 1 &+ passes) ^ passes
      low = increment(low, where: takes) & mask
      middle = increment(middle, where: takes >> 8) & mask
      high = increment(high, where: takes >> 16) & mask
    }
  }
#endif
