import ASN1
import Bytes

/// One element of a DER encoding around others, so that a key file or a certificate is a tree of
/// terms: `SEQUENCE { version, algorithm, key }`.
public struct DERElement: OpenEncoding {
  /// What kind of element.
  public enum Kind: Sendable, Hashable {
    /// The parts are whole elements, or the contents octets.
    case constructed(DER.Tag)
    /// A BIT STRING of whole octets (X.690, section 8.6).
    case bitString
    /// An OCTET STRING (section 8.7).
    case octetString
    /// An INTEGER that is not negative, from big-endian octets (section 8.3).
    case integer
  }

  private let kind: Kind
  private let parts: [Term]

  /// Wraps parts into an element; an integer has one part.
  public init(_ kind: Kind, _ parts: [Term]) {
    precondition(kind != .integer || parts.count == 1, "an INTEGER is one number")
    self.kind = kind
    self.parts = parts
  }

  private var tag: DER.Tag {
    switch kind {
    case .constructed(let tag): tag
    case .bitString: .bitString
    case .octetString: .octetString
    case .integer: .integer
    }
  }

  public var name: String { "DER \(tag)" }
  public var citation: Citation {
    switch kind {
    case .integer: Citation("X.690", "section 8.3")
    case .bitString: Citation("X.690", "section 8.6")
    case .octetString: Citation("X.690", "section 8.7")
    case .constructed: Citation("X.690", "section 8.9")
    }
  }
  public var operands: [Operand] {
    parts.enumerated().map { Operand("part \($0.offset + 1)", $0.element) }
  }
  public var formula: String { "\(tag) { \(parts.map(\.name).joined(separator: ", ")) }" }

  public func evaluate() throws(TermError) -> [UInt8] {
    let contents = parts.flatMap(\.bytes)
    return switch kind {
    case .constructed(let tag): DER.encode(tag, contents: contents)
    case .bitString: DER.bitString(contents)
    case .octetString: DER.octetString(contents)
    case .integer: DER.integer(bigEndian: contents)
    }
  }

  public var proof: ProofCommand? {
    let contents =
      switch kind {
      case .constructed, .octetString: "b\"\".join(a)"
      case .bitString: "b\"\\0\"+b\"\".join(a)"
      case .integer:
        "(lambda n:n.to_bytes(n.bit_length()//8+1,\"big\"))(int.from_bytes(a[0],\"big\"))"
      }
    return .python(
      "d(\(tag.octet),\(contents))",
      setup: "m=lambda n:n.to_bytes((n.bit_length()+7)//8,\"big\");"
        + "l=lambda n:bytes([n]) if n<128 else bytes([128+len(m(n))])+m(n);"
        + "d=lambda t,c:bytes([t])+l(len(c))+c;",
      arguments: parts.map(\.bytes))
  }

  /// An encoding hides nothing.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { parts }

  /// Tag and length are the same whenever the parts have these lengths, so the element is a
  /// concatenation, and a slice of it finds its part; an INTEGER is written anew.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    guard kind != .integer, !parts.contains(where: \.isUnknown),
      let whole = try? evaluate()
    else { return forms.application(of: self, to: operands) }
    let header = Array(whole.prefix(whole.count - parts.reduce(0) { $0 + $1.bytes.count }))
    let joined = Concatenation([.constant("header", header)] + parts)
    return joined.normalForm(of: [forms.constant(header)] + operands, in: &forms)
  }
}
