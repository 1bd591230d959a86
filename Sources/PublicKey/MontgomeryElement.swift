import Arithmetic
import Bytes

/// A prime of `count` words and what Montgomery multiplication needs to know of it.
public protocol FieldPrime: Sendable {
  /// The digits in base 2^64, the least significant first: `InlineArray<count, UInt64>`.
  associatedtype Words
  /// The prime m.
  static var modulus: Words { get }
  /// R^2 mod m, for R = 2^(64 `count`).
  static var rSquared: Words { get }
  /// -1/m modulo 2^64.
  static var minusInverse: UInt64 { get }
  /// The width of the prime in bits.
  static var bitWidth: Int { get }
  /// Returns the inverse of a number below the prime, in constant time, where there is a faster way
  /// than by Fermat's little theorem; else nil.
  static func inverse(of number: Words) -> Words?
}

extension FieldPrime {
  /// No faster way.
  public static func inverse(of number: Words) -> Words? { nil }
}

/// A field element in Montgomery form, a R mod m, in words of its own without an allocation.
///
/// The arithmetic is that of `Montgomery`, which has the reasons; here the length is known to the
/// compiler, which unrolls the loops.
public struct MontgomeryElement<let count: Int, Prime: FieldPrime>: PrimeFieldElement
where Prime.Words == InlineArray<count, UInt64> {
  typealias Words = InlineArray<count, UInt64>

  private var words: Words

  private init(montgomeryForm words: Words) {
    self.words = words
  }

  /// The width of the prime in bits.
  public static var bitWidth: Int { Prime.bitWidth }

  /// The prime in `byteCount` octets, the most significant first.
  public static var modulusOctets: [UInt8] { octets(of: Prime.modulus) }

  /// The zero of the field.
  public static var zero: MontgomeryElement {
    MontgomeryElement(montgomeryForm: Words(repeating: 0))
  }

  /// The one of the field: R mod m.
  public static var one: MontgomeryElement {
    var unit = Words(repeating: 0)
    unit[0] = 1
    return MontgomeryElement(montgomeryForm: product(unit, Prime.rSquared))
  }

  /// Creates an element from big-endian octets of any number below R, which is reduced.
  public init(reducing octets: [UInt8]) {
    precondition(octets.count <= 8 * count, "the number must fit the words")
    var number = Words(repeating: 0)
    for index in octets.indices {
      let position = octets.count - 1 - index
      number[position / 8] |= UInt64(octets[index]) << UInt64(8 * (position % 8))
    }
    // The number need not be below m for this product to be.
    words = MontgomeryElement.product(number, Prime.rSquared)
  }

  /// The element in `byteCount` octets, the most significant first.
  public var octets: [UInt8] { Self.octets(of: number) }

  /// The element as a number less than m.
  var number: Words {
    var unit = Words(repeating: 0)
    unit[0] = 1
    return MontgomeryElement.product(words, unit)
  }

  private static func octets(of number: Words) -> [UInt8] {
    (0..<byteCount).reversed().map { position in
      UInt8(truncatingIfNeeded: number[position / 8] >> UInt64(8 * (position % 8)))
    }
  }

  /// True for zero.
  public var isZero: Choice {
    var bits: UInt64 = 0
    for index in 0..<count { bits |= words[index] }
    return Choice(isZero: bits)
  }

  /// Returns `first` when true and `second` when false, reading both.
  public static func select(
    _ choice: Choice, _ first: MontgomeryElement, _ second: MontgomeryElement
  ) -> MontgomeryElement {
    var selected = second.words
    for index in 0..<count {
      selected[index] = choice.select(first.words[index], second.words[index])
    }
    return MontgomeryElement(montgomeryForm: selected)
  }

  /// Returns the sum.
  @inline(__always)
  public static func + (left: MontgomeryElement, right: MontgomeryElement) -> MontgomeryElement {
    var total = Words(repeating: 0)
    var carry: UInt8 = 0
    for index in 0..<count {
      total[index] = sum(left.words[index], right.words[index], &carry)
    }
    return MontgomeryElement(montgomeryForm: subtractOnce(total, top: UInt64(carry)))
  }

  /// Returns the difference.
  @inline(__always)
  public static func - (left: MontgomeryElement, right: MontgomeryElement) -> MontgomeryElement {
    var words = Words(repeating: 0)
    var borrow: UInt8 = 0
    for index in 0..<count {
      words[index] = difference(left.words[index], right.words[index], &borrow)
    }
    let isNegative = Choice(bit: UInt64(borrow)).mask
    var carry: UInt8 = 0
    for index in 0..<count {
      words[index] = sum(words[index], Prime.modulus[index] & isNegative, &carry)
    }
    return MontgomeryElement(montgomeryForm: words)
  }

  /// Half of the number, to which m is added first when it is odd.
  @inline(__always)
  public var half: MontgomeryElement {
    let isOdd = Choice(bit: words[0] & 1).mask
    var even = Words(repeating: 0)
    var carry: UInt8 = 0
    for index in 0..<count { even[index] = sum(words[index], Prime.modulus[index] & isOdd, &carry) }
    for index in 0..<count {
      let above = index < count - 1 ? even[index + 1] : UInt64(carry)
      even[index] = even[index] >> 1 | above << 63
    }
    return MontgomeryElement(montgomeryForm: even)
  }

  /// Returns the product.
  public static func * (left: MontgomeryElement, right: MontgomeryElement) -> MontgomeryElement {
    MontgomeryElement(montgomeryForm: product(left.words, right.words))
  }

  /// The inverse; zero for zero.
  public var inverse: MontgomeryElement {
    guard let inverse = Prime.inverse(of: number) else { return inverseByPower }
    return MontgomeryElement(montgomeryForm: MontgomeryElement.product(inverse, Prime.rSquared))
  }

  /// a b / R mod m, where b is less than m, and a any number of `count` words.
  private static func product(_ a: Words, _ b: Words) -> Words {
    var product = Words(repeating: 0)
    var top: UInt64 = 0
    for row in 0..<count {
      // The sum has `count` words, the word `next` and what the two rows carry out of that.
      var next = top
      top = addRow(a, b[row], &product, &next)
      top &+= addRow(Prime.modulus, product[0] &* Prime.minusInverse, &product, &next)
      for index in 1..<count { product[index - 1] = product[index] }
      product[count - 1] = next
    }
    return subtractOnce(product, top: top)
  }

  /// Adds a number times a word to a sum, whose highest word is `next`, and returns the carry.
  ///
  /// First the low halves of the products and then the high ones: two chains of additions.
  @inline(__always)
  private static func addRow(
    _ a: Words, _ word: UInt64, _ total: inout Words, _ next: inout UInt64
  ) -> UInt64 {
    var high = Words(repeating: 0)
    var carry: UInt8 = 0
    for index in 0..<count {
      let product = a[index].multipliedFullWidth(by: word)
      total[index] = sum(total[index], product.low, &carry)
      high[index] = product.high
    }
    next = sum(next, 0, &carry)
    let first = carry
    carry = 0
    for index in 1..<count { total[index] = sum(total[index], high[index - 1], &carry) }
    next = sum(next, high[count - 1], &carry)
    return UInt64(first) &+ UInt64(carry)
  }

  /// Subtracts m from a number below 2 m, whose bit above the words is `top`, unless it is below m.
  @inline(__always)
  private static func subtractOnce(_ number: Words, top: UInt64) -> Words {
    var reduced = Words(repeating: 0)
    var borrow: UInt8 = 0
    for index in 0..<count {
      reduced[index] = difference(number[index], Prime.modulus[index], &borrow)
    }
    _ = difference(top, 0, &borrow)
    let isLess = Choice(bit: UInt64(borrow)).mask
    for index in 0..<count { reduced[index] ^= isLess & (reduced[index] ^ number[index]) }
    return reduced
  }
}
