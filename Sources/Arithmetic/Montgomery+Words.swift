import Bytes

// The loops over words. A residue has the n words of the modulus and is less than it.
extension Montgomery {
  /// Sets `product` to a b / R mod m, where b is less than m, and a is any number of n words.
  ///
  /// One row for each word of b: adds a b[i], then as many times m as make the lowest word zero,
  /// and drops that word (Koç, Acar and Kaliski, "Analyzing and comparing Montgomery
  /// multiplication algorithms", IEEE Micro 16 (1996), the FIOS method).
  static func multiply(
    _ a: [UInt64], _ b: [UInt64], into product: inout [UInt64],
    modulo m: [UInt64], _ minusInverse: UInt64
  ) {
    let count = m.count
    precondition(
      a.count == count && b.count == count && product.count == count,
      "residues have the length of their modulus")
    // The running sum stays below a + m: n words and one bit. After the last row it is less than
    // (a m + R m) / R < 2 m.
    var top: UInt64 = 0
    for index in 0..<count { product[index] = 0 }
    for row in 0..<count {
      let digit = b[row]
      var carry: UInt64 = 0
      var reductionCarry: UInt64 = 0
      let lowest = multiplyAdd(a[0], digit, product[0], &carry)
      let multiple = lowest &* minusInverse
      _ = multiplyAdd(m[0], multiple, lowest, &reductionCarry)
      for index in 1..<count {
        let sum = multiplyAdd(a[index], digit, product[index], &carry)
        product[index - 1] = multiplyAdd(m[index], multiple, sum, &reductionCarry)
      }
      product[count - 1] = addWithCarry(carry, reductionCarry, &top)
    }
    subtractOnce(m, from: &product, top: top)
  }

  /// Returns a + b mod m.
  static func sum(_ a: [UInt64], _ b: [UInt64], modulo m: [UInt64]) -> [UInt64] {
    var sum = a
    var carry: UInt64 = 0
    for index in m.indices { sum[index] = addWithCarry(a[index], b[index], &carry) }
    subtractOnce(m, from: &sum, top: carry)
    return sum
  }

  /// Returns a - b mod m.
  static func difference(_ a: [UInt64], _ b: [UInt64], modulo m: [UInt64]) -> [UInt64] {
    var difference = a
    var borrow: UInt64 = 0
    for index in m.indices { difference[index] = subtractWithBorrow(a[index], b[index], &borrow) }
    // Below zero: add m once.
    let isNegative = Choice(bit: borrow).mask
    var carry: UInt64 = 0
    for index in m.indices {
      difference[index] = addWithCarry(difference[index], m[index] & isNegative, &carry)
    }
    return difference
  }

  /// Subtracts m from a number below 2 m, whose bit above the words is `top`, unless it is below
  /// m already.
  static func subtractOnce(_ m: [UInt64], from number: inout [UInt64], top: UInt64) {
    var borrow: UInt64 = 0
    for index in m.indices { _ = subtractWithBorrow(number[index], m[index], &borrow) }
    let isNotLess = Choice(bit: top | (1 ^ borrow)).mask
    borrow = 0
    for index in m.indices {
      number[index] = subtractWithBorrow(number[index], m[index] & isNotLess, &borrow)
    }
  }
}
