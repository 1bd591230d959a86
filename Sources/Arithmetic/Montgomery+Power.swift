import Bytes

extension Montgomery {
  /// Returns base^exponent mod m in constant time.
  ///
  /// Fixed windows, from the left (Menezes, van Oorschot and Vanstone, Handbook of Applied
  /// Cryptography, Algorithm 14.82): every window costs the same squarings and one
  /// multiplication, and its power of the base is gathered from the whole table. The time depends
  /// on `exponentBitWidth`, which is public and at least the exponent's own width, and on the
  /// lengths in words of modulus and base. 0^0 is 1.
  public func power(_ base: Natural, _ exponent: Natural, exponentBitWidth: Int) -> Natural {
    var observer = Unobserved<ModularPowerStep>()
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

  /// Returns base^exponent mod m, reporting every multiplication, power and window.
  ///
  /// Who watches sees secrets, and makes it slower; the computation is the one of `power`.
  public func power(
    _ base: Natural, _ exponent: Natural, exponentBitWidth: Int,
    observer: inout some Observer<ModularPowerStep>
  ) -> Natural {
    precondition(
      !Choice(UInt64(exponentBitWidth), isLessThan: UInt64(exponent.bitWidth)).declassified,
      "the exponent must fit its public width")
    #if arch(x86_64)
      if !type(of: observer).isWatching, exponentBitWidth > 0, let digits = digitsInUse {
        return powerInDigits(base, exponent, exponentBitWidth: exponentBitWidth, digits)
      }
    #endif
    return powerInWords(
      base, exponent, exponentBitWidth: exponentBitWidth, observer: &observer)
  }

  /// The computation of `power` in words of 64 bits, on every processor.
  func powerInWords(
    _ base: Natural, _ exponent: Natural, exponentBitWidth: Int,
    observer: inout some Observer<ModularPowerStep>
  ) -> Natural {
    let width = Montgomery.windowWidth(exponentBitWidth: exponentBitWidth)
    let windows = (exponentBitWidth + width - 1) / width
    var digits = exponent.words(count: (exponentBitWidth + 63) / 64)
    defer { Bytes.wipe(&digits) }

    let (result, factor, table) = (0, 1, 2)
    let workspace = workspace(residues: 2 + 1 << width)
    setMontgomeryForm(of: base, in: workspace, table + 1, factor, result)
    observer.observe(.multiplied)
    workspace.set(table, one)
    for index in 2..<1 << width {
      workspace.multiply(table + index - 1, table + 1, into: table + index)
      observer.observe(.multiplied)
    }
    report(powers: table, count: 1 << width, in: workspace, to: &observer)

    workspace.set(result, one)
    for window in (0..<windows).reversed() {
      let digit = Montgomery.window(of: digits, at: window * width, width: width)
      let isFirst = window == windows - 1
      workspace.gather(digit, from: table, count: 1 << width, into: isFirst ? result : factor)
      var squared = Natural.one
      if !isFirst {
        for _ in 0..<width {
          workspace.square(result, into: result)
          observer.observe(.multiplied)
        }
        if type(of: observer).isWatching { squared = number(of: workspace.get(result)) }
        workspace.multiply(result, factor, into: result)
        observer.observe(.multiplied)
      }
      if type(of: observer).isWatching {
        observer.observe(
          .window(
            position: window, digit: Int(digit), squared: squared,
            value: number(of: workspace.get(result))))
      }
    }
    observer.observe(.multiplied)
    return natural(result, in: workspace)
  }

  /// Reports a table of powers.
  private func report(
    powers table: Int, count: Int, in workspace: borrowing MontgomeryWorkspace,
    to observer: inout some Observer<ModularPowerStep>
  ) {
    guard type(of: observer).isWatching else { return }
    for index in 0..<count {
      observer.observe(.power(index: index, value: number(of: workspace.get(table + index))))
    }
  }

  /// Returns the number that a Montgomery form stands for, without working memory at hand.
  func number(of form: [UInt64]) -> Natural {
    let workspace = workspace(residues: 1)
    workspace.set(0, form)
    return natural(0, in: workspace)
  }

  /// The `width` bits of a number from a public position on; bits above the words are 0.
  static func window(of words: [UInt64], at position: Int, width: Int) -> UInt64 {
    let (index, offset) = (position / 64, UInt64(position % 64))
    var bits = words[index] >> offset
    if Int(offset) + width > 64, index + 1 < words.count {
      bits |= words[index + 1] << (64 - offset)
    }
    return bits & (1 << UInt64(width) - 1)
  }
}
