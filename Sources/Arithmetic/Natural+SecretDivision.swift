import Bytes

extension Natural {
  /// Returns the quotient and the remainder of a division by a number other than zero, in time
  /// that depends on the lengths of both in words only.
  ///
  /// One bit of the quotient after another, as by hand: for secret numbers, and slower than
  /// `quotientAndRemainder`.
  public func quotientAndRemainderInConstantTime(
    dividingBy divisor: Natural
  ) -> (quotient: Natural, remainder: Natural) {
    precondition(!divisor.isZero, "nothing can be divided by zero")
    let divisorWords = divisor.words
    let count = divisorWords.count
    var quotient = [UInt64](repeating: 0, count: words.count)
    var remainder = [UInt64](repeating: 0, count: count)
    var difference = remainder
    defer {
      Bytes.wipe(&remainder)
      Bytes.wipe(&difference)
    }
    for position in (0..<64 * words.count).reversed() {
      // remainder = 2 remainder + bit, below twice the divisor.
      var bit = words[position / 64] >> UInt64(position % 64) & 1
      for index in 0..<count {
        let word = remainder[index]
        remainder[index] = word << 1 | bit
        bit = word >> 63
      }
      var borrow: UInt64 = 0
      for index in 0..<count {
        difference[index] = subtractWithBorrow(remainder[index], divisorWords[index], &borrow)
      }
      let fits = Choice(bit: bit | (1 ^ borrow))
      for index in 0..<count {
        remainder[index] = fits.select(difference[index], remainder[index])
      }
      quotient[position / 64] |= fits.mask & 1 << UInt64(position % 64)
    }
    return (Natural(words: quotient), Natural(words: remainder))
  }

  /// Returns the greatest common divisor of two numbers other than zero, in time that depends on
  /// their lengths in words and on the powers of two in them only.
  ///
  /// The binary algorithm (Knuth, volume 2, section 4.5.2, Algorithm B) with masks in place of
  /// branches.
  public static func gcdInConstantTime(_ left: Natural, _ right: Natural) -> Natural {
    precondition(!left.isZero && !right.isZero, "numbers other than zero")
    let (leftTwos, rightTwos) = (left.trailingZeroBitCount, right.trailingZeroBitCount)
    let count = max(left.words.count, right.words.count)
    var u = (left >> leftTwos).words(count: count)
    var v = (right >> rightTwos).words(count: count)
    defer { Bytes.wipe(&u) }
    // v stays odd. Each step halves u or, when u is odd, makes it |u - v|, which is even, and v the
    // smaller one; so u loses a bit in every step, or in every second one, until it is 0.
    for _ in 0..<2 * 64 * count {
      let isOdd = Choice(bit: u[0] & 1)
      let swaps = isOdd & Words.isLess(u, than: v)
      for index in 0..<count {
        let difference = (u[index] ^ v[index]) & swaps.mask
        u[index] ^= difference
        v[index] ^= difference
      }
      Words.subtract(v, from: &u, when: isOdd)
      Words.shiftRight(&u, top: 0, when: .yes)
    }
    return Natural(words: v) << min(leftTwos, rightTwos)
  }

  /// Returns e^-1 modulo a secret number, or nil when they have a common divisor.
  ///
  /// With t = -m^-1 mod e, the number 1 + t m is a multiple of e, and the quotient is the inverse.
  /// So only numbers of the size of e, which is small as a rule, are inverted. The time depends on
  /// the length of m in words, on e, which is public, and on the outcome; e must be at least 2 and
  /// m not 0.
  public static func inverse(ofPublic e: Natural, modulo m: Natural) -> Natural? {
    precondition(e > .one && !m.isZero, "an exponent of at least 2")
    let remainder = m.quotientAndRemainderInConstantTime(dividingBy: e).remainder
    guard let inverse = inverse(of: remainder, modulo: e) else { return nil }
    let t = e - inverse
    let d = (t * m + .one).quotientAndRemainderInConstantTime(dividingBy: e).quotient
    // t < e, so that d <= m - (m - 1) / e: below m, but for m = 1.
    return m == .one ? .zero : d
  }
}
