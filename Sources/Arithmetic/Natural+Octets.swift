import Bytes

extension Natural {
  /// Creates the number that an octet string stands for, the most significant octet first:
  /// OS2IP (RFC 8017, section 4.2).
  ///
  /// Leading zeros are allowed; the empty string is zero.
  public init(bigEndian octets: [UInt8]) {
    var words = [UInt64](repeating: 0, count: (octets.count + 7) / 8)
    for (index, octet) in octets.reversed().enumerated() {
      words[index / 8] |= UInt64(octet) << UInt64(8 * (index % 8))
    }
    self.init(words: words)
  }

  /// Returns the number in exactly `count` octets, the most significant first: I2OSP (RFC 8017,
  /// section 4.1).
  ///
  /// - Throws: `ArithmeticError.integerTooLarge` when the number needs more octets.
  public func bigEndianBytes(count: Int) throws(ArithmeticError) -> [UInt8] {
    precondition(count >= 0, "an octet string has no negative length")
    guard fits(octets: count).declassified else {
      throw .integerTooLarge(octets: byteCount, available: count)
    }
    var octets = [UInt8](repeating: 0, count: count)
    for index in 0..<min(count, 8 * words.count) {
      octets[count - 1 - index] = UInt8(
        truncatingIfNeeded: words[index / 8] >> UInt64(8 * (index % 8)))
    }
    return octets
  }

  /// True when the number has no digit above so many octets.
  private func fits(octets count: Int) -> Choice {
    var above: UInt64 = 0
    for index in words.indices where 8 * (index + 1) > count {
      let octetsBelow = max(0, count - 8 * index)  // of this word, fewer than 8
      above |= words[index] >> UInt64(8 * octetsBelow)
    }
    return Choice(isZero: above)
  }

  /// The number in as few octets as hold it, the most significant first; none for zero.
  public var bigEndianBytes: [UInt8] {
    let count = byteCount
    return (0..<count).reversed().map { index in
      UInt8(truncatingIfNeeded: words[index / 8] >> UInt64(8 * (index % 8)))
    }
  }
}
