import ASN1
import Arithmetic
import Bytes

/// The DER of a SubjectPublicKeyInfo that holds an RSA public key: what fingerprints cover, and
/// what `openssl pkey -pubin -inform DER` reads.
public struct RSAPublicKeyInfo: Operation {
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
