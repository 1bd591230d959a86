import Arithmetic
import Bytes
import PublicKey

/// RSA key generation in ACVP: that the numbers of a generated key belong together, and which
/// candidates are refused (the `KAT` groups, FIPS 186-5, appendix A.1.3).
///
/// How the primes were found from seeds is not repeated.
struct ACVPRSAKeyVectors: VectorFamily {
  static let algorithm = "RSA key generation"

  let layout = CaseLayout(fields: [])

  init?(recognising document: VectorDocument) {
    guard let file = document.acvp, file.algorithm.uppercased() == "RSA", file.mode == "keygen"
    else { return nil }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    if vector.optionalText("pRand") != nil { return try candidates(vector) }
    let (p, q, e) = (try vector.natural("p"), try vector.natural("q"), try vector.natural("e"))
    for (name, factor) in [("p", p), ("q", q)] {
      guard try isPrime(factor) else {
        return .comparing(accepted: false, with: true, field: name)
      }
    }
    let n = try vector.natural("n")
    if vector.optionalText("modulo") != nil {
      guard try vector.integer("modulo") == n.bitWidth else {
        throw .malformed(
          field: "n", expected: try vector.text("modulo") + " bits", found: "\(n.bitWidth) bits")
      }
    }
    let key: RSA.PrivateKey
    do {
      key = try RSA.PrivateKey(prime1: p, prime2: q, publicExponent: e, sizes: .any)
    } catch {
      throw .malformed(field: "e", expected: "the numbers of an RSA key", found: "\(error)")
    }
    let modulus = try vector.compare(key.publicKey.modulus.bigEndianBytes, with: "n")
    guard modulus == .passed else { return modulus }
    if vector.optionalText("dmp1") != nil {
      return .all(
        try vector.compare(key.exponent1.bigEndianBytes, with: "dmp1"),
        try vector.compare(key.exponent2.bigEndianBytes, with: "dmq1"),
        try vector.compare(key.coefficient.bigEndianBytes, with: "iqmp"))
    }
    return try exponent(vector, p: p, q: q, e: e)
  }

  /// Any d with e d = 1 modulo lcm(p - 1, q - 1) belongs to the key.
  private func exponent(
    _ vector: VectorCase, p: Natural, q: Natural, e: Natural
  ) throws(VectorError) -> Verdict {
    let d = try vector.natural("d")
    let product = (e * d) % Natural.lcm(p - .one, q - .one)
    return .comparing(accepted: product == .one, with: true, field: "d")
  }

  /// Whether two candidates would become the primes of a key: large enough, apart, prime, and
  /// without a divisor in common with e (FIPS 186-5, appendix A.1.3, steps 4 and 5).
  private func candidates(_ vector: VectorCase) throws(VectorError) -> Verdict {
    let (p, q) = (try vector.natural("pRand"), try vector.natural("qRand"))
    let e = try vector.natural("e")
    let half = try vector.integer("modulo") / 2
    guard (16...8192).contains(half) else {
      throw .unsupported(reason: "no modulus of \(2 * half) bits")
    }
    func suits(_ factor: Natural) throws(VectorError) -> Bool {
      // At least sqrt(2) 2^(half - 1), so that its square has all the bits of the modulus.
      guard factor.bitWidth == half, (factor * factor).bitWidth == 2 * half else { return false }
      guard Natural.gcd(factor - .one, e) == .one else { return false }
      return try isPrime(factor)
    }
    let distance = p > q ? p - q : q - p
    let isApart = distance.bitWidth > half - 100
    let (firstSuits, secondSuits) = (try suits(p), try suits(q))
    let accepted = firstSuits && secondSuits && isApart
    return .comparing(
      accepted: accepted, with: try vector.flag("testPassed"), field: "testPassed")
  }

  private func isPrime(_ number: Natural) throws(VectorError) -> Bool {
    guard number.bitWidth <= 8192 else {
      throw .unsupported(reason: "no prime of more than 8192 bits")
    }
    var bases = SystemRandom()
    return isProbablePrime(number, rounds: 4, using: &bases)
  }
}
