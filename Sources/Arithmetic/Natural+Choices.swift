import Bytes

/// Verdicts on secret numbers, in time that depends on the lengths in words only.
extension Natural {
  /// True for 1, 3, 5 and so on.
  public var isOdd: Choice { Choice(bit: (words.first ?? 0) & 1) }

  /// True when two numbers are equal.
  public static func areEqual(_ left: Natural, _ right: Natural) -> Choice {
    let count = max(left.words.count, right.words.count)
    return Words.areEqual(left.words(count: count), right.words(count: count))
  }

  /// True when the left number is less than the right one.
  public static func isLess(_ left: Natural, than right: Natural) -> Choice {
    let count = max(left.words.count, right.words.count)
    return Words.isLess(left.words(count: count), than: right.words(count: count))
  }
}
