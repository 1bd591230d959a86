import Arithmetic
import Bytes
import Hashing

extension ECDSA {
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
  @specialized(where Curve == P256, H == SHA256)
  @specialized(where Curve == P384, H == SHA384)
  public static func sign<Curve: WeierstrassCurve, H: HashFunction>(
    digest: [UInt8], key: borrowing ECPrivateKey<Curve>, hash: H.Type,
    nonce: Nonce = .deterministic
  ) throws(PublicKeyError) -> ECDSASignature<Curve> {
    var observer = Unobserved<Step>()
    return try sign(digest: digest, key: key, hash: hash, nonce: nonce, observer: &observer)
  }

  /// Signs the digest of a message before an observer, who sees k and the private key.
  ///
  /// - Throws: What the signature of a message throws.
  public static func sign<Curve: WeierstrassCurve, H: HashFunction, O: Observer<Step>>(
    digest: [UInt8], key: borrowing ECPrivateKey<Curve>, hash: H.Type, nonce: Nonce,
    observer: inout O
  ) throws(PublicKeyError) -> ECDSASignature<Curve> {
    observer.observe(.digest(digest))  // step 1
    let extra: [UInt8]
    switch nonce {
    case .explicit(let octets):
      guard
        let k = Curve.Scalar(octets: octets),
        let signature = signature(
          digest: digest, d: key.scalar, k: k, on: Curve.self, observer: &observer)
      else { throw .unusableNonce }
      return signature
    case .deterministic:
      extra = []
    case .hedged(let octets):
      extra = octets
    }
    let d = key.scalar
    var dOctets = key.octets
    defer { wipe(&dOctets) }
    var candidates = DeterministicNonce<H>(
      privateKey: dOctets, digest: Curve.Scalar(bits2int: digest).octets, additionalData: extra,
      bitWidth: Curve.Scalar.bitWidth, observer: &observer)
    defer { candidates.wipeState() }
    // One round is enough, save for toy curves and once in 2^32 for P-256.
    while true {
      var octets = candidates.next(&observer)
      defer { wipe(&octets) }
      if let k = Curve.Scalar(octets: octets),
        let signature = signature(
          digest: digest, d: d, k: k, on: Curve.self, observer: &observer)
      {
        return signature
      }
      observer.observe(.refused(k: octets))
    }
  }

  /// Steps 2 to 11 of FIPS 186-5, section 6.4.1, or nil when k, r or s is 0.
  ///
  /// Specialised by itself, for the sake of hash functions for which signing is not.
  @specialized(where Curve == P256, O == Unobserved<Step>)
  @specialized(where Curve == P384, O == Unobserved<Step>)
  private static func signature<Curve: WeierstrassCurve, O: Observer<Step>>(
    digest: [UInt8], d: Curve.Scalar, k: Curve.Scalar, on curve: Curve.Type, observer: inout O
  ) -> ECDSASignature<Curve>? {
    let e = Curve.Scalar(bits2int: digest)  // step 2
    let inverse = k.inverse  // step 4
    let point = Curve.multipleOfBase(k)  // step 5
    if O.isWatching {
      let width = Curve.Scalar.bitWidth
      observer.observe(.e(Natural(bigEndian: bits2int(digest, bitWidth: width))))
      observer.observe(.k(k.natural))
      observer.observe(.kInverse(inverse.natural))
      observer.observe(.pointR(point.affinePoint))
    }
    guard let (x, _) = point.affine else { return nil }
    let r = Curve.Scalar(reducing: x.octets)  // steps 6 to 8
    let s = inverse * (e + r * d)  // step 9
    if O.isWatching {
      observer.observe(.r(r.natural))
      observer.observe(.d(d.natural))
      observer.observe(.s(s.natural))
    }
    guard !(r.isZero | s.isZero).declassified else { return nil }  // step 11
    return ECDSASignature(r, s)
  }
}
