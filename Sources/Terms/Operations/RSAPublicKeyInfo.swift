import ASN1
import Arithmetic
import Bytes

/// The DER of a SubjectPublicKeyInfo that holds an RSA public key: what fingerprints cover, and
/// what `openssl pkey -pubin -inform DER` reads.
public struct RSAPublicKeyInfo: OpenEncoding {
  private let key: RSAPublicKeyTerms

  /// Encodes a public key.
  public init(_ key: RSAPublicKeyTerms) {
    self.key = key
  }

  public static let name = "SubjectPublicKeyInfo"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 3279", "section 2.3.1") }
  public var operands: [Operand] { [Operand("n", key.n), Operand("e", key.e)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    let publicKey = DER.sequence(
      DER.integer(Natural(bigEndian: key.n.bytes)), DER.integer(Natural(bigEndian: key.e.bytes)))
    return DER.sequence(
      DER.sequence(DER.objectIdentifier(.rsaEncryption), DER.null),
      DER.bitString(publicKey))
  }

  public var proof: ProofCommand? {
    .octets(from: "cat \(ProofCommand.rsaPublicKeyFile(key))")
  }

  /// An encoding hides nothing.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [key.n, key.e] }
}

/// One of the two numbers in a SubjectPublicKeyInfo that holds an RSA public key.
public struct RSAPublicKeyComponent: OpenEncoding {
  private let component: Component
  private let information: Term

  /// The numbers of a public key.
  public enum Component: String, Sendable {
    /// The modulus.
    case n
    /// The public exponent.
    case e
  }

  /// Takes a number out of a structure.
  public init(_ component: Component, of information: Term) {
    self.component = component
    self.information = information
  }

  public var name: String { "\(component.rawValue) of a SubjectPublicKeyInfo" }
  public var citation: Citation { Citation("RFC 3279", "section 2.3.1") }
  public var operands: [Operand] { [Operand("information", information)] }
  public var formula: String { "\(component.rawValue) in \(information.name)" }

  public func evaluate() throws(TermError) -> [UInt8] {
    do throws(ASN1Error) {
      var reader = DER.Reader(information.bytes)
      let key = try reader.readSequence { (fields) throws(ASN1Error) in
        try fields.readSequence { (algorithm) throws(ASN1Error) in
          guard try algorithm.readObjectIdentifier() == .rsaEncryption else {
            throw ASN1Error.unexpectedValue(field: "algorithm")
          }
          try algorithm.readNull()
        }
        return try fields.readOctetAlignedBitString()
      }
      try reader.expectEnd()
      var numbers = DER.Reader(key)
      let (n, e) = try numbers.readSequence { (fields) throws(ASN1Error) in
        (try fields.readNaturalOctets(), try fields.readNaturalOctets())
      }
      try numbers.expectEnd()
      return Natural(bigEndian: component == .n ? n : e).bigEndianBytes
    } catch {
      throw .operand("information", of: name, expected: "one with an RSA key: \(error)")
    }
  }

  /// The numbers stand one after the other at the end, behind lengths of one or more octets.
  public var proof: ProofCommand? {
    .python(
      component == .n ? "n.lstrip(b\"\\0\")" : "e.lstrip(b\"\\0\")",
      setup: "k=lambda b:b[1]-128 if b[1]>127 else 0;"
        + "l=lambda b:int.from_bytes(b[2:2+k(b)],\"big\") if k(b) else b[1];"
        + "v=lambda b:b[2+k(b):2+k(b)+l(b)];w=lambda b:b[2+k(b)+l(b):];"
        + "s=v(v(w(v(a[0])))[1:]);n=v(s);e=v(w(s));",
      arguments: [information.bytes])
  }

  /// The number that was put in.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    if let numbers = forms.operands(of: operands[0], if: RSAPublicKeyInfo.name) {
      return numbers[component == .n ? 0 : 1]
    }
    return forms.application(of: self, to: operands)
  }
}
