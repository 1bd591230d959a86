import Arithmetic
import Terms

/// How an RSA key pair is made.
struct RSAKeyRecipe: Sendable {
  /// Where the primes come from.
  enum Primes: Sendable {
    /// FIPS 186-5: each of half the width of the modulus.
    case probable(modulusBitWidth: Int)
    /// Any of a small range, as in the recorded run.
    case small(ClosedRange<UInt64>)
  }

  let primes: Primes
  /// The public exponent, or nil where it is drawn.
  let exponent: UInt64?
  /// What the private exponent is an inverse modulo.
  let group: ExponentModulus

  /// The document's keys: at toy size the primes and exponents that its numbers are made of.
  static func original(_ size: Size) -> RSAKeyRecipe {
    switch size {
    case .real:
      RSAKeyRecipe(
        primes: .probable(modulusBitWidth: 2048), exponent: 65537, group: .totient)
    case .toy:
      RSAKeyRecipe(primes: .small(101...149), exponent: nil, group: .totient)
    }
  }

  /// A key as the standards have it.
  static func hardened(modulusBitWidth: Int) -> RSAKeyRecipe {
    RSAKeyRecipe(
      primes: .probable(modulusBitWidth: modulusBitWidth), exponent: 65537, group: .carmichael)
  }

  /// Draws primes and computes a key pair, its terms named with a prefix.
  func make(
    _ prefix: String, from draws: inout Draws
  ) throws(HandshakeError) -> (key: RSAKeyTerms, values: [Term]) {
    let actor = draws.actor
    let (p, q) = try drawPrimes(prefix, from: &draws)
    if let exponent {
      let e = Term.constant(
        "\(actor).\(prefix)e", Natural(exponent).bigEndianBytes, notation: .decimal)
      return try Self.assemble("\(actor).\(prefix)", p: p, q: q, e: e, group)
    }
    let order = try Self.order("\(actor).\(prefix)", p: p, q: q, group)
    let e = try draws.draw("\(prefix)e", .exponent(coprimeTo: order.bytes), notation: .decimal)
    return try Self.assemble("\(actor).\(prefix)", p: p, q: q, e: e, group, order: order)
  }

  /// Computes a key pair from its primes and public exponent, its terms named with a prefix.
  ///
  /// - Returns: The key, and its values in the order in which they are shown.
  /// - Throws: `HandshakeError.term` when the exponent has no inverse.
  static func assemble(
    _ prefix: String, p: Term, q: Term, e: Term, _ group: ExponentModulus, order: Term? = nil
  ) throws(HandshakeError) -> (key: RSAKeyTerms, values: [Term]) {
    let product = try term("\(prefix)n", Modulus(p: p, q: q), .decimal)
    let order =
      if let order { order } else { try Self.order(prefix, p: p, q: q, group) }
    let d = try term("\(prefix)d", PrivateExponent(e: e, modulo: order), .decimal)
    let publicKey = RSAPublicKeyTerms(n: product, e: e)
    return (RSAKeyTerms(publicKey: publicKey, d: d, p: p, q: q), [p, q, product, order, e, d])
  }

  private static func order(
    _ prefix: String, p: Term, q: Term, _ group: ExponentModulus
  ) throws(HandshakeError) -> Term {
    try term(
      "\(prefix)\(group == .totient ? "phi" : "lambda")", GroupExponent(group, p: p, q: q),
      .decimal)
  }

  private func drawPrimes(
    _ prefix: String, from draws: inout Draws
  ) throws(HandshakeError) -> (p: Term, q: Term) {
    switch primes {
    case .probable(let bitWidth):
      let e = exponent ?? 65537
      let p = try draws.draw(
        "\(prefix)p", .prime(bitWidth: bitWidth / 2, publicExponent: e, farFrom: []),
        notation: .decimal)
      let q = try draws.draw(
        "\(prefix)q", .prime(bitWidth: bitWidth / 2, publicExponent: e, farFrom: p.bytes),
        notation: .decimal)
      return (p, q)
    case .small(let range):
      let p = try draws.draw(
        "\(prefix)p", .smallPrime(range, otherThan: []), notation: .decimal)
      let q = try draws.draw(
        "\(prefix)q", .smallPrime(range, otherThan: p.bytes), notation: .decimal)
      return (p, q)
    }
  }
}

/// Computes a term, as the protocol code of a party does.
func term(
  _ name: String, _ operation: some Operation, _ notation: Notation = .hexadecimal
) throws(HandshakeError) -> Term {
  do {
    return try Term(name, operation, notation: notation)
  } catch {
    throw .term(error)
  }
}

/// Reads a number of a key that arrived, which has one form: else one key could come back as
/// another one.
func number(_ received: Term, _ field: String) throws(HandshakeError) -> Natural {
  let number = Natural(bigEndian: received.bytes)
  guard received.bytes == number.bigEndianBytes else {
    throw .field(field, expected: "without zeros in front")
  }
  return number
}
