import Bytes

/// The Elliptic Curve Digital Signature Algorithm (FIPS 186-5, section 6).
public enum ECDSA {
  /// Where the per-message secret number k comes from.
  ///
  /// Two signatures with one k for different messages give the private key away, and so do a few
  /// bits of each of many.
  public enum Nonce: Sendable {
    /// From the private key and the message (RFC 6979): the same k for the same message only.
    case deterministic
    /// The same with random octets mixed in (RFC 6979, section 3.6), which a fault or a power
    /// trace of two equal signatures cannot be compared with; `hedged(using:)` draws them.
    case hedged([UInt8])
    /// This number in big-endian octets, as many as the order has: for known answers alone.
    case explicit([UInt8])

    /// Mixes in 32 octets of a generator.
    public static func hedged(using generator: inout some RandomByteGenerator) -> Nonce {
      .hedged(generator.generate(32))
    }
  }
}
