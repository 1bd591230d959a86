#if arch(x86_64)
  extension IFMAInstructions {
    /// Sets `result`, which may be one of the factors, to a b / S mod m.
    ///
    /// `product` is working memory of two numbers.
    public static func multiply(
      _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, modulus: UnsafePointer<UInt64>,
      vectors: Int, steps: Int, product: UnsafeMutablePointer<UInt64>,
      into result: UnsafeMutablePointer<UInt64>
    ) {
      // The caller vouches for the lengths.
      if vectors == 3 {
        unsafe writeProduct(a, b, to: product)
        unsafe reduce(product, ShiftedModuli(modulus), into: result)
      } else {
        unsafe multiplyMany(
          a, b, modulus, vectors: vectors, steps: steps, sum: product, into: result)
      }
    }

    /// Squares a number `count` times, each time divided by S, modulo m.
    ///
    /// `product` is working memory of two numbers.
    public static func square(
      _ number: UnsafeMutablePointer<UInt64>, count: Int, modulus: UnsafePointer<UInt64>,
      vectors: Int, steps: Int, product: UnsafeMutablePointer<UInt64>
    ) {
      for _ in 0..<count {
        // The caller vouches for the lengths.
        if vectors == 3 {
          unsafe writeSquare(number, to: product)
          unsafe reduce(product, ShiftedModuli(modulus), into: number)
        } else {
          unsafe multiplyMany(
            number, number, modulus, vectors: vectors, steps: steps, sum: product, into: number)
        }
      }
    }

    /// Raises a number to a secret power with fixed windows of `width` bits.
    public static func power(
      _ power: Power, vectors: Int, steps: Int, windows: Int, width: Int
    ) {
      let length = 8 &* vectors
      // The table has 2^width numbers, and working memory for a factor and a product after it.
      let factor = unsafe power.table + length << width
      let product = unsafe factor + length
      for index in 2..<1 << width {
        unsafe multiply(
          power.table + (index &- 1) &* length, power.table + length, modulus: power.modulus,
          vectors: vectors, steps: steps, product: product,
          into: power.table + index &* length)
      }
      for window in 0..<windows {
        let target = unsafe window == 0 ? power.result : factor
        unsafe gather(power.windows[window], from: power, vectors: vectors, width, into: target)
        guard window > 0 else { continue }
        unsafe square(
          power.result, count: width, modulus: power.modulus, vectors: vectors, steps: steps,
          product: product)
        unsafe multiply(
          power.result, factor, modulus: power.modulus, vectors: vectors, steps: steps,
          product: product, into: power.result)
      }
    }

    /// Raises two numbers of three vectors to secret powers, modulo two numbers, at once.
    public static func powerPair(_ first: Power, _ second: Power, windows: Int, width: Int) {
      let length = 24
      // Each table has 2^width numbers, and working memory for a factor and a product after it.
      let (factor0, factor1) = unsafe (
        first.table + length << width, second.table + length << width
      )
      let (product0, product1) = unsafe (factor0 + length, factor1 + length)
      let (m0, m1) = unsafe (ShiftedModuli(first.modulus), ShiftedModuli(second.modulus))
      for index in 2..<1 << width {
        let (below, place) = ((index &- 1) &* length, index &* length)
        unsafe writeProduct(first.table + below, first.table + length, to: product0)
        unsafe writeProduct(second.table + below, second.table + length, to: product1)
        unsafe reducePair(
          product0, m0, into: first.table + place, product1, m1, into: second.table + place)
      }
      unsafe gather(first.windows[0], from: first, vectors: 3, width, into: first.result)
      unsafe gather(second.windows[0], from: second, vectors: 3, width, into: second.result)
      for window in 1..<windows {
        for _ in 0..<width {
          unsafe writeSquare(first.result, to: product0)
          unsafe writeSquare(second.result, to: product1)
          unsafe reducePair(product0, m0, into: first.result, product1, m1, into: second.result)
        }
        unsafe gather(first.windows[window], from: first, vectors: 3, width, into: factor0)
        unsafe gather(second.windows[window], from: second, vectors: 3, width, into: factor1)
        unsafe writeProduct(first.result, factor0, to: product0)
        unsafe writeProduct(second.result, factor1, to: product1)
        unsafe reducePair(product0, m0, into: first.result, product1, m1, into: second.result)
      }
    }

    /// Copies the power with a secret index from the table, reading all of it.
    @inline(__always)
    private static func gather(
      _ index: UInt64, from power: Power, vectors: Int, _ width: Int,
      into target: UnsafeMutablePointer<UInt64>
    ) {
      if vectors == 3 { return unsafe gatherThree(index, from: power, width, into: target) }
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

    /// The same for three vectors, which stay in registers.
    @inline(__always)
    private static func gatherThree(
      _ index: UInt64, from power: Power, _ width: Int, into target: UnsafeMutablePointer<UInt64>
    ) {
      let zero = Lanes(repeating: 0)
      var number = ThreeVectors(low: zero, middle: zero, high: zero)
      for entry in 0..<1 << width {
        // The table has 2^width numbers of three vectors.
        let mask = equal(Lanes(repeating: UInt64(entry)), index)
        number.low |= unsafe load(power.table, 3 &* entry) & mask
        number.middle |= unsafe load(power.table, 3 &* entry &+ 1) & mask
        number.high |= unsafe load(power.table, 3 &* entry &+ 2) & mask
      }
      unsafe number.write(to: target)
    }
  }
#endif
