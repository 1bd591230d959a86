import Arithmetic
import Bytes
import PublicKey

/// Words and names for what ECDSA reports, in the notation of FIPS 186-5 and of NIST's worked
/// examples.
struct ECDSASteps<Curve: WeierstrassCurve> {
  typealias Numbers = CurveNumbers<Curve>

  let hashName: String

  static var signingIntroduction: String {
    """
    The signer knows d with Q = d G. For each message, a fresh k hides d: s = (e + r d)/k has two \
    unknowns. Two messages with one k would give two equations for them.
    """
  }

  static var verifyingIntroduction: String {
    """
    The verifier knows Q = d G, but neither d nor k. From s = (e + r d)/k it follows that \
    k G = (e/s) G + (r/s) Q, and this can be computed and compared with r.
    """
  }

  /// The message as the examples print it.
  func message(_ message: [UInt8], title: String, digestLength: Int) -> TraceStep {
    TraceStep(
      "The message", values: Trace.messageValues(message),
      nist: [NISTNotation.rule, title]
        + (NISTNotation.quoted(message).map { ["msg is \($0)"] }
          ?? NISTNotation.value("msg", message))
        + ["Hash length = \(8 * digestLength)"])
  }

  /// What a verifier is given besides the message.
  func received(_ signature: ECDSASignature<Curve>, _ key: ECPublicKey<Curve>) -> TraceStep {
    TraceStep(
      "The public key and the signature",
      explanation: "Step 1: r and s are from 1 to n - 1, or the signature is refused.",
      values: Numbers.point("Q", key.affinePoint) + values(of: signature),
      nist: Numbers.nistPoint("Q", key.affinePoint) + Numbers.nistScalar("R", signature.r)
        + Numbers.nistScalar("S", signature.s))
  }

  /// The two halves of a signature.
  func values(of signature: ECDSASignature<Curve>) -> [TraceValue] {
    [Numbers.scalar("r", signature.r), Numbers.scalar("s", signature.s)]
  }

  /// The end of signing.
  func signature(_ signature: ECDSASignature<Curve>) -> TraceStep {
    TraceStep(
      "The signature (r, s)", explanation: "k and its inverse are overwritten.",
      values: values(of: signature),
      nist: ["Signature"] + Numbers.nistScalar("R", signature.r)
        + Numbers.nistScalar("S", signature.s))
  }

  /// The end of verifying.
  func verdict(_ isValid: Bool, _ signature: ECDSASignature<Curve>) -> TraceStep {
    TraceStep(
      isValid ? "Step 9: equal to r, the signature is valid" : "Step 9: the signature is refused",
      explanation: isValid ? "" : "What was computed is infinity, or is not the r received.",
      values: [Numbers.scalar("r", signature.r)])
  }

  /// A step that was reported.
  func step(_ step: ECDSA.Step) -> TraceStep {
    switch step {
    case .digest, .e: messageStep(step)
    case .seed, .generator, .refused: nonceStep(step)
    case .k, .kInverse, .pointR, .r, .d, .s: signingStep(step)
    case .sInverse, .u, .v, .verificationPoint, .verificationR: verifyingStep(step)
    }
  }

  private func messageStep(_ step: ECDSA.Step) -> TraceStep {
    switch step {
    case .digest(let octets):
      return TraceStep(
        "The digest H of the message", values: [TraceValue("H", Hex.encode(octets))],
        nist: NISTNotation.value("H", octets))
    case .e(let e):
      return number(
        "The digest as a number e", "e", e, "E",
        "As many of the leftmost bits of H as n has, \(Curve.Scalar.bitWidth).")
    default:
      preconditionFailure("another kind of step")
    }
  }

  private func signingStep(_ step: ECDSA.Step) -> TraceStep {
    switch step {
    case .k(let k):
      return number(
        "The secret number k", "k", k, "K",
        "From 1 to n - 1. Whoever learns it, or a few bits of it each time, learns d.")
    case .kInverse(let inverse):
      return number("The inverse of k modulo n", "k^-1", inverse, "Kinv", "k k^-1 = 1 modulo n.")
    case .pointR(let point):
      return TraceStep(
        "The point R = k G",
        explanation: "It shows k no more than Q = d G shows d: that is the discrete logarithm.",
        values: Numbers.point("R", point), nist: Numbers.nistPoint("R", point))
    case .r(let r):
      return number(
        "r, the x-coordinate of R modulo n", "r", r, "R",
        "If it is 0, d would not take part: another k is chosen.")
    case .d(let d):
      return number("The private key d", "d", d, "D", "")
    case .s(let s):
      return number(
        "s = k^-1 (e + r d) mod n", "s", s, "S",
        "If it is 0, it could not be inverted to verify: another k is chosen.")
    default:
      preconditionFailure("another kind of step")
    }
  }

  private func verifyingStep(_ step: ECDSA.Step) -> TraceStep {
    switch step {
    case .sInverse(let inverse):
      return number("Step 4: the inverse of s modulo n", "s^-1", inverse, "Sinv", "")
    case .u(let u):
      return number("Step 5: u = e s^-1 mod n", "u", u, "U", "How often G is taken.")
    case .v(let v):
      return number("Step 5: v = r s^-1 mod n", "v", v, "V", "How often Q is taken.")
    case .verificationPoint(let point):
      return TraceStep(
        "Step 6: the point u G + v Q",
        explanation: "For a valid signature it is (e + r d)/s G = k G, the signer's R.",
        values: Numbers.point("R'", point), nist: Numbers.nistPoint("R", point, suffix: "'"))
    case .verificationR(let r):
      return number("Steps 7 and 8: its x-coordinate modulo n", "r'", r, "R'", "")
    default:
      preconditionFailure("another kind of step")
    }
  }

  private func number(
    _ label: String, _ name: String, _ number: Natural, _ nistName: String, _ explanation: String
  ) -> TraceStep {
    TraceStep(
      label, explanation: explanation, values: [Numbers.scalar(name, number)],
      nist: Numbers.nistScalar(nistName, number))
  }
}

// MARK: - The choice of k

extension ECDSASteps {
  private func nonceStep(_ step: ECDSA.Step) -> TraceStep {
    switch step {
    case .seed(let x, let digest, let additionalData):
      return TraceStep(
        "RFC 6979: what k is made of", depth: .rounds,
        explanation: """
          k comes from the private key and the message by HMAC-\(hashName), so that it needs no \
          random numbers, differs for each message, and nobody without d can tell it.
          """,
        values: [
          TraceValue("int2octets(x)", Hex.encode(x)),
          TraceValue("bits2octets(h1)", Hex.encode(digest)),
        ] + (additionalData.isEmpty ? [] : [TraceValue("k'", Hex.encode(additionalData))]))
    case .generator(let letter, let octets):
      let (name, formula) = Self.generatorNames(letter)
      return TraceStep(
        "RFC 6979, step \(name): \(formula)", depth: .rounds,
        values: [TraceValue(String(formula.prefix(1)), Hex.encode(octets))])
    case .refused(let octets):
      return TraceStep(
        "RFC 6979, step h.3: the candidate is refused", depth: .rounds,
        explanation: "It is 0 or not below n, or it gave r = 0 or s = 0: the next one is made.",
        values: [TraceValue("candidate", Hex.encode(octets))])
    default:
      preconditionFailure("another kind of step")
    }
  }

  private static func generatorNames(
    _ step: ECDSA.GeneratorStep
  ) -> (name: String, formula: String) {
    switch step {
    case .b: ("b", "V = 01 01 … 01")
    case .c: ("c", "K = 00 00 … 00")
    case .d: ("d", "K = HMAC_K(V || 00 || int2octets(x) || bits2octets(h1))")
    case .e: ("e", "V = HMAC_K(V)")
    case .f: ("f", "K = HMAC_K(V || 01 || int2octets(x) || bits2octets(h1))")
    case .g: ("g", "V = HMAC_K(V)")
    case .h2: ("h.2", "V = HMAC_K(V), the next bits of the candidate")
    case .h3Key: ("h.3", "K = HMAC_K(V || 00)")
    case .h3V: ("h.3", "V = HMAC_K(V)")
    }
  }
}
