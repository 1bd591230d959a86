import Arithmetic
import Bytes
import Hashing
import PublicKey

extension Trace {
  /// Traces how a message is signed (FIPS 186-5, section 6.4.1), the choice of k included
  /// (RFC 6979, section 3.2).
  ///
  /// - Throws: `PublicKeyError.unusableNonce` for an explicit k outside 1 to n - 1, or that gives
  ///   r = 0 or s = 0.
  public static func ecdsaSign<Curve: WeierstrassCurve, H: HashFunction>(
    message: [UInt8], key: borrowing ECPrivateKey<Curve>, hash: H.Type,
    nonce: ECDSA.Nonce = .deterministic
  ) throws(PublicKeyError) -> Trace {
    var recorder = Recorder<ECDSA.Step>()
    let signature = try ECDSA.sign(
      digest: H.hash(message), key: key, hash: hash, nonce: nonce, observer: &recorder)
    let steps = ECDSASteps<Curve>(hashName: H.name)
    return Trace(
      title: "ECDSA signature on \(Curve.name) with \(H.name)",
      citation: "FIPS 186-5, section 6.4.1",
      steps: [
        CurveNumbers<Curve>.curve(ECDSASteps<Curve>.signingIntroduction),
        steps.message(message, title: "Signature Generation", digestLength: H.digestLength),
      ] + recorder.steps.map(steps.step) + [steps.signature(signature)],
      results: steps.values(of: signature))
  }

  /// Traces how a signature is verified (FIPS 186-5, section 6.4.2).
  public static func ecdsaVerify<Curve: WeierstrassCurve, H: HashFunction>(
    signature: ECDSASignature<Curve>, message: [UInt8], key: ECPublicKey<Curve>, hash: H.Type
  ) -> Trace {
    var recorder = Recorder<ECDSA.Step>()
    let isValid = ECDSA.verify(
      signature: signature, digest: H.hash(message), key: key, observer: &recorder)
    let steps = ECDSASteps<Curve>(hashName: H.name)
    return Trace(
      title: "ECDSA verification on \(Curve.name) with \(H.name)",
      citation: "FIPS 186-5, section 6.4.2",
      steps: [
        CurveNumbers<Curve>.curve(ECDSASteps<Curve>.verifyingIntroduction),
        steps.message(message, title: "Signature Verification", digestLength: H.digestLength),
        steps.received(signature, key),
      ] + recorder.steps.map(steps.step) + [steps.verdict(isValid, signature)],
      results: [TraceValue("valid", isValid ? "yes" : "no")])
  }
}
