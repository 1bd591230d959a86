extension Natural {
  /// Returns the quotient and the remainder of a division by a number other than zero.
  ///
  /// Knuth, The Art of Computer Programming, volume 2, section 4.3.1, Algorithm D. Variable time.
  public func quotientAndRemainder(
    dividingBy divisor: Natural
  ) -> (quotient: Natural, remainder: Natural) {
    precondition(!divisor.isZero, "nothing can be divided by zero")
    guard self >= divisor else { return (.zero, self) }
    guard divisor.words.count > 1 else {
      let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor.words[0])
      return (quotient, Natural(remainder))
    }
    let n = divisor.words.count
    let m = words.count - n

    // D1. Normalize: with the top bit of v set, an estimated digit is at most 2 too large.
    let shift = divisor.words[n - 1].leadingZeroBitCount
    let v = (divisor << shift).words
    var u = (self << shift).words(count: m + n + 1)
    var quotient = [UInt64](repeating: 0, count: m + 1)

    for j in stride(from: m, through: 0, by: -1) {  // D2, D7
      let digit = Natural.estimate(u, v, j, n)  // D3
      let isTooLarge = Natural.multiplyAndSubtract(digit, v, from: &u, at: j)  // D4, D5
      quotient[j] = digit
      if isTooLarge {  // D6
        quotient[j] &-= 1
        Natural.addBack(v, to: &u, at: j)
      }
    }
    return (Natural(words: quotient), Natural(words: Array(u[..<n])) >> shift)  // D8
  }

  /// Step D3: the digit that the two leading words of v let one expect, at most 1 too large.
  private static func estimate(_ u: [UInt64], _ v: [UInt64], _ j: Int, _ n: Int) -> UInt64 {
    // u[j+n] <= v[n-1] always; when they are equal, the quotient of two words would overflow.
    let isLargest = u[j + n] == v[n - 1]
    var (digit, rest): (UInt64, UInt64)
    var hasOverflowed: Bool
    if isLargest {
      digit = .max
      (rest, hasOverflowed) = u[j + n - 1].addingReportingOverflow(v[n - 1])
    } else {
      (digit, rest) = v[n - 1].dividingFullWidth((u[j + n], u[j + n - 1]))
      hasOverflowed = false
    }
    // While the second word says that the digit is too large, and the rest is a single word.
    while !hasOverflowed,
      UInt128(digit) * UInt128(v[n - 2]) > UInt128(rest) << 64 | UInt128(u[j + n - 2])
    {
      digit -= 1
      (rest, hasOverflowed) = rest.addingReportingOverflow(v[n - 1])
    }
    return digit
  }

  /// Step D4: takes `digit * v` from the words of u from j on; true when that was too much.
  private static func multiplyAndSubtract(
    _ digit: UInt64, _ v: [UInt64], from u: inout [UInt64], at j: Int
  ) -> Bool {
    var carry: UInt64 = 0
    var borrow: UInt64 = 0
    for index in v.indices {
      let product = multiplyAdd(digit, v[index], 0, &carry)
      u[j + index] = subtractWithBorrow(u[j + index], product, &borrow)
    }
    u[j + v.count] = subtractWithBorrow(u[j + v.count], carry, &borrow)
    return borrow == 1
  }

  /// Step D6: adds v to the words of u from j on; the carry cancels the borrow of step D4.
  private static func addBack(_ v: [UInt64], to u: inout [UInt64], at j: Int) {
    var carry: UInt64 = 0
    for index in v.indices { u[j + index] = addWithCarry(u[j + index], v[index], &carry) }
    u[j + v.count] &+= carry
  }

  /// Returns the quotient and the remainder of a division by one word other than zero.
  public func quotientAndRemainder(
    dividingBy divisor: UInt64
  ) -> (quotient: Natural, remainder: UInt64) {
    precondition(divisor != 0, "nothing can be divided by zero")
    var quotient = words
    var remainder: UInt64 = 0
    for index in quotient.indices.reversed() {
      (quotient[index], remainder) = divisor.dividingFullWidth((remainder, quotient[index]))
    }
    return (Natural(words: quotient), remainder)
  }

  /// Returns the quotient of a division by a number other than zero.
  public static func / (left: Natural, right: Natural) -> Natural {
    left.quotientAndRemainder(dividingBy: right).quotient
  }

  /// Returns the remainder of a division by a number other than zero.
  public static func % (left: Natural, right: Natural) -> Natural {
    left.quotientAndRemainder(dividingBy: right).remainder
  }

  /// Returns the remainder of a division by one word other than zero.
  public static func % (left: Natural, right: UInt64) -> UInt64 {
    precondition(right != 0, "nothing can be divided by zero")
    return left.words.reversed().reduce(0) { right.dividingFullWidth(($0, $1)).remainder }
  }
}
