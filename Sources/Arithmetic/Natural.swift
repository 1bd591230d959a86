import Bytes

/// A natural number of any size, zero among them.
///
/// Sums, products and octets take time that depends on the *lengths* of the operands in words
/// only. Comparison, division, gcd, text and the functions whose names end in `VariableTime` take
/// time that depends on the values, and are for public numbers. Numbers are kept without leading
/// zero words, so that the length in words of a secret can show: for a random secret of the size
/// of its modulus that tells less than one value in 2^64 from the others. What happens to secrets
/// modulo a number is `Montgomery`.
public struct Natural: Sendable, Hashable {
  /// The digits in base 2^64, the least significant first, the last one not zero; none for zero.
  public private(set) var words: [UInt64]

  /// Zero.
  public static let zero = Natural(0)
  /// One.
  public static let one = Natural(1)

  /// Creates a number of one word.
  public init(_ value: UInt64) {
    words = value == 0 ? [] : [value]
  }

  /// Creates a number from its digits in base 2^64, the least significant first; leading zeros
  /// are allowed.
  public init(words: [UInt64]) {
    self.words = words
    // That the highest word is zero shows, and no more of it.
    while let last = self.words.last, Choice(isZero: last).declassified {
      self.words.removeLast()
    }
  }

  /// The position of the highest bit that is set, counted from 1; 0 for zero.
  public var bitWidth: Int {
    words.isEmpty ? 0 : 64 * words.count - words[words.count - 1].leadingZeroBitCount
  }

  /// The number of bytes of the shortest big-endian form; 0 for zero.
  public var byteCount: Int { (bitWidth + 7) / 8 }

  /// True for 0.
  public var isZero: Bool { words.isEmpty }

  /// True for zero, two, four and so on.
  public var isEven: Bool { (words.first ?? 0) & 1 == 0 }

  /// The number of zero bits below the lowest bit that is set; 0 for zero.
  public var trailingZeroBitCount: Int {
    guard let index = words.firstIndex(where: { $0 != 0 }) else { return 0 }
    return 64 * index + words[index].trailingZeroBitCount
  }

  /// Returns one bit, counted from 0 at the least significant end; bits above the number are 0.
  public func bit(_ index: Int) -> Bool {
    precondition(index >= 0, "bits are counted from 0")
    return index / 64 < words.count && words[index / 64] >> UInt64(index % 64) & 1 == 1
  }

  /// The number as one word, or nil when it needs more.
  public var word: UInt64? {
    switch words.count {
    case 0: 0
    case 1: words[0]
    default: nil
    }
  }

  /// The digits in base 2^64 with zeros to exactly `count` words, which must suffice.
  public func words(count: Int) -> [UInt64] {
    precondition(count >= words.count, "the number must fit the words")
    return words + [UInt64](repeating: 0, count: count - words.count)
  }

  /// Returns the same number with digits of its own, which `wipe` can overwrite.
  public func copied() -> Natural {
    Natural(words: words.map { $0 })
  }

  /// Overwrites the digits in memory, when nobody else shares them, and leaves zero.
  public mutating func wipe() {
    Bytes.wipe(&words)
  }
}

extension Natural: Comparable {
  /// Compares from the most significant word, in time that depends on the values.
  public static func < (left: Natural, right: Natural) -> Bool {
    guard left.words.count == right.words.count else {
      return left.words.count < right.words.count
    }
    for index in left.words.indices.reversed() where left.words[index] != right.words[index] {
      return left.words[index] < right.words[index]
    }
    return false
  }
}

extension Natural: ExpressibleByIntegerLiteral {
  /// Creates a number from a literal of any size.
  public init(integerLiteral value: StaticBigInt) {
    precondition(value.signum() >= 0, "a natural number is not negative")
    self.init(words: (0..<(value.bitWidth + 63) / 64).map { UInt64(value[$0]) })
  }
}
