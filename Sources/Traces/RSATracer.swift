import Arithmetic
import Bytes
import PublicKey

/// Turns what RSA reports into steps of a trace.
struct RSATracer: Observer {
  static var isWatching: Bool { true }

  /// What the private operation is for: the standard names its numbers after that.
  enum Purpose {
    case encryption
    case signature
  }

  /// The steps so far.
  private(set) var steps: [TraceStep]
  private let purpose: Purpose

  /// Begins with the public key.
  init(_ purpose: Purpose, key: RSA.PublicKey) {
    self.purpose = purpose
    steps = [
      TraceStep(
        "Public key",
        explanation: "Everybody knows the modulus n and the public exponent e.",
        values: [NumberText.value("n", key.modulus), NumberText.value("e", key.exponent)],
        nist: NumberText.nist("n", key.modulus) + NumberText.nist("e", key.exponent))
    ]
  }

  mutating func observe(_ step: RSAStep) {
    switch step {
    case .number(let name, let number):
      let title = title(of: name)
      add(
        label(of: name, title), depth: depth(of: name), explanation: explanation(of: name),
        value: NumberText.value(title, number), nist: NumberText.nist(title, number))
    case .octets(let name, let octets):
      let title = name.rawValue
      add(
        label(of: name, title), depth: depth(of: name), explanation: explanation(of: name),
        value: TraceValue(title, Hex.encode(octets)), nist: NISTNotation.value(title, octets))
    }
  }

  /// Adds the numbers of a private key that its operation uses.
  mutating func addPrivateKey(_ key: borrowing RSA.PrivateKey) {
    let numbers = [
      ("d", key.privateExponent), ("p", key.prime1), ("q", key.prime2), ("dP", key.exponent1),
      ("dQ", key.exponent2),
      ("qInv", key.coefficient),
    ]
    steps.append(
      TraceStep(
        "Private key",
        explanation: """
          n = p q, and e d = 1 modulo p - 1 and modulo q - 1. To raise to d modulo n, one raises \
          to dP = d mod (p - 1) modulo p and to dQ = d mod (q - 1) modulo q: numbers of half the \
          length, four times as fast.
          """,
        values: numbers.map { NumberText.value($0.0, $0.1) },
        nist: numbers.flatMap { NumberText.nist($0.0, $0.1) }))
  }

  /// Adds a step that is no report.
  mutating func add(
    _ label: String, depth: TraceStep.Depth = .outline, explanation: String, value: TraceValue,
    nist: [String]
  ) {
    steps.append(
      TraceStep(label, depth: depth, explanation: explanation, values: [value], nist: nist))
  }

  /// Adds a number with a name of its own.
  mutating func add(_ label: String, explanation: String, name: String, number: Natural) {
    add(
      label, explanation: explanation, value: NumberText.value(name, number),
      nist: NumberText.nist(name, number))
  }

  /// Adds octets with a name of their own.
  mutating func add(_ label: String, explanation: String, name: String, octets: [UInt8]) {
    add(
      label, explanation: explanation, value: TraceValue(name, Hex.encode(octets)),
      nist: NISTNotation.value(name, octets))
  }

  /// The name of a number in the section that the purpose belongs to.
  private func title(of name: RSAStep.Name) -> String {
    let isSignature = purpose == .signature
    return switch name {
    case .base: isSignature ? "m" : "c"
    case .m1: isSignature ? "s_1" : "m_1"
    case .m2: isSignature ? "s_2" : "m_2"
    case .result: isSignature ? "s" : "m"
    case .check: isSignature ? "s^e mod n" : "m^e mod n"
    default: name.rawValue
    }
  }

  /// What is computed, with its formula.
  private func label(of name: RSAStep.Name, _ title: String) -> String {
    let (base, half, result) = purpose == .signature ? ("m", "s", "s") : ("c", "m", "m")
    return switch name {
    case .base: "\(base), below n"
    case .m1: "\(half)_1 = \(base)^dP mod p"
    case .m2: "\(half)_2 = \(base)^dQ mod q"
    case .h: "h = (\(half)_1 - \(half)_2) qInv mod p"
    case .result: "\(result) = \(half)_2 + q h"
    case .check: "\(title) = \(base)?"
    case .dbMask where purpose == .signature: "dbMask = MGF1(H)"
    default: RSAExplanations.label(of: name)
    }
  }

  private func explanation(of name: RSAStep.Name) -> String {
    RSAExplanations.explanation(of: name)
  }

  /// The parts of an encoding are one level deeper than the numbers of the primitive.
  private func depth(of name: RSAStep.Name) -> TraceStep.Depth {
    switch name {
    case .em, .result, .message, .m, .s: .outline
    default: .rounds
    }
  }
}
