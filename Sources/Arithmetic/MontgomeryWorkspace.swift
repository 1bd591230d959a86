import Bytes

/// The working memory of a computation modulo one number: numbered residues of n words each, a
/// copy of the modulus, and room for a product; wiped when its owner lets go.
///
/// It is made once for a computation, so that no multiplication allocates. This type checks the
/// numbers of the residues, and so the bounds of every loop in WordRows.swift. It is a class in all
/// but name: a method changes the memory, not the value.
@safe
struct MontgomeryWorkspace: ~Copyable {
  private let words: UnsafeMutablePointer<UInt64>
  private let n: Int
  private let minusInverse: UInt64
  private let residues: Int

  /// Allocates residues, all zero.
  init(modulus: [UInt64], minusInverse: UInt64, residues: Int) {
    n = modulus.count
    self.minusInverse = minusInverse
    self.residues = residues
    // The modulus, the product, the residues.
    unsafe words = .allocate(capacity: (3 + residues) * n)
    unsafe words.initialize(repeating: 0, count: (3 + residues) * n)
    for index in 0..<n { unsafe words[index] = modulus[index] }
  }

  deinit {
    unsafe wipe(UnsafeMutableRawBufferPointer(start: words, count: 8 * (3 + residues) * n))
    unsafe words.deallocate()
  }

  private var product: UnsafeMutablePointer<UInt64> { unsafe words + n }

  /// Where a residue begins; the one place where a number becomes an address.
  @inline(__always)
  private func residue(_ number: Int) -> UnsafeMutablePointer<UInt64> {
    precondition(number >= 0 && number < residues, "a residue of this working memory")
    return unsafe words + (3 &+ number) &* n
  }

  /// Copies n words into a residue, from an offset on.
  func set(_ number: Int, _ source: [UInt64], from offset: Int = 0) {
    precondition(offset >= 0 && offset + n <= source.count, "a residue has n words")
    let target = unsafe residue(number)
    for index in 0..<n { unsafe target[index] = source[offset + index] }
  }

  /// Returns the words of a residue.
  func get(_ number: Int) -> [UInt64] {
    let source = unsafe residue(number)
    return (0..<n).map { unsafe source[$0] }
  }

  /// Copies one residue to another.
  func copy(_ source: Int, into target: Int) {
    unsafe residue(target).update(from: residue(source), count: n)
  }

  /// Multiplies two residues, and divides by R; at most one of them may be m or more.
  func multiply(_ a: Int, _ b: Int, into target: Int) {
    unsafe multiplyWords(residue(a), residue(b), n, into: product)
    unsafe reduceWords(product, modulo: words, n, minusInverse, into: residue(target))
  }

  /// Squares a residue, and divides by R.
  func square(_ a: Int, into target: Int) {
    unsafe squareWords(residue(a), n, into: product)
    unsafe reduceWords(product, modulo: words, n, minusInverse, into: residue(target))
  }

  /// Divides a residue by R: the way out of Montgomery form.
  func reduce(_ a: Int, into target: Int) {
    // A residue is less than R m.
    unsafe product.update(from: residue(a), count: n)
    unsafe (product + n).update(repeating: 0, count: n)
    unsafe reduceWords(product, modulo: words, n, minusInverse, into: residue(target))
  }

  /// Divides a number by R modulo m.
  ///
  /// The number must be less than R m, and have at most 2 n words.
  func reduce(_ number: [UInt64], into target: Int) {
    precondition(number.count <= 2 * n, "a product has 2 n words at most")
    for index in 0..<2 * n { unsafe product[index] = index < number.count ? number[index] : 0 }
    unsafe reduceWords(product, modulo: words, n, minusInverse, into: residue(target))
  }

  /// Adds two residues below m.
  func add(_ a: Int, _ b: Int, into target: Int) {
    unsafe addWords(
      residue(a), residue(b), modulo: words, n, sum: product, into: residue(target))
  }

  /// Subtracts a residue from another, both below m.
  func subtract(_ a: Int, _ b: Int, into target: Int) {
    unsafe subtractWords(residue(a), residue(b), modulo: words, n, into: residue(target))
  }

  /// Copies one of several residues, whose position among them is secret, reading all of them.
  func gather(_ position: UInt64, from first: Int, count: Int, into target: Int) {
    precondition(count > 0 && first + count <= residues, "residues of this working memory")
    let (result, table) = unsafe (residue(target), residue(first))
    var index = 0
    // Eight words at a time stay in registers while the residues go by.
    while index &+ 8 <= n {
      var found = SIMD8<UInt64>(repeating: 0)
      for entry in 0..<count {
        let words = unsafe UnsafeRawPointer(table + (entry &* n &+ index))
        found |= unsafe words.loadUnaligned(as: SIMD8<UInt64>.self) & SIMD8(repeating: mask(entry))
      }
      unsafe UnsafeMutableRawPointer(result + index).storeBytes(of: found, as: SIMD8<UInt64>.self)
      index &+= 8
    }
    while index < n {
      var found: UInt64 = 0
      for entry in 0..<count { found |= unsafe table[entry &* n &+ index] & mask(entry) }
      unsafe result[index] = found
      index &+= 1
    }

    /// Ones for the position: then alone is 0 - 1 negative.
    @inline(__always)
    func mask(_ entry: Int) -> UInt64 {
      UInt64(bitPattern: (Int64(bitPattern: position ^ UInt64(entry)) &- 1) >> 63)
    }
  }
}
