#if arch(x86_64)
  /// Sets `result`, which may be one of the factors, to a b / S mod m for numbers of any number of
  /// vectors: see `IFMAInstructions`.
  ///
  /// The same steps as for three vectors, with the sum in memory: `sum` is a number that nobody
  /// else uses.
  @inline(__always)
  func multiplyMany(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ modulus: UnsafePointer<UInt64>,
    vectors: Int, steps: Int, sum: UnsafeMutablePointer<UInt64>,
    into result: UnsafeMutablePointer<UInt64>
  ) {
    // All numbers have 8 `vectors` digits, and fewer steps than that.
    for index in 0..<vectors { unsafe store(Lanes(repeating: 0), sum, index) }
    for step in 0..<steps {
      let digit = unsafe Lanes(repeating: b[step])
      var below = unsafe addLow(load(sum, 0), load(a, 0), digit)
      let q = Lanes(repeating: below[0])
      var carry = (below &>> 52) & Lanes(.max, 0, 0, 0, 0, 0, 0, 0)
      below = unsafe addLow(below, load(modulus, 0), q)
      var high = unsafe addHigh(addHigh(carry, load(a, 0), digit), load(modulus, 0), q)
      for index in 1..<vectors {
        var lanes = unsafe addLow(load(sum, index), load(a, index), digit)
        lanes = unsafe addLow(lanes, load(modulus, index), q)
        unsafe store(shiftDown(below, lanes) &+ high, sum, index &- 1)
        carry = Lanes(repeating: 0)
        high = unsafe addHigh(
          addHigh(carry, load(a, index), digit), load(modulus, index), q)
        below = lanes
      }
      unsafe store(shiftDown(below, Lanes(repeating: 0)) &+ high, sum, vectors &- 1)
    }
    unsafe carryMany(sum, vectors: vectors, into: result)
  }

  /// Brings all lanes of a sum below 2^52 again; `ThreeVectors.carry` explains how.
  @inline(__always)
  private func carryMany(
    _ sum: UnsafePointer<UInt64>, vectors: Int, into result: UnsafeMutablePointer<UInt64>
  ) {
    let (mask, bit) = (Lanes(repeating: digitMask), Lanes(repeating: 1 << 52))
    var carryBelow = Lanes(repeating: 0)
    var run: UInt32 = 0
    for index in 0..<vectors {
      // Both numbers have so many vectors.
      var lanes = unsafe load(sum, index)
      let carry = lanes &>> 52
      lanes = (lanes & mask) &+ shiftUp(carry, carryBelow)
      carryBelow = carry
      let gives = test(lanes, bit)
      let passes = test(lanes &+ Lanes(repeating: 1), bit) & ~gives
      let runs = gives << 1 &+ passes &+ run
      unsafe store(increment(lanes, where: runs ^ passes) & mask, result, index)
      run = runs >> 8
    }
  }
#endif
