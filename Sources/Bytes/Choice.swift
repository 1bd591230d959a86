/// A secret truth value: all ones or all zeros, combined without a branch.
///
/// The optimiser may turn a mask back into a jump when it can prove that the mask has two values
/// only; `init(mask:)` therefore passes every mask through a function that it cannot look into.
public struct Choice: Sendable {
  /// All ones for true, all zeros for false.
  public let mask: UInt64

  /// The choice that is false.
  public static let no = Choice(mask: 0)
  /// The choice that is true.
  public static let yes = Choice(mask: .max)

  @inlinable
  package init(mask: UInt64) {
    self.mask = opaqueMask(mask)
  }

  /// True when the lowest bit of a word is set; the other bits must be zero.
  @inlinable
  public init(bit: UInt64) {
    self.init(mask: 0 &- bit)
  }

  /// True when a word is zero.
  @inlinable
  public init(isZero word: UInt64) {
    // word | -word has its top bit set exactly when word is not zero.
    self.init(bit: 1 ^ ((word | (0 &- word)) >> 63))
  }

  /// True when two words are equal.
  @inlinable
  public init(_ left: UInt64, equals right: UInt64) {
    self.init(isZero: left ^ right)
  }

  /// True when the left word is less than the right one.
  @inlinable
  public init(_ left: UInt64, isLessThan right: UInt64) {
    // The borrow of left - right, from Hacker's Delight, section 2-13.
    self.init(bit: ((~left & right) | ((~left | right) & (left &- right))) >> 63)
  }

  /// True when two octet strings of one public length are equal, in time that depends on the
  /// length alone; false when the lengths differ.
  public init(_ left: [UInt8], equals right: [UInt8]) {
    guard left.count == right.count else {
      self = .no
      return
    }
    var difference: UInt8 = 0
    for index in left.indices { difference |= left[index] ^ right[index] }
    self.init(isZero: UInt64(difference))
  }

  /// True when both are.
  @inlinable
  public static func & (left: Choice, right: Choice) -> Choice {
    Choice(mask: left.mask & right.mask)
  }

  /// True when either is.
  @inlinable
  public static func | (left: Choice, right: Choice) -> Choice {
    Choice(mask: left.mask | right.mask)
  }

  /// True when this is false.
  @inlinable
  public static prefix func ! (choice: Choice) -> Choice {
    Choice(mask: ~choice.mask)
  }

  /// Returns `first` when true and `second` when false, reading both.
  @inlinable
  public func select<Word: FixedWidthInteger & UnsignedInteger>(_ first: Word, _ second: Word)
    -> Word
  {
    second ^ (Word(truncatingIfNeeded: mask) & (first ^ second))
  }

  /// The public truth value: calling this says that the caller may branch on it.
  public var declassified: Bool { declassifyMask(mask) }
}

/// Hides where a mask comes from, so that no branch can be made of it.
@inline(never)
@usableFromInline
@_optimize(none)
func opaqueMask(_ mask: UInt64) -> UInt64 {
  mask
}
