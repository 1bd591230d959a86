import Arithmetic
import Bytes
import Hashing

extension ECDSA {
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
    var observer = Unobserved<Step>()
    return verify(signature: signature, digest: digest, key: key, observer: &observer)
  }

  /// True when a signature of a digest is valid; an observer sees every number.
  public static func verify<Curve: WeierstrassCurve, O: Observer<Step>>(
    signature: ECDSASignature<Curve>, digest: [UInt8], key: ECPublicKey<Curve>,
    observer: inout O
  ) -> Bool {
    // r and s are in range, step 1: a signature cannot be made otherwise.
    let e = Curve.Scalar(bits2int: digest)  // steps 2 and 3
    let inverse = signature.sScalar.inverse  // step 4
    let u = e * inverse  // step 5
    let v = signature.rScalar * inverse
    let point = Curve.sumOfMultiplesVariableTime(u, v, of: key)  // step 6
    if O.isWatching {
      let width = Curve.Scalar.bitWidth
      observer.observe(.digest(digest))
      observer.observe(.e(Natural(bigEndian: bits2int(digest, bitWidth: width))))
      observer.observe(.sInverse(inverse.natural))
      observer.observe(.u(u.natural))
      observer.observe(.v(v.natural))
      observer.observe(.verificationPoint(point.affinePoint))
    }
    guard let (x, _) = point.affine else { return false }
    let r = Curve.Scalar(reducing: x.octets)  // steps 7 and 8
    if O.isWatching { observer.observe(.verificationR(r.natural)) }
    return Curve.Scalar.areEqual(r, signature.rScalar).declassified  // step 9
  }
}
