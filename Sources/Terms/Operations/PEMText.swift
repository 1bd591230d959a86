import ASN1
import Bytes

/// A DER encoding as lines of text between its boundaries.
public struct PEMEncoding: OpenEncoding {
  private let contents: Term
  private let label: String

  /// Writes a block, with a label such as `CERTIFICATE`.
  public init(_ contents: Term, label: String) {
    self.contents = contents
    self.label = label
  }

  static let name = "PEM"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 7468", "section 2") }
  public var operands: [Operand] { [Operand("contents", contents)] }
  public var parameters: [Parameter] { [Parameter("label", label)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    Array(PEM.encode(label: label, contents: contents.bytes).utf8)
  }

  public var proof: ProofCommand? {
    .octets(
      from: "{ echo '-----BEGIN \(label)-----'; \(ProofCommand.writing(contents.bytes))"
        + " | basenc --base64 -w64; echo '-----END \(label)-----'; }")
  }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [contents] }
}

/// What the first PEM block with a label holds.
public struct PEMDecoding: OpenEncoding {
  private let text: Term
  private let label: String

  /// Reads a block.
  public init(_ text: Term, label: String) {
    self.text = text
    self.label = label
  }

  public var name: String { "PEM decoded" }
  public var citation: Citation { Citation("RFC 7468", "section 2") }
  public var operands: [Operand] { [Operand("text", text)] }
  public var parameters: [Parameter] { [Parameter("label", label)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    guard
      let block = try? PEM.blocks(in: text.bytes).first(where: { $0.label == label })
    else { throw .operand("text", of: name, expected: "a PEM block \(label)") }
    return block.contents
  }

  public var proof: ProofCommand? {
    let range = "/^-----BEGIN \(label)-----/,/^-----END \(label)-----/p"
    return .octets(
      from: "\(ProofCommand.writing(text.bytes)) | sed -n '\(range)' | tr -d '\\r'"
        + " | sed '/^-----END/q' | sed '/^-----/d' | basenc --base64 -d")
  }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [text] }

  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    if forms.function(of: operands[0])?.parameters == parameters,
      let contents = forms.operands(of: operands[0], if: PEMEncoding.name)
    {
      return contents[0]
    }
    return forms.application(of: self, to: operands)
  }
}
