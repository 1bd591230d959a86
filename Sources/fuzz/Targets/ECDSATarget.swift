import Arithmetic
import Hashing
import PublicKey

/// Signatures of ECDSA that were tampered with.
struct ECDSATarget: FuzzTarget {
  let name = "ecdsa"
  let cost = 5
  let longestInput = 160
  let corpus: [[UInt8]] =
    (Self.onP256.signatures + Self.impossible(P256.self)).map { [0] + $0 + Samples.message }
    + (Self.onP384.signatures + Self.impossible(P384.self)).map { [1] + $0 + Samples.message }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    if script.number(below: 2) == 0 {
      try check(Self.onP256, &script)
    } else {
      try check(Self.onP384, &script)
    }
  }

  /// A key, and every signature under it of the sample.
  private struct Known<Curve: WeierstrassCurve>: Sendable {
    let key: ECPublicKey<Curve>
    /// With s, and with n - s: everybody can change that, and it says the same.
    let signatures: [[UInt8]]

    init(_: Curve.Type) {
      key = Samples.key(on: Curve.self).publicKey
      guard
        let signature = try? ECDSA.sign(
          message: Samples.message, key: Samples.key(on: Curve.self), hash: SHA256.self),
        let other = try? ECDSASignature<Curve>(
          r: signature.r, s: Curve.orderOfBase - signature.s)
      else { preconditionFailure("the sample has a signature") }
      signatures = [signature.rawRepresentation, other.rawRepresentation]
    }
  }

  private static let onP256 = Known(P256.self)
  private static let onP384 = Known(P384.self)

  private func check<Curve>(_ known: Known<Curve>, _ script: inout Script) throws {
    let raw = script.octets(2 * Curve.orderOctets.count)
    let message = script.remainder()
    let signature = try Claim.accepted { () throws(PublicKeyError) in
      try ECDSASignature<Curve>(rawRepresentation: raw)
    }
    guard let signature else { return }
    try Claim.equal(signature.rawRepresentation, raw, "a signature is written as it was read")
    try Claim.that(
      try ECDSASignature<Curve>(r: signature.r, s: signature.s) == signature,
      "a signature is its two numbers")
    let isValid = ECDSA.verify(
      signature: signature, message: message, key: known.key, hash: SHA256.self)
    let isSigned = message == Samples.message && known.signatures.contains(raw)
    try Claim.that(isValid == isSigned, "a signature is valid for its message and no other")
  }

  /// Numbers that are no signature, or none of this message.
  private static func impossible<Curve: WeierstrassCurve>(_: Curve.Type) -> [[UInt8]] {
    let order = Curve.orderOctets
    let zeros = [UInt8](repeating: 0, count: order.count)
    let one = Array(zeros.dropLast()) + [1]
    return [zeros + zeros, zeros + one, one + zeros, one + one, order + one, one + order]
  }
}
