import Arithmetic
import Bytes
import PublicKey

/// RSA key pairs that NIST publishes with their primes (RSAVS, key generation): the primes are
/// prime, and give the modulus and the private exponent.
///
/// How NIST found the primes (ANSI X9.31, from seeds) is not repeated.
struct RSAKeyVectors: VectorFamily {
  static let algorithm = "RSA key generation"

  let layout = CaseLayout(
    fields: ["e", "p", "q", "n", "d"],
    optional: ["xp1", "xp2", "Xp", "xq1", "xq2", "Xq"])

  init?(recognising document: VectorDocument) {
    guard let text = document.response, text.hasFields("e", "p", "q", "n", "d"),
      text.fieldNames.isDisjoint(with: ["Msg", "S", "SHAAlg"])
    else { return nil }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let (p, q, e) = (try vector.natural("p"), try vector.natural("q"), try vector.natural("e"))
    var bases = SystemRandom()
    for (name, factor) in [("p", p), ("q", q)] {
      guard factor.bitWidth <= 8192 else {
        throw .unsupported(reason: "no prime of more than 8192 bits")
      }
      let isPrime = isProbablePrime(factor, rounds: 4, using: &bases)
      guard isPrime else { return .comparing(accepted: false, with: true, field: name) }
    }
    let (n, d) = (try vector.natural("n"), try vector.natural("d"))
    do {
      let key = try RSA.PrivateKey(prime1: p, prime2: q, publicExponent: e, sizes: .any)
      return .all(
        .comparing(
          key.publicKey.modulus.bigEndianBytes, with: n.bigEndianBytes, field: "n"),
        .comparing(key.privateExponent.bigEndianBytes, with: d.bigEndianBytes, field: "d"))
    } catch {
      throw .malformed(field: "e", expected: "the numbers of an RSA key", found: "\(error)")
    }
  }
}
