import Bytes

/// The number of octets that follow, big-endian (RFC 8446, section 3.4).
public struct LengthPrefix: OpenEncoding {
  private let body: [Term]
  private let width: Int

  /// Counts the octets of some terms, in `width` bytes, 1 to 8; the count must fit.
  public init(of body: [Term], width: Int) {
    self.body = body
    self.width = width
  }

  public var name: String { "length" }
  public var citation: Citation { Citation("RFC 8446", "section 3.4") }
  public var operands: [Operand] { body.map { Operand("body", $0) } }
  public var parameters: [Parameter] { [Parameter("bytes", width)] }
  public var formula: String {
    body.isEmpty ? "length of nothing" : "length of \(body.map(\.name).joined(separator: " | "))"
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    let count = body.reduce(0) { $0 + $1.bytes.count }
    guard count >> (8 * width) == 0 else {
      throw .operand("body", of: name, expected: "shorter than \(1 << (8 * width)) bytes")
    }
    return ByteWriter.integer(UInt64(count), length: width)
  }

  public var proof: ProofCommand? {
    let digits = body.map { Hex.encode($0.bytes) }.joined()
    return ProofCommand(
      "b=\(digits.isEmpty ? "''" : digits); printf '%0\(2 * width)x' $((${#b} / 2))")
  }
}
