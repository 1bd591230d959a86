import Bytes

/// A number modulo the prime p of P-256, in constant time and without a loop.
///
/// It is what `MontgomeryElement<4, P256.Prime>` is, the number times R = 2^256 modulo p, always
/// less than p, and the tests compare the two. What is saved here is the reduction: the digits of
///
///     p = 2^256 - 2^224 + 2^192 + 2^96 - 1
///
/// are so simple that a multiple of p takes shifts and subtractions instead of products.
public struct P256Coordinate: PrimeFieldElement {
  // Four variables instead of an array: the compiler then keeps them in registers.
  var w0: UInt64
  var w1: UInt64
  var w2: UInt64
  var w3: UInt64

  /// Takes the words of a R mod p, the least significant first.
  @inline(__always)
  init(montgomeryForm w0: UInt64, _ w1: UInt64, _ w2: UInt64, _ w3: UInt64) {
    self.w0 = w0
    self.w1 = w1
    self.w2 = w2
    self.w3 = w3
  }

  /// The zero of the field.
  public static var zero: P256Coordinate { P256Coordinate(montgomeryForm: 0, 0, 0, 0) }
  /// The one of the field: R mod p = 2^224 - 2^192 - 2^96 + 1.
  public static var one: P256Coordinate {
    P256Coordinate(montgomeryForm: 1, 0xffff_ffff_0000_0000, .max, 0xffff_fffe)
  }
  /// The width of the prime in bits.
  public static var bitWidth: Int { 256 }
  /// The prime in 32 octets, the most significant first.
  public static var modulusOctets: [UInt8] { MontgomeryElement<4, P256.Prime>.modulusOctets }

  /// Creates an element from at most 32 big-endian octets of any number, which is reduced.
  public init(reducing octets: [UInt8]) {
    let number = P256Words(bigEndian: octets)
    // R^2 mod p: the product with it puts a number into Montgomery form, and reduces it.
    let r = P256.Prime.rSquared
    self =
      P256Coordinate(montgomeryForm: r[0], r[1], r[2], r[3])
      * P256Coordinate(montgomeryForm: number.w0, number.w1, number.w2, number.w3)
  }

  /// The element in 32 octets, the most significant first.
  public var octets: [UInt8] {
    let number = self * P256Coordinate(montgomeryForm: 1, 0, 0, 0)
    return P256Words(number.w0, number.w1, number.w2, number.w3).octets
  }

  /// True for zero.
  public var isZero: Choice { Choice(isZero: w0 | w1 | w2 | w3) }

  /// Returns `first` when true and `second` when false, reading both.
  public static func select(
    _ choice: Choice, _ first: P256Coordinate, _ second: P256Coordinate
  ) -> P256Coordinate {
    select(mask: choice.mask, first, second)
  }

  /// Returns `first` for a mask of ones and `second` for zeros, reading both.
  @inline(__always)
  static func select(
    mask: UInt64, _ first: P256Coordinate, _ second: P256Coordinate
  ) -> P256Coordinate {
    P256Coordinate(
      montgomeryForm: second.w0 ^ (mask & (first.w0 ^ second.w0)),
      second.w1 ^ (mask & (first.w1 ^ second.w1)), second.w2 ^ (mask & (first.w2 ^ second.w2)),
      second.w3 ^ (mask & (first.w3 ^ second.w3)))
  }

  /// Returns the sum.
  @inline(__always)
  public static func + (left: P256Coordinate, right: P256Coordinate) -> P256Coordinate {
    var carry: UInt8 = 0
    let t0 = sum(left.w0, right.w0, &carry)
    let t1 = sum(left.w1, right.w1, &carry)
    let t2 = sum(left.w2, right.w2, &carry)
    let t3 = sum(left.w3, right.w3, &carry)
    return subtractOnce(t0, t1, t2, t3, top: UInt64(carry))
  }

  /// Returns the difference.
  @inline(__always)
  public static func - (left: P256Coordinate, right: P256Coordinate) -> P256Coordinate {
    var borrow: UInt8 = 0
    let t0 = difference(left.w0, right.w0, &borrow)
    let t1 = difference(left.w1, right.w1, &borrow)
    let t2 = difference(left.w2, right.w2, &borrow)
    let t3 = difference(left.w3, right.w3, &borrow)
    let mask = 0 &- UInt64(borrow)  // p is added when the difference is negative
    var carry: UInt8 = 0
    let s0 = sum(t0, mask, &carry)
    let s1 = sum(t1, mask & p1, &carry)
    let s2 = sum(t2, 0, &carry)
    let s3 = sum(t3, mask & p3, &carry)
    return P256Coordinate(montgomeryForm: s0, s1, s2, s3)
  }

  /// Half of the number, to which p is added first when it is odd.
  @inline(__always)
  public var half: P256Coordinate {
    let mask = 0 &- (w0 & 1)
    var carry: UInt8 = 0
    let t0 = sum(w0, mask, &carry)
    let t1 = sum(w1, mask & Self.p1, &carry)
    let t2 = sum(w2, 0, &carry)
    let t3 = sum(w3, mask & Self.p3, &carry)
    let top = UInt64(carry)
    return P256Coordinate(
      montgomeryForm: t0 >> 1 | t1 << 63, t1 >> 1 | t2 << 63, t2 >> 1 | t3 << 63,
      t3 >> 1 | top << 63)
  }

  /// Subtracts p from a number below 2 p, whose bit above the words is `top`, unless it is below p.
  @inline(__always)
  static func subtractOnce(
    _ t0: UInt64, _ t1: UInt64, _ t2: UInt64, _ t3: UInt64, top: UInt64
  ) -> P256Coordinate {
    var borrow: UInt8 = 0
    let s0 = difference(t0, p0, &borrow)
    let s1 = difference(t1, p1, &borrow)
    let s2 = difference(t2, 0, &borrow)
    let s3 = difference(t3, p3, &borrow)
    _ = difference(top, 0, &borrow)
    return select(
      mask: 0 &- UInt64(borrow), P256Coordinate(montgomeryForm: t0, t1, t2, t3),
      P256Coordinate(montgomeryForm: s0, s1, s2, s3))
  }

  /// The words of p; the third is 0.
  @inline(__always) static var p0: UInt64 { .max }
  @inline(__always) static var p1: UInt64 { 0x0000_0000_ffff_ffff }
  @inline(__always) static var p3: UInt64 { 0xffff_ffff_0000_0001 }
}

/// Adds two words and the carry of the words below, and leaves the carry to the words above.
///
/// The form is the one that compiles to a single instruction in a row of such sums.
@inline(__always)
func sum(_ left: UInt64, _ right: UInt64, _ carry: inout UInt8) -> UInt64 {
  let (partial, first) = left.addingReportingOverflow(right)
  let (total, second) = partial.addingReportingOverflow(UInt64(carry))
  carry = (first ? 1 : 0) | (second ? 1 : 0)
  return total
}

/// Subtracts a word and the borrow of the words below, and leaves the borrow to the words above.
@inline(__always)
func difference(_ left: UInt64, _ right: UInt64, _ borrow: inout UInt8) -> UInt64 {
  let (partial, first) = left.subtractingReportingOverflow(right)
  let (total, second) = partial.subtractingReportingOverflow(UInt64(borrow))
  borrow = (first ? 1 : 0) | (second ? 1 : 0)
  return total
}
