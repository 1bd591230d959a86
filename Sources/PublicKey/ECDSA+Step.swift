import Arithmetic

extension ECDSA {
  /// What an observer sees of signing and verifying, by the names of FIPS 186-5, sections 6.4.1 and
  /// 6.4.2, and of RFC 6979, section 3.2, for the choice of k.
  public enum Step: Sendable, Equatable {
    /// The digest H of the message.
    case digest([UInt8])
    /// The leftmost bits of H as a number e.
    case e(Natural)

    /// What the generator of RFC 6979 is seeded with: int2octets(x) for the private key, the
    /// digest as bits2octets(h1), and the additional k' of section 3.6.
    case seed(x: [UInt8], digest: [UInt8], additionalData: [UInt8])
    /// K or V of that generator after a step.
    case generator(GeneratorStep, [UInt8])
    /// A candidate that is 0 or not below n, or gave r = 0 or s = 0.
    case refused(k: [UInt8])

    /// The secret number k, whose digits are those of the order.
    case k(Natural)
    /// k^-1 mod n.
    case kInverse(Natural)
    /// The point R = k G.
    case pointR(AffinePoint)
    /// The first half of the signature, the x-coordinate of R modulo n.
    case r(Natural)
    /// The private key d.
    case d(Natural)
    /// The second half, k^-1 (e + r d) mod n.
    case s(Natural)

    /// s^-1 mod n.
    case sInverse(Natural)
    /// u = e s^-1 mod n.
    case u(Natural)
    /// v = r s^-1 mod n.
    case v(Natural)
    /// The point u G + v Q, which is R when the signature is valid.
    case verificationPoint(AffinePoint)
    /// The x-coordinate of that point modulo n, to be compared with r.
    case verificationR(Natural)
  }

  /// The steps of RFC 6979, section 3.2, that give K or V a value.
  public enum GeneratorStep: Sendable, Equatable {
    /// V = 01 01 … 01.
    case b
    /// K = 00 00 … 00.
    case c
    /// K = HMAC_K(V || 00 || int2octets(x) || bits2octets(h1)).
    case d
    /// V = HMAC_K(V).
    case e
    /// K = HMAC_K(V || 01 || int2octets(x) || bits2octets(h1)).
    case f
    /// V = HMAC_K(V).
    case g
    /// V = HMAC_K(V), which is a part of T.
    case h2
    /// K = HMAC_K(V || 00), after a candidate that was refused.
    case h3Key
    /// V = HMAC_K(V) after that.
    case h3V
  }
}
