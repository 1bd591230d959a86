#if arch(x86_64)
  /// A number of up to 24 digits in three registers: the primes of RSA with 1536 and 2048 bits.
  struct ThreeVectors {
    var low: Lanes
    var middle: Lanes
    var high: Lanes

    @inline(__always)
    init(low: Lanes, middle: Lanes, high: Lanes) {
      self.low = low
      self.middle = middle
      self.high = high
    }

    @inline(__always)
    init(_ digits: UnsafePointer<UInt64>) {
      // Every number of this size has three vectors.
      low = unsafe load(digits, 0)
      middle = unsafe load(digits, 1)
      high = unsafe load(digits, 2)
    }

    @inline(__always)
    func write(to digits: UnsafeMutablePointer<UInt64>) {
      // Every number of this size has three vectors.
      unsafe store(low, digits, 0)
      unsafe store(middle, digits, 1)
      unsafe store(high, digits, 2)
    }

    /// Adds the low halves of the products of digits with one digit.
    @inline(__always)
    func addingLow(_ other: ThreeVectors, _ digit: Lanes) -> ThreeVectors {
      ThreeVectors(
        low: addLow(low, other.low, digit), middle: addLow(middle, other.middle, digit),
        high: addLow(high, other.high, digit))
    }

    /// Adds the high halves of the products of digits with one digit.
    @inline(__always)
    func addingHigh(_ other: ThreeVectors, _ digit: Lanes) -> ThreeVectors {
      ThreeVectors(
        low: addHigh(low, other.low, digit), middle: addHigh(middle, other.middle, digit),
        high: addHigh(high, other.high, digit))
    }

    @inline(__always)
    static var zero: ThreeVectors {
      let zero = Lanes(repeating: 0)
      return ThreeVectors(low: zero, middle: zero, high: zero)
    }

    /// One step of a Montgomery multiplication (`IFMAInstructions`): adds q times the modulus,
    /// drops the lowest digit, and adds the products that belong one digit higher.
    ///
    /// The products that do not depend on q are added beside the chain that leads from one q to the
    /// next: a lane's way is broadcast, product, shift, sum. Only the lowest lane needs to give its
    /// carry up, but for all of them that takes no longer.
    @inline(__always)
    mutating func step(
      _ a: ThreeVectors, _ modulus: ThreeVectors, digit: Lanes, nextDigit: Lanes
    ) {
      let q = Lanes(repeating: low[0])
      let carry = low &>> 52
      low &= Lanes(repeating: digitMask)
      let beside = ThreeVectors.zero.addingHigh(a, digit).addingLow(a, nextDigit)
        .addingHigh(modulus, q)
      let sum = addingLow(modulus, q)
      low = shiftDown(sum.low, sum.middle) &+ (beside.low &+ carry)
      middle = shiftDown(sum.middle, sum.high) &+ beside.middle
      high = shiftDown(sum.high, Lanes(repeating: 0)) &+ beside.high
    }

    /// Brings all lanes below 2^52 again.
    @inline(__always)
    mutating func carry() {
      let mask = Lanes(repeating: digitMask)
      let (lowCarry, middleCarry, highCarry) = (low &>> 52, middle &>> 52, high &>> 52)
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

  /// Sets `result` to a b / S mod m: see `IFMAInstructions`.
  @inline(__always)
  func multiplyThree(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ modulus: UnsafePointer<UInt64>,
    steps: Int, into result: UnsafeMutablePointer<UInt64>
  ) {
    // All numbers have 24 digits, and fewer steps than that.
    let (first, m) = unsafe (ThreeVectors(a), ThreeVectors(modulus))
    var digit = unsafe Lanes(repeating: b[0])
    var sum = ThreeVectors.zero.addingLow(first, digit)
    for index in 0..<steps {
      let next = unsafe Lanes(repeating: b[index &+ 1])
      sum.step(first, m, digit: digit, nextDigit: next)
      digit = next
    }
    sum.carry()
    unsafe sum.write(to: result)
  }

  /// Does two multiplications modulo two numbers at once, so that each fills the waits of the
  /// other.
  @inline(__always)
  func multiplyThreePair(
    _ a0: UnsafePointer<UInt64>, _ b0: UnsafePointer<UInt64>, _ modulus0: UnsafePointer<UInt64>,
    into result0: UnsafeMutablePointer<UInt64>,
    _ a1: UnsafePointer<UInt64>, _ b1: UnsafePointer<UInt64>, _ modulus1: UnsafePointer<UInt64>,
    into result1: UnsafeMutablePointer<UInt64>, steps: Int
  ) {
    // All numbers have 24 digits, and fewer steps than that.
    let (first0, m0) = unsafe (ThreeVectors(a0), ThreeVectors(modulus0))
    let (first1, m1) = unsafe (ThreeVectors(a1), ThreeVectors(modulus1))
    var digit0 = unsafe Lanes(repeating: b0[0])
    var digit1 = unsafe Lanes(repeating: b1[0])
    var sum0 = ThreeVectors.zero.addingLow(first0, digit0)
    var sum1 = ThreeVectors.zero.addingLow(first1, digit1)
    for index in 0..<steps {
      let next0 = unsafe Lanes(repeating: b0[index &+ 1])
      let next1 = unsafe Lanes(repeating: b1[index &+ 1])
      sum0.step(first0, m0, digit: digit0, nextDigit: next0)
      sum1.step(first1, m1, digit: digit1, nextDigit: next1)
      digit0 = next0
      digit1 = next1
    }
    sum0.carry()
    sum1.carry()
    unsafe sum0.write(to: result0)
    unsafe sum1.write(to: result1)
  }
#endif
