import Bytes

extension Natural {
  /// Returns the sum.
  public static func + (left: Natural, right: Natural) -> Natural {
    let count = max(left.words.count, right.words.count)
    let right = right.words(count: count)
    var sum = left.words(count: count)
    var carry: UInt64 = 0
    for index in 0..<count { sum[index] = addWithCarry(sum[index], right[index], &carry) }
    sum.append(carry)
    return Natural(words: sum)
  }

  /// Returns the difference; the left number must not be the smaller one.
  public static func - (left: Natural, right: Natural) -> Natural {
    precondition(left.words.count >= right.words.count, "a natural number is not negative")
    let right = right.words(count: left.words.count)
    var difference = left.words
    var borrow: UInt64 = 0
    for index in difference.indices {
      difference[index] = subtractWithBorrow(difference[index], right[index], &borrow)
    }
    precondition(Choice(isZero: borrow).declassified, "a natural number is not negative")
    return Natural(words: difference)
  }

  /// Replaces the left number by the sum.
  public static func += (left: inout Natural, right: Natural) { left = left + right }

  /// Replaces the left number, which must not be the smaller one, by the difference.
  public static func -= (left: inout Natural, right: Natural) { left = left - right }

  /// Returns the number times 2^`count`.
  public static func << (number: Natural, count: Int) -> Natural {
    precondition(count >= 0, "shift the other way instead")
    let (whole, bits) = (count / 64, UInt64(count % 64))
    var words = [UInt64](repeating: 0, count: whole) + number.words + [0]
    // A word moves into two; from above, so that none is overwritten before it is read.
    for index in stride(from: words.count - 1, to: whole, by: -1) where bits > 0 {
      words[index] = words[index] << bits | words[index - 1] >> (64 - bits)
    }
    if whole < words.count { words[whole] <<= bits }
    return Natural(words: words)
  }

  /// Returns the number divided by 2^`count`, without the remainder.
  public static func >> (number: Natural, count: Int) -> Natural {
    precondition(count >= 0, "shift the other way instead")
    let bits = UInt64(count % 64)
    var words = Array(number.words.dropFirst(count / 64))
    for index in words.indices where bits > 0 {
      let above = index + 1 < words.count ? words[index + 1] : 0
      words[index] = words[index] >> bits | above << (64 - bits)
    }
    return Natural(words: words)
  }
}
