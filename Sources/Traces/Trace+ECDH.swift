import Arithmetic
import Bytes
import PublicKey

extension Trace {
  /// Traces how a private key and another's public key give the shared secret of ECDH
  /// (SP 800-56A revision 3, section 5.7.1.2).
  ///
  /// - Throws: `PublicKeyError.pointAtInfinity`, which no valid public key gives.
  public static func ecdh<Curve: WeierstrassCurve>(
    privateKey: borrowing ECPrivateKey<Curve>, publicKey: ECPublicKey<Curve>
  ) throws(PublicKeyError) -> Trace {
    var recorder = Recorder<ECDH.Step>()
    let secret = try ECDH.sharedSecret(
      privateKey: privateKey, publicKey: publicKey, observer: &recorder)
    return Trace(
      title: "ECDH on \(Curve.name)", citation: "SP 800-56A revision 3, section 5.7.1.2",
      steps: [CurveNumbers<Curve>.curve(agreementIntroduction)]
        + recorder.steps.map { step(for: $0, on: Curve.self) },
      results: [TraceValue("Z", Hex.encode(secret))])
  }

  private static let agreementIntroduction = """
    Each side multiplies the other's public key by its own private key. As d (e G) = e (d G), \
    both come to the same point, and whoever knows only d G and e G does not.
    """

  private static func step<Curve: WeierstrassCurve>(
    for step: ECDH.Step, on curve: Curve.Type
  ) -> TraceStep {
    typealias Numbers = CurveNumbers<Curve>
    switch step {
    case .privateKey(let d):
      return TraceStep(
        "The private key d", values: [Numbers.scalar("d", d)],
        nist: [NISTNotation.rule] + Numbers.nistScalar("d", d))
    case .publicKey(let point):
      return TraceStep(
        "The other's public key Q", values: Numbers.point("Q", point),
        nist: Numbers.nistPoint("Q", point))
    case .equation(let left, let right):
      return TraceStep(
        "Section 5.6.2.3.3: the public key is valid",
        explanation: """
          Q is not infinity, its coordinates are below p, and it satisfies the equation. Of a \
          point on another curve, with few points, d Q would tell a part of d.
          """,
        values: [
          Numbers.coordinate("y^2", left), Numbers.coordinate("x^3 + a x + b", right),
        ])
    case .product(let point):
      return TraceStep(
        "Step 1: the point P = d Q", explanation: "The cofactor h is 1, so that h d Q is d Q.",
        values: Numbers.point("P", point), nist: Numbers.nistPoint("P", point))
    case .sharedSecret(let octets):
      return TraceStep(
        "Steps 3 and 4: the shared secret Z",
        explanation: """
          The x-coordinate in octets, as long as p. y would add one bit alone. Z is no key yet: it \
          is not evenly spread, and goes through a key-derivation function.
          """,
        values: (Numbers.isToy ? [Numbers.coordinate("P.x", Natural(bigEndian: octets))] : [])
          + [TraceValue(Numbers.isToy ? "Z, hexadecimal" : "Z", Hex.encode(octets))],
        nist: NISTNotation.value("Z", octets))
    }
  }
}
