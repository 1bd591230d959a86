#if arch(x86_64)
  extension IFMAInstructions {
    /// Sets `result`, which may be one of the factors, to a b / S mod m.
    ///
    /// `sum` is working memory of one number.
    public static func multiply(
      _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, modulus: UnsafePointer<UInt64>,
      vectors: Int, steps: Int, sum: UnsafeMutablePointer<UInt64>,
      into result: UnsafeMutablePointer<UInt64>
    ) {
      // The caller vouches for the lengths.
      if vectors == 3 {
        unsafe multiplyThree(a, b, modulus, steps: steps, into: result)
      } else {
        unsafe multiplyMany(
          a, b, modulus, vectors: vectors, steps: steps, sum: sum, into: result)
      }
    }

    /// Squares a number `count` times, each time divided by S, modulo m.
    ///
    /// `sum` is working memory of one number.
    public static func square(
      _ number: UnsafeMutablePointer<UInt64>, count: Int, modulus: UnsafePointer<UInt64>,
      vectors: Int, steps: Int, sum: UnsafeMutablePointer<UInt64>
    ) {
      for _ in 0..<count {
        // The caller vouches for the lengths.
        unsafe multiply(
          number, number, modulus: modulus, vectors: vectors, steps: steps, sum: sum, into: number)
      }
    }

    /// Raises a number to a secret power with fixed windows of `width` bits.
    public static func power(
      _ power: Power, vectors: Int, steps: Int, windows: Int, width: Int
    ) {
      let length = 8 &* vectors
      // The table has 2^width numbers, and working memory for two after it.
      let factor = unsafe power.table + length << width
      let sum = unsafe factor + length
      for index in 2..<1 << width {
        unsafe multiply(
          power.table + (index &- 1) &* length, power.table + length, modulus: power.modulus,
          vectors: vectors, steps: steps, sum: sum, into: power.table + index &* length)
      }
      for window in 0..<windows {
        let target = unsafe window == 0 ? power.result : factor
        unsafe gather(power.windows[window], from: power, vectors: vectors, width, into: target)
        guard window > 0 else { continue }
        unsafe square(
          power.result, count: width, modulus: power.modulus, vectors: vectors, steps: steps,
          sum: sum)
        unsafe multiply(
          power.result, factor, modulus: power.modulus, vectors: vectors, steps: steps, sum: sum,
          into: power.result)
      }
    }

    /// Raises two numbers of three vectors to secret powers, modulo two numbers, at once.
    public static func powerPair(
      _ first: Power, _ second: Power, steps: Int, windows: Int, width: Int
    ) {
      let length = 24
      // Each table has 2^width numbers, and working memory for two after it.
      let (factor0, factor1) = unsafe (
        first.table + length << width, second.table + length << width
      )
      for index in 2..<1 << width {
        let (below, place) = ((index &- 1) &* length, index &* length)
        unsafe multiplyThreePair(
          first.table + below, first.table + length, first.modulus, into: first.table + place,
          second.table + below, second.table + length, second.modulus, into: second.table + place,
          steps: steps)
      }
      unsafe gather(first.windows[0], from: first, vectors: 3, width, into: first.result)
      unsafe gather(second.windows[0], from: second, vectors: 3, width, into: second.result)
      for window in 1..<windows {
        for _ in 0..<width {
          unsafe multiplyThreePair(
            first.result, first.result, first.modulus, into: first.result,
            second.result, second.result, second.modulus, into: second.result, steps: steps)
        }
        unsafe gather(first.windows[window], from: first, vectors: 3, width, into: factor0)
        unsafe gather(second.windows[window], from: second, vectors: 3, width, into: factor1)
        unsafe multiplyThreePair(
          first.result, factor0, first.modulus, into: first.result,
          second.result, factor1, second.modulus, into: second.result, steps: steps)
      }
    }

    /// Copies the power with a secret index from the table, reading all of it.
    @inline(__always)
    private static func gather(
      _ index: UInt64, from power: Power, vectors: Int, _ width: Int,
      into target: UnsafeMutablePointer<UInt64>
    ) {
      for vector in 0..<vectors {
        var lanes = Lanes(repeating: 0)
        for entry in 0..<1 << width {
          // The table has 2^width numbers of so many vectors.
          let mask = equal(Lanes(repeating: UInt64(entry)), index)
          lanes |= unsafe load(power.table, entry &* vectors &+ vector) & mask
        }
        unsafe store(lanes, target, vector)
      }
    }
  }
#endif
