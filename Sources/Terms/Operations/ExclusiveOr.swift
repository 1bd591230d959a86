import Bytes

/// Two strings of one length, combined bit by bit: a ⊕ b.
public struct ExclusiveOr: Operation {
  private let left: Term
  private let right: Term

  /// Combines two strings.
  public init(_ left: Term, _ right: Term) {
    self.left = left
    self.right = right
  }

  public static let name = "exclusive or"
  public var name: String { Self.name }
  public var citation: Citation { Citation("SP 800-38A", "section 4.2.2") }
  public var operands: [Operand] { [Operand("a", left), Operand("b", right)] }
  public var formula: String { "\(left.name) ⊕ \(right.name)" }

  public func evaluate() throws(TermError) -> [UInt8] {
    guard left.bytes.count == right.bytes.count else {
      throw .operand("a, b", of: name, expected: "of one length")
    }
    return zip(left.bytes, right.bytes).map { $0 ^ $1 }
  }

  public var proof: ProofCommand? {
    .python("bytes(x^y for x,y in zip(a[0],a[1]))", arguments: [left.bytes, right.bytes])
  }

  /// With the result, either string gives the other.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    (holder.knows(left) ? [right] : []) + (holder.knows(right) ? [left] : [])
  }

  /// The order does not matter, and a string undoes itself.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    for (index, operand) in operands.enumerated() {
      guard let inner = forms.operands(of: operand, if: name) else { continue }
      let other = operands[1 - index]
      if inner[0] == other { return inner[1] }
      if inner[1] == other { return inner[0] }
    }
    return forms.application(name, to: operands.sorted())
  }
}
