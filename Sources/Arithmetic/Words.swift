import Bytes

/// Adds two words and the carry of the words below, and leaves the carry to the words above.
@inlinable
@inline(__always)
package func addWithCarry(_ left: UInt64, _ right: UInt64, _ carry: inout UInt64) -> UInt64 {
  let sum = UInt128(left) &+ UInt128(right) &+ UInt128(carry)
  carry = UInt64(truncatingIfNeeded: sum >> 64)
  return UInt64(truncatingIfNeeded: sum)
}

/// Subtracts a word and the borrow of the words below, and leaves the borrow, 0 or 1, to the
/// words above.
@inlinable
@inline(__always)
package func subtractWithBorrow(_ left: UInt64, _ right: UInt64, _ borrow: inout UInt64) -> UInt64 {
  let difference = UInt128(left) &- UInt128(right) &- UInt128(borrow)
  borrow = UInt64(truncatingIfNeeded: difference >> 64) & 1
  return UInt64(truncatingIfNeeded: difference)
}

/// Returns the low word of `left * right + addend + carry`, and leaves the high word in `carry`.
///
/// (2^64 - 1)^2 + 2 (2^64 - 1) = 2^128 - 1: the sum always fits two words.
@inlinable
@inline(__always)
package func multiplyAdd(
  _ left: UInt64, _ right: UInt64, _ addend: UInt64, _ carry: inout UInt64
) -> UInt64 {
  let sum = UInt128(left) &* UInt128(right) &+ UInt128(addend) &+ UInt128(carry)
  carry = UInt64(truncatingIfNeeded: sum >> 64)
  return UInt64(truncatingIfNeeded: sum)
}

/// Numbers of one public length in words, changed or not by a secret choice.
enum Words {
  /// Adds one number to another when told to, and returns the carry.
  static func add(_ addend: [UInt64], to number: inout [UInt64], when choice: Choice) -> UInt64 {
    var carry: UInt64 = 0
    for index in number.indices {
      number[index] = addWithCarry(number[index], addend[index] & choice.mask, &carry)
    }
    return carry
  }

  /// Subtracts one number from another, modulo 2^(64 n), when told to.
  static func subtract(_ other: [UInt64], from number: inout [UInt64], when choice: Choice) {
    var borrow: UInt64 = 0
    for index in number.indices {
      number[index] = subtractWithBorrow(number[index], other[index] & choice.mask, &borrow)
    }
  }

  /// Halves a number whose bit above the words is `top`, when told to.
  static func shiftRight(_ number: inout [UInt64], top: UInt64, when choice: Choice) {
    var above = top
    for index in number.indices.reversed() {
      let word = number[index]
      number[index] = choice.select(word >> 1 | above << 63, word)
      above = word & 1
    }
  }

  /// Replaces a number by another when told to.
  static func replace(_ number: inout [UInt64], by other: [UInt64], when choice: Choice) {
    for index in number.indices { number[index] = choice.select(other[index], number[index]) }
  }

  /// True when two numbers are equal.
  static func areEqual(_ left: [UInt64], _ right: [UInt64]) -> Choice {
    var difference: UInt64 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    return Choice(isZero: difference)
  }

  /// True when the left number is less.
  static func isLess(_ left: [UInt64], than right: [UInt64]) -> Choice {
    var borrow: UInt64 = 0
    for index in left.indices { _ = subtractWithBorrow(left[index], right[index], &borrow) }
    return Choice(bit: borrow)
  }
}
