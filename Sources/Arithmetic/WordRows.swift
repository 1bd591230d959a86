import Bytes

// The loops over words behind products and Montgomery's reduction. They go through pointers into
// one working memory, whose owner has checked every length: a residue has n words, a product 2 n.
//
// Here are rows, by the method taught at school; WordBlocks.swift has the same for lengths that are
// multiples of four, as those of RSA are, in less time.

/// Adds two words and a carry, 0 or 1, and leaves the carry to the words above.
///
/// A carry of one byte, added after the words, is the form that becomes a single instruction.
@inline(__always)
func add(_ left: UInt64, _ right: UInt64, _ carry: inout UInt8) -> UInt64 {
  let (sum, overflow) = left.addingReportingOverflow(right)
  let (withCarry, secondOverflow) = sum.addingReportingOverflow(UInt64(carry))
  carry = (overflow ? 1 : 0) | (secondOverflow ? 1 : 0)
  return withCarry
}

/// Subtracts a word and a borrow, 0 or 1, and leaves the borrow to the words above.
@inline(__always)
private func subtract(_ left: UInt64, _ right: UInt64, _ borrow: inout UInt8) -> UInt64 {
  let (difference, overflow) = left.subtractingReportingOverflow(right)
  let (withBorrow, secondOverflow) = difference.subtractingReportingOverflow(UInt64(borrow))
  borrow = (overflow ? 1 : 0) | (secondOverflow ? 1 : 0)
  return withBorrow
}

/// Adds a number of `count` words, times a digit, to as many words of a sum, and returns the
/// carry.
@inline(__always)
private func addRow(
  _ a: UnsafePointer<UInt64>, _ count: Int, times digit: UInt64,
  to sum: UnsafeMutablePointer<UInt64>
) -> UInt64 {
  var carry: UInt64 = 0
  // Both have `count` words.
  for index in 0..<count {
    unsafe sum[index] = multiplyAdd(a[index], digit, sum[index], &carry)
  }
  return carry
}

/// Sets t, of 2 n words, to the product of two numbers of n words.
func multiplyWords(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ n: Int,
  into t: UnsafeMutablePointer<UInt64>
) {
  if n.isMultiple(of: 4) {
    unsafe multiplyBlocks(a, b, n, into: t)
  } else {
    unsafe multiplyRows(a, b, n, into: t)
  }
}

/// Sets t, of 2 n words, to the product of two numbers of n words.
@inline(never)
func multiplyRows(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ n: Int,
  into t: UnsafeMutablePointer<UInt64>
) {
  // Row i ends at word i + n - 1, and its carry is the word above.
  unsafe t.update(repeating: 0, count: n)
  for row in 0..<n {
    unsafe t[row &+ n] = addRow(a, n, times: b[row], to: t + row)
  }
}

/// Sets t, of 2 n words, to the square of a number of n words.
///
/// The products a[i] a[j] with i < j are added once and doubled, then the squares a[i]^2 are added
/// (Handbook of Applied Cryptography, Algorithm 14.16, in rows).
@inline(never)
func squareWords(
  _ a: UnsafePointer<UInt64>, _ n: Int, into t: UnsafeMutablePointer<UInt64>
) {
  if n.isMultiple(of: 4) {
    unsafe multiplyPairsInBlocks(a, n, into: t)
  } else {
    // Row i has n - i - 1 words, from 2 i + 1 on, and its carry is word i + n.
    unsafe t.update(repeating: 0, count: 2 &* n)
    for row in 0..<n &- 1 {
      unsafe t[row &+ n] = addRow(
        a + (row &+ 1), n &- row &- 1, times: a[row], to: t + (2 &* row &+ 1))
    }
  }
  var below: UInt64 = 0
  var carry: UInt8 = 0
  for index in 0..<n {
    let square = unsafe a[index].multipliedFullWidth(by: a[index])
    let (low, high) = unsafe (t[2 &* index], t[2 &* index &+ 1])
    unsafe t[2 &* index] = add(low << 1 | below, square.low, &carry)
    unsafe t[2 &* index &+ 1] = add(high << 1 | low >> 63, square.high, &carry)
    below = high >> 63
  }
}

/// Sets `result` to t / R mod m, where t has 2 n words and is less than R m; t is destroyed.
///
/// Adds that multiple of m which makes the lower half zero, and leaves this behind (Handbook of
/// Applied Cryptography, Algorithm 14.32).
@inline(never)
func reduceWords(
  _ t: UnsafeMutablePointer<UInt64>, modulo m: UnsafePointer<UInt64>, _ n: Int,
  _ minusInverse: UInt64, into result: UnsafeMutablePointer<UInt64>
) {
  let top: UInt8
  if n.isMultiple(of: 4) {
    top = unsafe addMultipleInBlocks(of: m, n, minusInverse, to: t)
  } else {
    top = unsafe addMultipleInRows(of: m, n, minusInverse, to: t)
  }
  // Less than (R m + R m) / R = 2 m: one subtraction is enough.
  unsafe subtractOnce(m, n, from: t + n, top: UInt64(top), into: result)
}

/// Adds to t, of 2 n words, a multiple of m below R m, and returns the bit above.
///
/// It is the one that makes the lower half zero.
@inline(__always)
func addMultipleInRows(
  of m: UnsafePointer<UInt64>, _ n: Int, _ minusInverse: UInt64,
  to t: UnsafeMutablePointer<UInt64>
) -> UInt8 {
  var top: UInt8 = 0
  for row in 0..<n {
    // Row i changes the words i to i + n - 1, and its carry belongs to word i + n.
    let carry = unsafe addRow(m, n, times: t[row] &* minusInverse, to: t + row)
    unsafe t[row &+ n] = add(t[row &+ n], carry, &top)
  }
  return top
}

/// Sets `result` to a number below 2 m modulo m; the number has n words and the bit `top` above.
@inline(__always)
func subtractOnce(
  _ m: UnsafePointer<UInt64>, _ n: Int, from number: UnsafePointer<UInt64>, top: UInt64,
  into result: UnsafeMutablePointer<UInt64>
) {
  var borrow: UInt8 = 0
  for index in 0..<n { unsafe result[index] = subtract(number[index], m[index], &borrow) }
  let isLess = Choice(bit: UInt64(borrow) & (1 ^ top)).mask
  for index in 0..<n {
    unsafe result[index] ^= (result[index] ^ number[index]) & isLess
  }
}

/// Sets `result` to a + b mod m; both are less than m.
@inline(never)
func addWords(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, modulo m: UnsafePointer<UInt64>,
  _ n: Int, sum: UnsafeMutablePointer<UInt64>, into result: UnsafeMutablePointer<UInt64>
) {
  // `sum` is n words that nobody else uses.
  var carry: UInt8 = 0
  for index in 0..<n { unsafe sum[index] = add(a[index], b[index], &carry) }
  unsafe subtractOnce(m, n, from: sum, top: UInt64(carry), into: result)
}

/// Sets `result` to a - b mod m; both are less than m.
@inline(never)
func subtractWords(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, modulo m: UnsafePointer<UInt64>,
  _ n: Int, into result: UnsafeMutablePointer<UInt64>
) {
  // All have n words.
  var borrow: UInt8 = 0
  for index in 0..<n { unsafe result[index] = subtract(a[index], b[index], &borrow) }
  // Below zero: add m once.
  let isNegative = Choice(bit: UInt64(borrow)).mask
  var carry: UInt8 = 0
  for index in 0..<n {
    unsafe result[index] = add(result[index], m[index] & isNegative, &carry)
  }
}
