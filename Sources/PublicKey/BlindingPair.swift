import Arithmetic
import Bytes
import Synchronization

/// A number s and s^-d, both modulo n and in Montgomery form: c s is decrypted in place of c, and
/// the result times s^-d is what c decrypts to.
///
/// With r = s^d this is the pair (r^e, r^-1) of P. Kocher, "Timing attacks on implementations of
/// Diffie-Hellman, RSA, DSS, and other systems" (CRYPTO 1996), section 10.
struct BlindingPair: Sendable {
  /// s, which is r^e.
  var factor: [UInt64]
  /// s^-d, which is r^-1.
  var inverse: [UInt64]

  /// The pair of r^2: (r^2)^e = (r^e)^2, and (r^2)^-1 = (r^-1)^2.
  func squared(modulo n: Montgomery) -> BlindingPair {
    BlindingPair(factor: n.square(form: factor), inverse: n.square(form: inverse))
  }

  /// Overwrites both numbers in memory, when nobody else shares them.
  mutating func wipe() {
    Bytes.wipe(&factor)
    Bytes.wipe(&inverse)
  }
}

/// The blinding pairs of one private key, each given out once, for all threads.
///
/// A new pair costs as much as a private operation, a squared one four hundredth of that. Kocher
/// himself proposes to square: nobody who does not know r knows r^2, r^4 and so on, so every number
/// that the secret exponents work on remains unknown, and no two are equal. Squares are not
/// independent of each other, though; so that nothing which is learned about one could be used for
/// long, the pair is drawn again after 32 uses.
final class BlindingPairs: Sendable {
  /// How often a pair is used, the squared ones counted.
  static let uses = 32

  private struct Supply {
    var next: BlindingPair
    var usesLeft: Int
  }

  private let supply = Mutex<Supply?>(nil)

  /// Returns a pair that nobody had before, drawn by `draw` when the last one is used up.
  func next(
    modulo n: Montgomery, draw: () throws(PublicKeyError) -> BlindingPair
  ) throws(PublicKeyError) -> BlindingPair {
    try supply.withLock { supply throws(PublicKeyError) in
      if let current = supply, current.usesLeft > 0 {
        supply = Supply(next: current.next.squared(modulo: n), usesLeft: current.usesLeft - 1)
        return current.next
      }
      let drawn = try draw()
      supply = Supply(next: drawn.squared(modulo: n), usesLeft: BlindingPairs.uses - 1)
      return drawn
    }
  }

  deinit {
    supply.withLock { supply in
      guard var last = supply?.next else { return }
      supply = nil
      last.wipe()
    }
  }
}
