import Bytes
import Hashing

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

  /// Signs a message (FIPS 186-5, section 6.4.1).
  ///
  /// Constant time in the key and k.
  ///
  /// - Throws: `PublicKeyError.unusableNonce` for an explicit k outside 1 to n - 1, or that gives
  ///   r = 0 or s = 0.
  public static func sign<Curve: WeierstrassCurve, H: HashFunction>(
    message: [UInt8], key: borrowing ECPrivateKey<Curve>, hash: H.Type,
    nonce: Nonce = .deterministic
  ) throws(PublicKeyError) -> ECDSASignature<Curve> {
    try sign(digest: H.hash(message), key: key, hash: hash, nonce: nonce)
  }

  /// Signs the digest of a message, which `hash` made.
  ///
  /// - Throws: What the signature of a message throws.
  public static func sign<Curve: WeierstrassCurve, H: HashFunction>(
    digest: [UInt8], key: borrowing ECPrivateKey<Curve>, hash: H.Type,
    nonce: Nonce = .deterministic
  ) throws(PublicKeyError) -> ECDSASignature<Curve> {
    let extra: [UInt8]
    switch nonce {
    case .explicit(let k):
      guard
        let k = Curve.Scalar(octets: k),
        let signature = signature(digest: digest, d: key.scalar, k: k, on: Curve.self)
      else { throw .unusableNonce }
      return signature
    case .deterministic:
      extra = []
    case .hedged(let octets):
      extra = octets
    }
    var d = key.octets
    defer { wipe(&d) }
    var candidates = DeterministicNonce<Curve.Scalar, H>(
      privateKey: d, digest: digest, additionalData: extra)
    // One round is enough, save for toy curves and once in 2^32 for P-256.
    while true {
      guard let k = Curve.Scalar(octets: candidates.next()) else { continue }
      if let signature = signature(digest: digest, d: key.scalar, k: k, on: Curve.self) {
        return signature
      }
    }
  }

  /// True when a signature is valid (FIPS 186-5, section 6.4.2).
  ///
  /// Nothing here is secret, and the time may show all of it.
  public static func verify<Curve: WeierstrassCurve, H: HashFunction>(
    signature: ECDSASignature<Curve>, message: [UInt8], key: ECPublicKey<Curve>, hash: H.Type
  ) -> Bool {
    verify(signature: signature, digest: H.hash(message), key: key)
  }

  /// True when a signature of a digest is valid.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  public static func verify<Curve: WeierstrassCurve>(
    signature: ECDSASignature<Curve>, digest: [UInt8], key: ECPublicKey<Curve>
  ) -> Bool {
    // r and s are in range, step 1: a signature cannot be made otherwise.
    let e = Curve.Scalar(bits2int: digest)  // steps 2 and 3
    let inverse = signature.sScalar.inverse  // step 4
    let u = e * inverse  // step 5
    let v = signature.rScalar * inverse
    let point = Curve.multipleOfBase(u) + Curve.multiple(v, of: key.point)  // step 6
    guard let (x, _) = point.affine else { return false }
    let r = Curve.Scalar(reducing: x.octets)  // steps 7 and 8
    return Curve.Scalar.areEqual(r, signature.rScalar).declassified  // step 9
  }

  /// Steps 4 to 11 of FIPS 186-5, section 6.4.1, or nil when k, r or s is 0.
  @specialized(where Curve == P256)
  @specialized(where Curve == P384)
  static func signature<Curve: WeierstrassCurve>(
    digest: [UInt8], d: Curve.Scalar, k: Curve.Scalar, on curve: Curve.Type
  ) -> ECDSASignature<Curve>? {
    let e = Curve.Scalar(bits2int: digest)  // step 2
    let inverse = k.inverse  // step 4
    guard let (x, _) = Curve.multipleOfBase(k).affine else { return nil }  // step 5
    let r = Curve.Scalar(reducing: x.octets)  // steps 6 to 8
    let s = inverse * (e + r * d)  // step 9
    guard !(r.isZero | s.isZero).declassified else { return nil }  // step 11
    return ECDSASignature(r, s)
  }
}
