extension Natural {
  /// Returns the product, by the method taught at school: one row a word of the left number.
  public static func * (left: Natural, right: Natural) -> Natural {
    var product = [UInt64](repeating: 0, count: left.words.count + right.words.count)
    for (row, digit) in left.words.enumerated() {
      var carry: UInt64 = 0
      for (column, other) in right.words.enumerated() {
        product[row + column] = multiplyAdd(digit, other, product[row + column], &carry)
      }
      product[row + right.words.count] = carry
    }
    return Natural(words: product)
  }

  /// Replaces the left number by the product.
  public static func *= (left: inout Natural, right: Natural) { left = left * right }
}
