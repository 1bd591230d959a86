import Bytes
import Ciphers

/// A way to fill the last block of a plaintext.
public enum PaddingScheme: String, Sendable {
  /// 1 to 16 octets that each hold their number (RFC 5652, section 6.3).
  case pkcs7 = "PKCS #7"
  /// Zeros up to the block border and none where the text is aligned: ambiguous.
  case zeros = "zero"

  fileprivate var citation: Citation {
    switch self {
    case .pkcs7: Citation("RFC 5652", "section 6.3")
    case .zeros: Citation("SP 800-38A", "appendix A")
    }
  }
}

/// A text filled up to whole blocks of 16 bytes.
public struct BlockPadding: OpenEncoding {
  private let text: Term
  private let scheme: PaddingScheme

  /// Pads a text.
  public init(_ text: Term, scheme: PaddingScheme) {
    self.text = text
    self.scheme = scheme
  }

  public var name: String { "\(scheme.rawValue) padding" }
  public var citation: Citation { scheme.citation }
  public var operands: [Operand] { [Operand("text", text)] }
  /// Zeros say nothing about where the text ends, so its length stands in the normal form.
  public var parameters: [Parameter] {
    scheme == .zeros ? [Parameter("text length", text.bytes.count)] : []
  }
  public var formula: String { "\(name)(text: \(text.name))" }

  public func evaluate() throws(TermError) -> [UInt8] {
    switch scheme {
    case .pkcs7: PKCS7Padding.pad(text.bytes, blockLength: 16)
    case .zeros: ZeroPadding.pad(text.bytes, blockLength: 16)
    }
  }

  public var proof: ProofCommand? {
    switch scheme {
    case .pkcs7:
      .python("a[0]+bytes([n])*n", setup: "n=16-len(a[0])%16;", arguments: [text.bytes])
    case .zeros:
      .python("a[0]+bytes(-len(a[0])%16)", arguments: [text.bytes])
    }
  }

  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [text] }
}

/// The text that padding was added to.
public struct BlockUnpadding: OpenEncoding {
  private let padded: Term
  private let scheme: PaddingScheme

  /// Removes padding.
  public init(_ padded: Term, scheme: PaddingScheme) {
    self.padded = padded
    self.scheme = scheme
  }

  public var name: String { "\(scheme.rawValue) padding removed" }
  public var citation: Citation { scheme.citation }
  public var operands: [Operand] { [Operand("padded", padded)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    switch scheme {
    case .pkcs7:
      do {
        return try PKCS7Padding.unpad(padded.bytes, blockLength: 16)
      } catch {
        throw .decryption(name)
      }
    case .zeros:
      return ZeroPadding.strip(padded.bytes)
    }
  }

  public var proof: ProofCommand? {
    switch scheme {
    case .pkcs7: .python("a[0][:-a[0][-1]]", arguments: [padded.bytes])
    case .zeros: .python("a[0].rstrip(bytes(1))", arguments: [padded.bytes])
    }
  }

  /// Removing what was added gives the text back; for zeros only if the text does not end in
  /// one, which is what makes them ambiguous.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    let inverse = "\(scheme.rawValue) padding"
    guard let text = forms.operands(of: operands[0], if: inverse)?[0],
      let parameters = forms.function(of: operands[0])?.parameters
    else { return forms.application(of: self, to: operands) }
    let stripped = ZeroPadding.strip(padded.bytes).count
    return parameters.isEmpty || parameters == [Parameter("text length", stripped)]
      ? text : forms.application(of: self, to: operands)
  }
}
