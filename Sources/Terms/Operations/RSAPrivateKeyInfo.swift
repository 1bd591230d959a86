import ASN1
import Arithmetic
import Bytes

/// The DER of a PrivateKeyInfo that holds an RSA key pair: PKCS #8 around PKCS #1, as key files
/// have it before they are encrypted.
public struct RSAPrivateKeyInfo: OpenEncoding {
  private let key: RSAKeyTerms

  /// Encodes a key pair.
  public init(_ key: RSAKeyTerms) {
    self.key = key
  }

  public static let name = "PrivateKeyInfo"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 5208", "section 5") }
  public var operands: [Operand] {
    [
      Operand("n", key.publicKey.n), Operand("e", key.publicKey.e), Operand("d", key.d),
      Operand("p", key.p), Operand("q", key.q),
    ]
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    let (p, q, d) = (
      Natural(bigEndian: key.p.bytes), Natural(bigEndian: key.q.bytes),
      Natural(bigEndian: key.d.bytes)
    )
    guard p > .one, q > .one, let coefficient = Natural.inverse(of: q % p, modulo: p) else {
      throw .operand("p, q", of: name, expected: "two primes")
    }
    let numbers =
      operands.map { DER.integer(Natural(bigEndian: $0.term.bytes)) }
      + [d % (p - .one), d % (q - .one), coefficient].map { DER.integer($0) }
    return DER.sequence(
      DER.integer(0), DER.sequence(DER.objectIdentifier(.rsaEncryption), DER.null),
      DER.octetString(DER.sequence([DER.integer(0)] + numbers)))
  }

  public var proof: ProofCommand? {
    .octets(
      from: "openssl pkcs8 -topk8 -nocrypt -inform DER -outform DER"
        + " -in \(ProofCommand.rsaPrivateKeyFile(key))")
  }

  /// An encoding hides nothing.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] {
    operands.map(\.term)
  }
}
