import Arithmetic
import Bytes

/// Wycheproof's test of primality tests.
struct PrimalityVectors: VectorFamily {
  static let algorithm = "primality"

  let layout = CaseLayout(fields: [])

  init?(recognising document: VectorDocument) {
    guard let file = document.wycheproof, file.types == ["PrimalityTest"] else { return nil }
  }

  /// The value is in two's complement; a negative number is not prime.
  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let octets = try vector.bytes("value")
    guard octets.count <= 2048 else {
      throw .unsupported(reason: "no prime of more than 16384 bits")
    }
    let isNegative = (octets.first ?? 0) & 0x80 != 0
    var bases = SystemRandom()
    let isPrime =
      !isNegative
      && isProbablePrime(Natural(bigEndian: octets), rounds: 40, using: &bases)
    return try vector.verdict(accepted: isPrime, field: "value")
  }
}
