import Arithmetic
import PublicKey

/// Private keys on every curve, as octets.
struct ECPrivateKeyTarget: FuzzTarget {
  let name = "ec-private-key"
  let longestInput = 60

  let corpus: [[UInt8]] = NamedCurve.all.indices.flatMap { index in
    func keys<Curve: WeierstrassCurve>(_ curve: Curve.Type) -> [[UInt8]] {
      let order = Curve.orderOctets
      let zeros = [UInt8](repeating: 0, count: order.count)
      var one = zeros
      one[one.count - 1] = 1
      var last = order
      last[last.count - 1] &-= 1
      return [Samples.key(on: curve).octets, order, zeros, one, last]
    }
    return keys(NamedCurve.all[index]).map { [UInt8(index)] + $0 }
  }

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    let index = script.number(below: NamedCurve.all.count)
    try check(NamedCurve.all[index], script.remainder())
  }

  private func check<Curve: WeierstrassCurve>(_ curve: Curve.Type, _ octets: [UInt8]) throws {
    let number = Natural(bigEndian: octets)
    let isKey =
      octets.count == Curve.orderOctets.count && !number.isZero && number < Curve.orderOfBase
    let key = try Claim.accepted { () throws(PublicKeyError) in
      let key = try ECPrivateKey<Curve>(octets: octets)
      return (written: key.octets, publicKey: key.publicKey)
    }
    try Claim.that((key != nil) == isKey, "the numbers from 1 to n - 1 are keys, and no others")
    guard let key else { return }
    try Claim.equal(key.written, octets, "a key is written as it was read")
    // d G and (n - d) G have the same x, so a key can be checked against its negative.
    let negative = try ECPrivateKey<Curve>(
      octets: (Curve.orderOfBase - number).bigEndianBytes(count: octets.count))
    try Claim.equal(
      negative.publicKey.xOctets, key.publicKey.xOctets, "d and n - d have the same x")
  }
}
