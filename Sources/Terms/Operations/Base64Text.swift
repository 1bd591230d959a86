import Bytes

/// Octets as text of base64url with its padding.
public struct Base64URLEncoding: OpenEncoding {
  private let octets: Term

  /// Writes octets as text.
  public init(_ octets: Term) {
    self.octets = octets
  }

  static let name = "base64url"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 4648", "section 5") }
  public var operands: [Operand] { [Operand("octets", octets)] }
  public var formula: String { "\(name)(\(octets.name))" }

  public func evaluate() throws(TermError) -> [UInt8] {
    Array(Base64.encode(octets.bytes, alphabet: .urlSafe).utf8)
  }

  public var proof: ProofCommand? {
    .octets(from: "\(ProofCommand.writing(octets.bytes)) | basenc --base64url -w0")
  }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [octets] }

  /// Every octet string has one text, and every text that is one gives it back.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    forms.operands(of: operands[0], if: Base64URLDecoding.name)?[0]
      ?? forms.application(of: self, to: operands)
  }
}

/// The octets that a text of base64url stands for.
public struct Base64URLDecoding: OpenEncoding {
  private let text: Term

  /// Reads a text with its padding.
  public init(_ text: Term) {
    self.text = text
  }

  static let name = "base64url decoded"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 4648", "section 5") }
  public var operands: [Operand] { [Operand("text", text)] }
  public var formula: String { "\(name)(\(text.name))" }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try Base64.decode(text.bytes, alphabet: .urlSafe)
    } catch {
      throw .operand("text", of: name, expected: "base64url with its padding")
    }
  }

  public var proof: ProofCommand? {
    .octets(from: "\(ProofCommand.writing(text.bytes)) | basenc --base64url -d")
  }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [text] }

  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    forms.operands(of: operands[0], if: Base64URLEncoding.name)?[0]
      ?? forms.application(of: self, to: operands)
  }
}
