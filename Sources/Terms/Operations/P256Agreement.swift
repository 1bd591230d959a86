import Arithmetic
import Bytes
import PublicKey
import Traces

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
        + " -inkey \(ProofCommand.privateKeyFile(privateKey, on: .p256)) -peerform DER"
        + " -peerkey \(ProofCommand.publicKeyFile(publicKey, on: .p256))")
  }

  /// Both sides get one secret: d_A · (d_B · G) = d_B · (d_A · G).
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    guard let other = forms.operands(of: operands[1], if: ECPublicPoint.name(on: .p256))?[0] else {
      return forms.application(of: self, to: operands)
    }
    // In the order in which the table got to know the two keys.
    let pair = [operands[0], other].sorted()
    return forms.application(name, to: pair)
  }
}
