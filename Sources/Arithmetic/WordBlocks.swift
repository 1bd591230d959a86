// Products of numbers whose length is a multiple of four words, in blocks of four times four words.
//
// Within a block the words of the result are made column by column, so that a word of the sum is
// read and written once for four products, where a row does so for each. N. Gura and others call
// it the hybrid method ("Comparing Elliptic Curve Cryptography and RSA on 8-bit CPUs", CHES 2004).

/// Four words of a number, the least significant first.
private struct FourWords {
  var w0: UInt64 = 0
  var w1: UInt64 = 0
  var w2: UInt64 = 0
  var w3: UInt64 = 0

  @inline(__always)
  init() {}

  @inline(__always)
  init(_ words: UnsafePointer<UInt64>) {
    // The caller has four words left.
    unsafe (w0, w1, w2, w3) = (words[0], words[1], words[2], words[3])
  }

  @inline(__always)
  func write(to words: UnsafeMutablePointer<UInt64>) {
    // The caller has four words left.
    unsafe (words[0], words[1], words[2], words[3]) = (w0, w1, w2, w3)
  }
}

/// A column of products, whose lowest word is the next one of the result.
///
/// The low halves of the products are summed here and the high halves for the next column, each in
/// two words: no third word is needed, and the sums do not wait for the carry, which is added last.
private struct ProductColumn {
  private var lows: UInt128 = 0
  private var highs: UInt128 = 0
  private var carry: UInt128 = 0

  @inline(__always)
  init() {}

  /// Adds a product.
  @inline(__always)
  mutating func add(_ left: UInt64, times right: UInt64) {
    let product = left.multipliedFullWidth(by: right)
    lows &+= UInt128(product.low)
    highs &+= UInt128(product.high)
  }

  /// Adds a word.
  @inline(__always)
  mutating func add(_ word: UInt64) { carry &+= UInt128(word) }

  /// The lowest word.
  var word: UInt64 {
    @inline(__always) get { UInt64(truncatingIfNeeded: lows &+ carry) }
  }

  /// Returns the lowest word, and goes on to the next column.
  @inline(__always)
  mutating func next() -> UInt64 {
    let sum = lows &+ carry
    carry = sum >> 64
    lows = highs
    highs = 0
    return UInt64(truncatingIfNeeded: sum)
  }
}

/// Adds four words times four words, and the carry of the block below, to four words of a sum, and
/// leaves what is above them in the carry.
///
/// (2^256 - 1)^2 + 2 (2^256 - 1) = 2^512 - 1: the sum always fits eight words.
@inline(__always)
private func addBlock(
  _ a: UnsafePointer<UInt64>, times b: FourWords, to sum: UnsafeMutablePointer<UInt64>,
  _ carry: inout FourWords
) {
  // The caller has four words left in both.
  let a = unsafe FourWords(a)
  var column = ProductColumn()
  unsafe column.add(sum[0])
  column.add(carry.w0)
  column.add(a.w0, times: b.w0)
  unsafe sum[0] = column.next()
  unsafe column.add(sum[1])
  column.add(carry.w1)
  column.add(a.w0, times: b.w1)
  column.add(a.w1, times: b.w0)
  unsafe sum[1] = column.next()
  unsafe column.add(sum[2])
  column.add(carry.w2)
  column.add(a.w0, times: b.w2)
  column.add(a.w1, times: b.w1)
  column.add(a.w2, times: b.w0)
  unsafe sum[2] = column.next()
  unsafe column.add(sum[3])
  column.add(carry.w3)
  column.add(a.w0, times: b.w3)
  column.add(a.w1, times: b.w2)
  column.add(a.w2, times: b.w1)
  column.add(a.w3, times: b.w0)
  unsafe sum[3] = column.next()
  column.add(a.w1, times: b.w3)
  column.add(a.w2, times: b.w2)
  column.add(a.w3, times: b.w1)
  carry.w0 = column.next()
  column.add(a.w2, times: b.w3)
  column.add(a.w3, times: b.w2)
  carry.w1 = column.next()
  column.add(a.w3, times: b.w3)
  carry.w2 = column.next()
  carry.w3 = column.word
}

/// Adds the products of each two of four words to four words of a sum, and returns what is above
/// them.
@inline(__always)
private func addTriangle(_ a: FourWords, to sum: UnsafeMutablePointer<UInt64>) -> FourWords {
  // The caller has four words left.
  var column = ProductColumn()
  var carry = FourWords()
  unsafe column.add(sum[1])
  column.add(a.w0, times: a.w1)
  unsafe sum[1] = column.next()
  unsafe column.add(sum[2])
  column.add(a.w0, times: a.w2)
  unsafe sum[2] = column.next()
  unsafe column.add(sum[3])
  column.add(a.w0, times: a.w3)
  column.add(a.w1, times: a.w2)
  unsafe sum[3] = column.next()
  column.add(a.w1, times: a.w3)
  carry.w0 = column.next()
  column.add(a.w2, times: a.w3)
  carry.w1 = column.next()
  carry.w2 = column.next()
  carry.w3 = column.word
  return carry
}

/// Returns the four factors of m that make four words of t zero, and leaves in `carry` what t and
/// the lowest four words of m times the factors have above these words.
@inline(__always)
private func factors(
  _ t: UnsafePointer<UInt64>, _ m: FourWords, _ minusInverse: UInt64, _ carry: inout FourWords
) -> FourWords {
  // The caller has four words left.
  var q = FourWords()
  var column = ProductColumn()
  unsafe column.add(t[0])
  q.w0 = column.word &* minusInverse
  column.add(q.w0, times: m.w0)
  _ = column.next()
  unsafe column.add(t[1])
  column.add(q.w0, times: m.w1)
  q.w1 = column.word &* minusInverse
  column.add(q.w1, times: m.w0)
  _ = column.next()
  unsafe column.add(t[2])
  column.add(q.w0, times: m.w2)
  column.add(q.w1, times: m.w1)
  q.w2 = column.word &* minusInverse
  column.add(q.w2, times: m.w0)
  _ = column.next()
  unsafe column.add(t[3])
  column.add(q.w0, times: m.w3)
  column.add(q.w1, times: m.w2)
  column.add(q.w2, times: m.w1)
  q.w3 = column.word &* minusInverse
  column.add(q.w3, times: m.w0)
  _ = column.next()
  column.add(q.w1, times: m.w3)
  column.add(q.w2, times: m.w2)
  column.add(q.w3, times: m.w1)
  carry.w0 = column.next()
  column.add(q.w2, times: m.w3)
  column.add(q.w3, times: m.w2)
  carry.w1 = column.next()
  column.add(q.w3, times: m.w3)
  carry.w2 = column.next()
  carry.w3 = column.word
  return q
}

/// Sets t, of 2 n words, to the product of two numbers of n words, a multiple of four.
@inline(never)
func multiplyBlocks(
  _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, _ n: Int,
  into t: UnsafeMutablePointer<UInt64>
) {
  unsafe t.update(repeating: 0, count: n)
  var row = 0
  while row < n {
    let four = unsafe FourWords(b + row)
    var carry = FourWords()
    var index = 0
    while index < n {
      unsafe addBlock(a + index, times: four, to: t + (index &+ row), &carry)
      index &+= 4
    }
    unsafe carry.write(to: t + (row &+ n))
    row &+= 4
  }
}

/// Sets t, of 2 n words, to the sum of the products a[i] a[j] with i < j of a number of n words, a
/// multiple of four.
@inline(__always)
func multiplyPairsInBlocks(
  _ a: UnsafePointer<UInt64>, _ n: Int, into t: UnsafeMutablePointer<UInt64>
) {
  unsafe t.update(repeating: 0, count: n)
  var row = 0
  while row < n {
    let four = unsafe FourWords(a + row)
    var carry = unsafe addTriangle(four, to: t + 2 &* row)
    var index = row &+ 4
    while index < n {
      unsafe addBlock(a + index, times: four, to: t + (index &+ row), &carry)
      index &+= 4
    }
    unsafe carry.write(to: t + (row &+ n))
    row &+= 4
  }
}

/// Adds to t, of 2 n words, a multiple of m below R m, and returns the bit above.
///
/// It is the one that makes the lower half zero, which is left as it was. The length n is a multiple
/// of four.
@inline(__always)
func addMultipleInBlocks(
  of m: UnsafePointer<UInt64>, _ n: Int, _ minusInverse: UInt64,
  to t: UnsafeMutablePointer<UInt64>
) -> UInt8 {
  let lowest = unsafe FourWords(m)
  var top: UInt8 = 0
  var row = 0
  while row < n {
    let words = unsafe t + row
    var carry = FourWords()
    let four = unsafe factors(words, lowest, minusInverse, &carry)
    var index = 4
    while index < n {
      unsafe addBlock(m + index, times: four, to: words + index, &carry)
      index &+= 4
    }
    let above = unsafe words + n
    unsafe above[0] = add(above[0], carry.w0, &top)
    unsafe above[1] = add(above[1], carry.w1, &top)
    unsafe above[2] = add(above[2], carry.w2, &top)
    unsafe above[3] = add(above[3], carry.w3, &top)
    row &+= 4
  }
  return top
}
