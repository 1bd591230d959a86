import Bytes

/// Some consecutive octets of a string: `okm[16..<48]`, counted from 0, the end excluded.
public struct Slice: OpenEncoding {
  private let whole: Term
  private let range: Range<Int>

  /// Cuts a range of octets out of a term.
  public init(_ whole: Term, _ range: Range<Int>) {
    self.whole = whole
    self.range = range
  }

  public var name: String { "slice" }
  public var citation: Citation { Citation("RFC 8446", "section 3.4, vectors") }
  public var operands: [Operand] { [Operand("whole", whole)] }
  public var parameters: [Parameter] {
    [Parameter("from", range.lowerBound), Parameter("to", range.upperBound)]
  }
  public var formula: String { "\(whole.name)[\(range.lowerBound)..<\(range.upperBound)]" }

  public func evaluate() throws(TermError) -> [UInt8] {
    guard range.lowerBound >= 0, range.upperBound <= whole.bytes.count else {
      throw .operand("whole", of: formula, expected: "at least \(range.upperBound) bytes long")
    }
    return Array(whole.bytes[range])
  }

  public var proof: ProofCommand? {
    if range.isEmpty { return ProofCommand("printf ''") }
    let digits = "\(2 * range.lowerBound + 1)-\(2 * range.upperBound)"
    return ProofCommand("printf %s \(Hex.encode(whole.bytes)) | cut -c\(digits) | tr -d '\\n'")
  }

  /// A slice of a concatenation that falls on the borders of parts is these parts.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    if range == 0..<whole.bytes.count { return operands[0] }
    if let parts = forms.operands(of: operands[0], if: "concatenation"),
      let lengths = forms.function(of: operands[0])?.parameters
    {
      var offset = 0
      var covered: [(form: Form, length: Int)] = []
      for (part, length) in zip(parts, lengths) {
        let next = offset + (Int(length.value) ?? 0)
        if offset >= range.lowerBound, next <= range.upperBound {
          covered.append((part, next - offset))
        }
        offset = next
      }
      if covered.reduce(0, { $0 + $1.length }) == range.count {
        if covered.count == 1 { return covered[0].form }
        return forms.application(
          "concatenation", covered.map { Parameter("length", $0.length) }, to: covered.map(\.form))
      }
    }
    return forms.application(of: self, to: operands)
  }
}
