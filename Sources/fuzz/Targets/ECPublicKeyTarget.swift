import Arithmetic
import PublicKey

/// Points of strangers on every curve, and what a private key computes with them.
struct ECPublicKeyTarget: FuzzTarget {
  let name = "ec-public-key"
  let longestInput = 110

  let corpus: [[UInt8]] = NamedCurve.all.indices.flatMap { index in
    func points<Curve: WeierstrassCurve>(_ curve: Curve.Type) -> [[UInt8]] {
      let key = Samples.key(on: curve).publicKey
      let prime = Curve.primeOctets
      let zeros = [UInt8](repeating: 0, count: prime.count)
      return [
        key.encoded, key.encodedCompressed, [0], [0x04] + zeros + zeros, [0x02] + zeros,
        [0x04] + prime + key.yOctets, [0x04] + key.xOctets + prime, [0x03] + prime,
        [0x06] + key.xOctets + key.yOctets,
      ]
    }
    return points(NamedCurve.all[index]).map { [UInt8(index)] + $0 }
  }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let index = script.number(below: NamedCurve.all.count)
    try check(NamedCurve.all[index], script.remainder())
  }

  private func check<Curve: WeierstrassCurve>(_ curve: Curve.Type, _ encoded: [UInt8]) throws {
    let key = try Claim.accepted { () throws(PublicKeyError) in
      try ECPublicKey<Curve>(encoded: encoded)
    }
    guard let key else { return }
    let written = encoded[0] == 0x04 ? key.encoded : key.encodedCompressed
    try Claim.equal(written, encoded, "a point has one encoding of each form")
    let again = try ECPublicKey<Curve>(encoded: key.encodedCompressed)
    try Claim.that(again == key, "compressed and read again, a point is the same")
    try equation(curve, key)
    let own = Samples.key(on: curve)
    let secret = try Claim.accepted { () throws(PublicKeyError) in
      try ECDH.sharedSecret(privateKey: own, publicKey: key)
    }
    // The order is prime, so that no point but infinity has a multiple at infinity.
    try Claim.that(secret?.count == Curve.primeOctets.count, "a valid point gives a secret")
  }

  /// y^2 = x^3 + a x + b, computed with numbers of any size.
  private func equation<Curve: WeierstrassCurve>(
    _ curve: Curve.Type, _ key: ECPublicKey<Curve>
  ) throws {
    let p = Curve.prime
    let (x, y) = (Natural(bigEndian: key.xOctets), Natural(bigEndian: key.yOctets))
    let (a, b) = (Natural(bigEndian: Curve.a.octets), Natural(bigEndian: Curve.b.octets))
    try Claim.that(x < p && y < p, "coordinates are below the prime")
    try Claim.that(y * y % p == (x * x * x + a * x + b) % p, "the point is on the curve")
  }
}
