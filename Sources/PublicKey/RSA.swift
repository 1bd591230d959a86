import Arithmetic

/// RSA (RFC 8017; FIPS 186-5, section 5): keys and the primitives on numbers.
///
/// The primitives have no padding: whoever wants to encrypt uses `OAEP`, and whoever wants to sign
/// `PSS`; `PKCS1v15` is for what still asks for it. Textbook RSA, the primitives on a message as it
/// is, is what some of the labs show, and break.
public enum RSA {
  /// Which moduli a key may have.
  public enum Sizes: Sendable {
    /// 1024 to 16384 bits, and an exponent below 2^256: what a peer may send. FIPS 186-5 asks for
    /// 2048 bits in new keys.
    case standard
    /// Any width up to 16384 bits, for numbers that a class can check by hand.
    case any

    /// The most bits of a public exponent (FIPS 186-5, appendix A.1.1, item 1.b): a longer one
    /// would let a peer slow down whoever verifies.
    static let largestExponentBitWidth = 256

    var bitWidths: ClosedRange<Int> {
      switch self {
      case .standard: 1024...16384
      case .any: 2...16384
      }
    }
  }
}
