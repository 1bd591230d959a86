extension Montgomery {
  /// True when a number is less than m; the result alone shows, and the length in words.
  public func isReduced(_ number: Natural) -> Bool {
    number.words.count <= m.count
      && Words.isLess(number.words(count: m.count), than: m).declassified
  }

  /// Returns a number of any length modulo m, in time that depends on its length in words.
  public func reduce(_ number: Natural) -> Natural {
    natural(montgomeryForm(number))
  }

  /// Returns a + b mod m.
  public func add(_ a: Natural, _ b: Natural) -> Natural {
    natural(Montgomery.sum(montgomeryForm(a), montgomeryForm(b), modulo: m))
  }

  /// Returns a - b mod m.
  public func subtract(_ a: Natural, _ b: Natural) -> Natural {
    natural(Montgomery.difference(montgomeryForm(a), montgomeryForm(b), modulo: m))
  }

  /// Returns a b mod m.
  public func multiply(_ a: Natural, _ b: Natural) -> Natural {
    natural(product(montgomeryForm(a), montgomeryForm(b)))
  }

  /// Returns a b / R mod m.
  func product(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var product = [UInt64](repeating: 0, count: m.count)
    Montgomery.multiply(a, b, into: &product, modulo: m, minusInverse)
    return product
  }

  /// Returns a R mod m for a number a of any length: Horner's rule in base R.
  func montgomeryForm(_ number: Natural) -> [UInt64] {
    let count = m.count
    let digits = max(1, (number.words.count + count - 1) / count)
    let words = number.words(count: digits * count)
    var form = [UInt64](repeating: 0, count: count)
    for digit in (0..<digits).reversed() {
      // The digit need not be less than m, as long as the other factor is.
      let low = product(Array(words[digit * count..<(digit + 1) * count]), rSquared)
      if digit < digits - 1 { form = product(form, rSquared) }
      form = Montgomery.sum(form, low, modulo: m)
    }
    return form
  }

  /// Returns the number whose Montgomery form this is.
  func natural(_ form: [UInt64]) -> Natural {
    var unit = [UInt64](repeating: 0, count: m.count)
    unit[0] = 1
    return Natural(words: product(form, unit))
  }
}
