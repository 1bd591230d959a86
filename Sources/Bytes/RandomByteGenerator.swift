/// A source of random octets: the operating system's, or a deterministic one (HMAC_DRBG).
///
/// Randomness is always a parameter; nothing below the edge of the program reaches for its own.
public protocol RandomByteGenerator: Sendable {
  /// Returns `count` random octets.
  mutating func generate(_ count: Int) -> [UInt8]
}

/// The operating system's generator, for everything that nobody seeded.
public struct SystemRandom: RandomByteGenerator {
  /// Means nothing, but gives the value a place in memory: ThreadSanitizer looks at what is handed
  /// on `inout`, and crashes where that has none (docs/load.md).
  private var place: UInt8 = 0

  /// Creates a handle to the operating system's generator; it has no state of its own.
  public init() {}

  /// Returns `count` octets of the operating system's generator.
  public mutating func generate(_ count: Int) -> [UInt8] {
    var system = SystemRandomNumberGenerator()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      let word: UInt64 = system.next()
      let wanted = min(8, count - bytes.count)
      for index in 0..<wanted {
        bytes.append(UInt8(truncatingIfNeeded: word >> (8 * UInt64(index))))
      }
    }
    return bytes
  }
}
