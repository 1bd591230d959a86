import Bytes

/// Octet strings one after another: `a | b | c`.
public struct Concatenation: OpenEncoding {
  private let parts: [Operand]

  /// Joins terms in their order.
  public init(_ parts: [Term]) {
    self.parts = parts.enumerated().map { Operand("part \($0.offset + 1)", $0.element) }
  }

  public var name: String { "concatenation" }
  public var citation: Citation { Citation("RFC 8017", "section 2, \"||\"") }
  public var operands: [Operand] { parts }
  public var formula: String { parts.map(\.term.name).joined(separator: " | ") }

  public func evaluate() throws(TermError) -> [UInt8] { parts.flatMap(\.term.bytes) }

  public var proof: ProofCommand? {
    // Only parts that are not empty: printf would print an empty argument as nothing anyway.
    let digits = parts.map { Hex.encode($0.term.bytes) }.filter { !$0.isEmpty }
    return ProofCommand(digits.isEmpty ? "printf ''" : "printf %s \(digits.joined(separator: " "))")
  }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { parts.map(\.term) }

  /// A concatenation of concatenations is one; the lengths of the parts stand in the form, so
  /// that a slice can find its part.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    var flat: [(form: Form, length: Int)] = []
    for (operand, form) in zip(parts, operands) {
      if let inner = forms.operands(of: form, if: name), let function = forms.function(of: form) {
        flat += zip(inner, function.parameters).map { ($0, Int($1.value) ?? 0) }
      } else if !operand.term.bytes.isEmpty || operand.term.isUnknown {
        flat.append((form, operand.term.bytes.count))
      }
    }
    if flat.count == 1 { return flat[0].form }
    return forms.application(
      name, flat.map { Parameter("length", $0.length) }, to: flat.map(\.form))
  }
}
