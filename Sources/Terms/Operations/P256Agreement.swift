import Arithmetic
import Bytes
import PublicKey
import Traces

/// The public key of a P-256 private key: the point d · G, uncompressed (SEC 1, section 2.3.3).
public struct P256PublicPoint: Operation {
  private let privateKey: Term

  /// Multiplies the base point by a private key of 32 bytes.
  public init(of privateKey: Term) {
    self.privateKey = privateKey
  }

  static let name = "P-256 public key"
  public var name: String { Self.name }
  public var citation: Citation { Citation("SP 800-56A Rev. 3", "section 5.6.1.2") }
  public var operands: [Operand] { [Operand("d", privateKey)] }
  public var formula: String { "\(privateKey.name) · G" }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try P256.PrivateKey(octets: privateKey.bytes).publicKey.encoded
    } catch {
      throw .operand("d", of: name, expected: "32 bytes, from 1 to n - 1")
    }
  }

  public var trace: Trace? {
    try? .multiply(Natural(bigEndian: privateKey.bytes), on: P256.self)
  }

  public var proof: ProofCommand? {
    .octets(
      from: "openssl pkey -inform DER -in \(ProofCommand.p256PrivateKeyFile(privateKey))"
        + " -pubout -outform DER | tail -c 65")
  }
}

/// The shared secret Z of ECDH: the x-coordinate of d · Q, 32 bytes.
public struct P256SharedSecret: Operation {
  private let privateKey: Term
  private let publicKey: Term

  /// Agrees on a secret with the holder of the private key behind a public key.
  public init(privateKey: Term, publicKey: Term) {
    self.privateKey = privateKey
    self.publicKey = publicKey
  }

  public var name: String { "ECDH P-256" }
  public var citation: Citation { Citation("SP 800-56A Rev. 3", "section 5.7.1.2") }
  public var operands: [Operand] { [Operand("d", privateKey), Operand("Q", publicKey)] }
  public var formula: String { "x(\(privateKey.name) · \(publicKey.name))" }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try ECDH.sharedSecret(
        privateKey: P256.PrivateKey(octets: privateKey.bytes),
        publicKey: P256.PublicKey(encoded: publicKey.bytes))
    } catch {
      throw .operand("d, Q", of: name, expected: "a private key and a point on the curve")
    }
  }

  public var trace: Trace? {
    guard
      let d = try? P256.PrivateKey(octets: privateKey.bytes),
      let q = try? P256.PublicKey(encoded: publicKey.bytes)
    else { return nil }
    return try? .ecdh(privateKey: d, publicKey: q)
  }

  public var proof: ProofCommand? {
    .octets(
      from: "openssl pkeyutl -derive -keyform DER"
        + " -inkey \(ProofCommand.p256PrivateKeyFile(privateKey)) -peerform DER"
        + " -peerkey \(ProofCommand.p256PublicKeyFile(publicKey))")
  }

  /// Both sides get one secret: d_A · (d_B · G) = d_B · (d_A · G).
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    guard let other = forms.operands(of: operands[1], if: P256PublicPoint.name)?[0] else {
      return forms.application(of: self, to: operands)
    }
    // In the order in which the table got to know the two keys.
    let pair = [operands[0], other].sorted()
    return forms.application(name, to: pair)
  }
}

extension ProofCommand {
  /// A shell word that reads as a file with the DER of an ECPrivateKey (RFC 5915).
  fileprivate static func p256PrivateKeyFile(_ key: Term) -> String {
    derFile([
      "asn1=SEQUENCE:k", "[k]", "v=INTEGER:1", "d=FORMAT:HEX,OCT:\(Hex.encode(key.bytes))",
      "p=EXPLICIT:0,OID:prime256v1",
    ])
  }

  /// A shell word that reads as a file with the DER of a SubjectPublicKeyInfo (RFC 5480).
  fileprivate static func p256PublicKeyFile(_ key: Term) -> String {
    derFile([
      "asn1=SEQUENCE:i", "[i]", "a=SEQUENCE:a", "k=FORMAT:HEX,BITSTR:\(Hex.encode(key.bytes))",
      "[a]", "o=OID:id-ecPublicKey", "p=OID:prime256v1",
    ])
  }
}
