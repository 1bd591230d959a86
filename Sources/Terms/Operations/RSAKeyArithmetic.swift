import Arithmetic
import Bytes

/// The modulus n = p · q.
public struct Modulus: Operation {
  private let p: Term
  private let q: Term

  /// Multiplies two primes, both big-endian.
  public init(p: Term, q: Term) {
    self.p = p
    self.q = q
  }

  public static let name = "product"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 8017", "section 3.2") }
  public var operands: [Operand] { [Operand("p", p), Operand("q", q)] }
  public var formula: String { "\(p.name) · \(q.name)" }

  public func evaluate() throws(TermError) -> [UInt8] {
    (Natural(bigEndian: p.bytes) * Natural(bigEndian: q.bytes)).bigEndianBytes
  }

  public var proof: ProofCommand? {
    .number("\(ProofCommand.integer(0))*\(ProofCommand.integer(1))", [p, q])
  }

  /// A modulus of up to 64 bits factors; a longer one gives a prime to whoever has the other.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    Natural(bigEndian: result.bytes).bitWidth <= 64 || holder.knows(p) || holder.knows(q)
      ? [p, q] : []
  }
}

/// The group order that a private exponent inverts in.
public enum ExponentModulus: String, Sendable {
  /// φ(n) = (p - 1)(q - 1), as the first paper on RSA has it.
  case totient = "φ"
  /// λ(n) = LCM(p - 1, q - 1), as the standards have it.
  case carmichael = "λ"
}

/// φ(n) or λ(n), from the primes.
public struct GroupExponent: Operation {
  private let p: Term
  private let q: Term
  private let kind: ExponentModulus

  /// Computes φ(p · q) or λ(p · q).
  public init(_ kind: ExponentModulus, p: Term, q: Term) {
    self.kind = kind
    self.p = p
    self.q = q
  }

  public var name: String { kind.rawValue }
  public var citation: Citation {
    switch kind {
    case .totient: Citation("Rivest, Shamir, Adleman 1978", "section V")
    case .carmichael: Citation("RFC 8017", "section 3.1")
    }
  }
  public var operands: [Operand] { [Operand("p", p), Operand("q", q)] }
  public var formula: String {
    switch kind {
    case .totient: "(\(p.name) - 1) · (\(q.name) - 1)"
    case .carmichael: "LCM(\(p.name) - 1, \(q.name) - 1)"
    }
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    let p = Natural(bigEndian: self.p.bytes)
    let q = Natural(bigEndian: self.q.bytes)
    guard p > .one, q > .one else { throw .operand("p, q", of: name, expected: "primes") }
    switch kind {
    case .totient: return ((p - .one) * (q - .one)).bigEndianBytes
    case .carmichael: return Natural.lcm(p - .one, q - .one).bigEndianBytes
    }
  }

  public var proof: ProofCommand? {
    let factors = "(\(ProofCommand.integer(0))-1)*(\(ProofCommand.integer(1))-1)"
    switch kind {
    case .totient: return .number(factors, [p, q])
    case .carmichael:
      let divisor = "math.gcd(\(ProofCommand.integer(0))-1,\(ProofCommand.integer(1))-1)"
      return .number("\(factors)//\(divisor)", [p, q])
    }
  }
}

/// The private exponent d = e⁻¹, modulo φ(n) or λ(n).
public struct PrivateExponent: Operation {
  private let exponent: Term
  private let modulus: Term

  /// Inverts a public exponent.
  public init(e exponent: Term, modulo modulus: Term) {
    self.exponent = exponent
    self.modulus = modulus
  }

  public static let name = "inverse"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 8017", "section 3.2") }
  public var operands: [Operand] { [Operand("e", exponent), Operand("modulus", modulus)] }
  public var formula: String { "\(exponent.name)⁻¹ mod \(modulus.name)" }

  public func evaluate() throws(TermError) -> [UInt8] {
    let order = Natural(bigEndian: modulus.bytes)
    guard order > .one,
      let inverse = Natural.inverse(of: Natural(bigEndian: exponent.bytes) % order, modulo: order)
    else {
      throw .operand("e", of: name, expected: "coprime to the modulus")
    }
    return inverse.bigEndianBytes
  }

  /// With e, a private exponent gives the primes, as e d - 1 is a multiple of λ(n).
  ///
  /// SP 800-56B revision 2, appendix C; the modulus, which that takes too, is public wherever there
  /// is an exponent.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    holder.knows(exponent) ? modulus.operands : []
  }

  public var proof: ProofCommand? {
    .number("pow(\(ProofCommand.integer(0)),-1,\(ProofCommand.integer(1)))", [exponent, modulus])
  }
}

extension ProofCommand {
  fileprivate static func integer(_ index: Int) -> String {
    "int.from_bytes(a[\(index)],\"big\")"
  }

  /// A proof by a Python expression whose value is a number, as minimal big-endian octets.
  fileprivate static func number(_ expression: String, _ arguments: [Term]) -> ProofCommand {
    .python(
      "n.to_bytes(-(-n.bit_length()//8),\"big\")", setup: "import math;n=\(expression);",
      arguments: arguments.map(\.bytes))
  }
}
