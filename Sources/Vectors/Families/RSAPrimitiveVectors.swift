import Arithmetic
import PublicKey

/// NIST's tests of RSA's primitives on numbers: RSADP (SP 800-56B, section 7.1.2) and RSASP1
/// (RFC 8017, section 5.2.1).
///
/// NIST draws some of the public exponents as long as the modulus, which a key here may not have.
/// The powers of such a key are computed by themselves.
struct RSAPrimitiveVectors: VectorFamily {
  static let algorithm = "RSA primitives"
  static let aliases = ["RSADP", "RSASP1"]

  let layout: CaseLayout
  private let isSignature: Bool

  init?(recognising document: VectorDocument) {
    guard let text = document.response,
      text.fieldNames.isDisjoint(with: ["Msg", "SHAAlg", "PEM"])
    else { return nil }
    if text.hasFields("n", "e", "c", "Result") {
      isSignature = false
      layout = CaseLayout(
        fields: ["n", "e", "c", "Result"], optional: ["d", "p", "q", "k"],
        blankLineEndsCase: false)
    } else if text.hasFields("n", "e", "EM", "S") {
      isSignature = true
      layout = CaseLayout(
        fields: ["n", "e", "EM", "S"], optional: ["d", "p", "q", "Result"],
        blankLineEndsCase: false)
    } else {
      return nil
    }
  }

  func verdict(on vector: VectorCase) throws(VectorError) -> Verdict {
    let (n, e) = (try vector.natural("n"), try vector.natural("e"))
    guard n.bitWidth <= 16384, let modulo = try? Montgomery(modulus: n), e < n else {
      throw .malformed(field: "n", expected: "a modulus of RSA", found: "\(n.bitWidth) bits")
    }
    let (input, output) = isSignature ? ("EM", "S") : ("c", "k")
    let number = try vector.natural(input)
    let isRefused = vector.fields["Result"] == nil ? false : try !vector.expectsPass()
    // RSADP also refuses the numbers that are their own powers.
    let isInRange =
      number < n && (isSignature || (number > .one && number < n - .one))
    if isRefused { return .comparing(accepted: isInRange, with: false, field: input) }
    guard isInRange else { return .comparing(accepted: false, with: true, field: input) }

    let result = try vector.natural(output)
    guard result < n, modulo.powerVariableTime(result, e) == number else {
      return .comparing(accepted: false, with: true, field: output)
    }
    guard vector.optionalText("d") != nil else { return .passed }
    let computed = try power(vector, number, modulo)
    return try vector.compare(computed.bigEndianBytes, with: output)
  }

  /// The private operation: with a key where its exponents allow it.
  private func power(
    _ vector: VectorCase, _ number: Natural, _ modulo: Montgomery
  ) throws(VectorError) -> Natural {
    let (d, e) = (try vector.natural("d"), try vector.natural("e"))
    guard e.bitWidth <= 256 else {
      guard d < modulo.modulus else {
        throw .malformed(field: "d", expected: "a number below n", found: "a larger one")
      }
      return modulo.power(number, d, exponentBitWidth: modulo.modulus.bitWidth)
    }
    let key = try vector.rsaPrivateKey(.cavp)
    guard let result = isSignature ? try? key.rsasp1(number) : try? key.rsadp(number) else {
      throw .malformed(field: "d", expected: "the private exponent of the key", found: "another")
    }
    return result
  }
}
