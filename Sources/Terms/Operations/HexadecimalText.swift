import Bytes

/// The lower-case hexadecimal digits of some octets, as ASCII text.
public struct HexadecimalText: OpenEncoding {
  private let octets: Term

  /// Writes octets as digits.
  public init(of octets: Term) {
    self.octets = octets
  }

  public var name: String { "hexadecimal digits" }
  public var citation: Citation { Citation("RFC 4648", "section 8, in lower case") }
  public var operands: [Operand] { [Operand("octets", octets)] }

  public func evaluate() throws(TermError) -> [UInt8] { Array(Hex.encode(octets.bytes).utf8) }

  public var proof: ProofCommand? {
    .octets(from: "printf %s \(ProofCommand.quotedHex(octets.bytes))")
  }

  /// Digits hide nothing.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [octets] }
}
