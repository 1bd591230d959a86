import ASN1
import Bytes
import Certificates

/// A certificate: what was signed, and the signature (RFC 5280, section 4.1).
public struct IssuedCertificate: OpenEncoding {
  private let content: Term
  private let signature: Term
  private let issuer: Term?
  private let time: Term

  /// Puts a certificate together.
  ///
  /// - Parameters:
  ///   - content: The TBSCertificate.
  ///   - signature: The issuer's signature over it, by RSASSA-PKCS1-v1_5 with SHA-256.
  ///   - issuer: The issuer's certificate, by which another tool verifies this one; nil for one
  ///     that signs itself.
  ///   - time: When that is, as `2030-01-01 12:00:00 UTC`.
  public init(_ content: Term, signature: Term, issuer: Term?, time: Term) {
    self.content = content
    self.signature = signature
    self.issuer = issuer
    self.time = time
  }

  public static let name = "Certificate"
  public var name: String { Self.name }
  public var citation: Citation { Citation("RFC 5280", "section 4.1.1") }
  public var operands: [Operand] {
    [Operand("tbsCertificate", content), Operand("signature", signature)]
  }

  public func evaluate() throws(TermError) -> [UInt8] {
    do {
      return try Certificate(
        content.bytes, signature: signature.bytes, .pkcs1v15(.sha256)
      ).der
    } catch {
      throw .operand("tbsCertificate", of: name, expected: "a TBSCertificate: \(error)")
    }
  }

  public var proof: ProofCommand? {
    .python(
      "e(48,a[0],e(48,o(\"2a864886f70d01010b\"),e(5)),e(3,bytes(1),a[1]))",
      setup: ProofCommand.der, arguments: [content.bytes, signature.bytes])
  }

  public func check(of result: Term) -> ProofCommand? {
    guard let time = ASN1Time(text: time.bytes) else { return nil }
    let pem = { (bytes: [UInt8]) in
      "<(openssl x509 -inform DER -in \(ProofCommand.file(bytes)))"
    }
    return ProofCommand(
      "openssl verify -attime \(time.secondsSinceEpoch)"
        + " -CAfile \(pem(issuer?.bytes ?? result.bytes)) \(pem(result.bytes)) >/dev/null")
  }

  /// A certificate is for everybody to read.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { [content, signature] }
}
