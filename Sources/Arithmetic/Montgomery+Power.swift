import Bytes

/// Watches the multiplications of a modular exponentiation.
protocol MultiplicationObserver {
  /// One Montgomery multiplication was done.
  mutating func multiplied()
}

/// Watches nothing; the compiler removes it.
struct NoMultiplicationObserver: MultiplicationObserver {
  func multiplied() {}
}

extension Montgomery {
  /// Returns base^exponent mod m in constant time.
  ///
  /// Fixed windows, from the left (Menezes, van Oorschot and Vanstone, Handbook of Applied
  /// Cryptography, Algorithm 14.82): every window costs the same squarings and one
  /// multiplication, and its power of the base is gathered from the whole table. The time depends
  /// on `exponentBitWidth`, which is public and at least the exponent's own width, and on the
  /// lengths in words of modulus and base. 0^0 is 1.
  public func power(_ base: Natural, _ exponent: Natural, exponentBitWidth: Int) -> Natural {
    var observer = NoMultiplicationObserver()
    return power(base, exponent, exponentBitWidth: exponentBitWidth, observer: &observer)
  }

  /// The number of Montgomery multiplications in `power`, for a base less than the modulus: one
  /// into Montgomery form, the table, the windows, one out of it.
  public static func multiplications(exponentBitWidth: Int) -> Int {
    multiplications(
      exponentBitWidth: exponentBitWidth, width: windowWidth(exponentBitWidth: exponentBitWidth))
  }

  private static func multiplications(exponentBitWidth: Int, width: Int) -> Int {
    let windows = (exponentBitWidth + width - 1) / width
    return 2 + (1 << width - 2) + max(0, windows - 1) * (width + 1)
  }

  /// Returns base^exponent mod m for a public exponent, bit by bit from the left (Handbook of
  /// Applied Cryptography, Algorithm 14.79); the time shows the exponent, but not the base.
  public func powerVariableTime(_ base: Natural, _ exponent: Natural) -> Natural {
    var observer = NoMultiplicationObserver()
    return powerVariableTime(base, exponent, observer: &observer)
  }

  /// The number of Montgomery multiplications in `powerVariableTime`, for a base less than the
  /// modulus: one into Montgomery form, one for each bit and each 1 below the highest bit, one out
  /// of it.
  public static func multiplicationsVariableTime(exponent: Natural) -> Int {
    let ones = exponent.words.reduce(0) { $0 + $1.nonzeroBitCount }
    return exponent.isZero ? 2 : exponent.bitWidth - 1 + ones - 1 + 2
  }

  /// Returns base^exponent mod m, reporting each multiplication.
  func powerVariableTime(
    _ base: Natural, _ exponent: Natural, observer: inout some MultiplicationObserver
  ) -> Natural {
    let base = montgomeryForm(base)
    observer.multiplied()
    var result = exponent.isZero ? one : base
    for index in (0..<max(0, exponent.bitWidth - 1)).reversed() {
      result = product(result, result)
      observer.multiplied()
      if exponent.bit(index) {
        result = product(result, base)
        observer.multiplied()
      }
    }
    observer.multiplied()
    return natural(result)
  }

  /// The width of the windows, 1 to 5 bits, that costs the fewest multiplications.
  static func windowWidth(exponentBitWidth: Int) -> Int {
    var best = 1
    for width in 2...5
    where multiplications(exponentBitWidth: exponentBitWidth, width: width)
      < multiplications(exponentBitWidth: exponentBitWidth, width: best)
    {
      best = width
    }
    return best
  }

  /// Returns base^exponent mod m, reporting each multiplication.
  func power(
    _ base: Natural, _ exponent: Natural, exponentBitWidth: Int,
    observer: inout some MultiplicationObserver
  ) -> Natural {
    precondition(exponent.bitWidth <= exponentBitWidth, "the exponent must fit its public width")
    let width = Montgomery.windowWidth(exponentBitWidth: exponentBitWidth)
    let windows = (exponentBitWidth + width - 1) / width
    let digits = exponent.words(count: (exponentBitWidth + 63) / 64)

    var table = powers(of: montgomeryForm(base), count: 1 << width, observer: &observer)
    observer.multiplied()
    defer { Bytes.wipe(&table) }

    var result = one
    var factor = one
    var product = one
    for window in (0..<windows).reversed() {
      let digit = Montgomery.window(of: digits, at: window * width, width: width)
      gather(digit, from: table, into: &factor)
      guard window < windows - 1 else {
        swap(&result, &factor)
        continue
      }
      for _ in 0..<width {
        Montgomery.multiply(result, result, into: &product, modulo: m, minusInverse)
        swap(&result, &product)
        observer.multiplied()
      }
      Montgomery.multiply(result, factor, into: &product, modulo: m, minusInverse)
      swap(&result, &product)
      observer.multiplied()
    }
    observer.multiplied()
    return natural(result)
  }

  /// The powers base^0 … base^(count - 1), one after the other in one array.
  private func powers(
    of base: [UInt64], count: Int, observer: inout some MultiplicationObserver
  ) -> [UInt64] {
    var table = one + base
    table.reserveCapacity(count * m.count)
    var power = base
    for _ in 2..<count {
      power = product(power, base)
      observer.multiplied()
      table += power
    }
    return table
  }

  /// Copies one power from the table, reading all of them.
  private func gather(_ digit: UInt64, from table: [UInt64], into power: inout [UInt64]) {
    let count = m.count
    for index in 0..<count { power[index] = 0 }
    for entry in 0..<table.count / count {
      let mask = Choice(digit, equals: UInt64(entry)).mask
      for index in 0..<count { power[index] |= table[entry * count + index] & mask }
    }
  }

  /// The `width` bits of a number from a public position on; bits above the words are 0.
  private static func window(of words: [UInt64], at position: Int, width: Int) -> UInt64 {
    let (index, offset) = (position / 64, UInt64(position % 64))
    var bits = words[index] >> offset
    if Int(offset) + width > 64, index + 1 < words.count {
      bits |= words[index + 1] << (64 - offset)
    }
    return bits & (1 << UInt64(width) - 1)
  }
}
