import ASN1
import Arithmetic
import Bytes
import Certificates
import PublicKey

/// A part of a certificate that somebody reads out of it.
public struct CertificateField: OpenEncoding {
  /// Which part.
  public enum Part: String, Sendable {
    /// What was signed.
    case tbsCertificate
    /// The signature.
    case signatureValue
    /// The public key with its algorithm.
    case subjectPublicKeyInfo
    /// The modulus n of an RSA key, minimal and big-endian.
    case modulus
    /// The public exponent e of an RSA key, likewise.
    case publicExponent
    /// The common name of the subject.
    case commonName = "subject commonName"
  }

  private let part: Part
  private let certificate: Term

  /// Reads a part of a certificate in DER.
  public init(_ part: Part, of certificate: Term) {
    self.part = part
    self.certificate = certificate
  }

  public var name: String { part.rawValue }
  public var citation: Citation {
    switch part {
    case .tbsCertificate, .signatureValue: Citation("RFC 5280", "section 4.1.1")
    case .subjectPublicKeyInfo: Citation("RFC 5280", "section 4.1.2.7")
    case .modulus, .publicExponent: Citation("RFC 3279", "section 2.3.1")
    case .commonName: Citation("RFC 5280", "section 4.1.2.6")
    }
  }
  public var operands: [Operand] { [Operand("certificate", certificate)] }
  public var formula: String { "\(name) of \(certificate.name)" }

  public func evaluate() throws(TermError) -> [UInt8] {
    guard let read = try? Certificate(der: certificate.bytes) else {
      throw .operand("certificate", of: name, expected: "a certificate of X.509")
    }
    switch part {
    case .tbsCertificate: return read.tbsCertificate.der
    case .signatureValue: return read.signatureValue
    case .subjectPublicKeyInfo: return read.subjectPublicKeyInfo.der
    case .modulus: return try rsaKey(read).modulus.bigEndianBytes
    case .publicExponent: return try rsaKey(read).exponent.bigEndianBytes
    case .commonName: return Array((read.subject.commonName ?? "").utf8)
    }
  }

  private func rsaKey(_ read: Certificate) throws(TermError) -> RSA.PublicKey {
    guard case .rsa(let key)? = try? read.subjectPublicKeyInfo.key(sizes: .any) else {
      throw .operand("certificate", of: name, expected: "one of an RSA key")
    }
    return key
  }

  public var proof: ProofCommand? {
    let x509 = "openssl x509 -inform DER -in \(ProofCommand.file(certificate.bytes)) -noout"
    switch part {
    case .modulus:
      // OpenSSL writes no zero in front, so the digits can be odd in number.
      return ProofCommand(
        "n=$(\(x509) -modulus | sed 's/Modulus=//' | tr A-F a-f);"
          + " [ $((${#n} % 2)) = 0 ] || n=0$n; printf %s $n")
    case .publicExponent:
      return ProofCommand(
        "e=$(\(x509) -text | sed -n 's/.*Exponent: .*(0x\\(.*\\))/\\1/p');"
          + " [ $((${#e} % 2)) = 0 ] || e=0$e; printf %s $e")
    case .subjectPublicKeyInfo:
      return .octets(from: "\(x509) -pubkey | openssl pkey -pubin -outform DER")
    case .commonName:
      return .octets(
        from: "\(x509) -subject -nameopt multiline,utf8,-esc_msb"
          + " | sed -n 's/.*commonName *= //p' | tr -d '\\n'")
    case .tbsCertificate, .signatureValue:
      guard let read = try? Certificate(der: certificate.bytes) else { return nil }
      // The tbsCertificate stands behind one header, the signature at the end.
      let length = certificate.bytes.count
      let tbs = read.tbsCertificate.der.count
      let start = 2 + (certificate.bytes[1] > 0x7f ? Int(certificate.bytes[1] & 0x7f) : 0)
      let from = part == .tbsCertificate ? start : length - read.signatureValue.count
      let to = part == .tbsCertificate ? start + tbs : length
      return ProofCommand(
        "printf %s \(Hex.encode(certificate.bytes)) | cut -c\(2 * from + 1)-\(2 * to)"
          + " | tr -d '\\n'")
    }
  }

  /// What is read out of a certificate is what its issuer put in.
  public func normalForm(of operands: [Form], in forms: inout FormTable) -> Form {
    guard let whole = forms.operands(of: operands[0], if: IssuedCertificate.name) else {
      return forms.application(of: self, to: operands)
    }
    switch part {
    case .tbsCertificate: return whole[0]
    case .signatureValue: return whole[1]
    case .subjectPublicKeyInfo, .modulus, .publicExponent, .commonName: break
    }
    guard let content = forms.operands(of: whole[0], if: CertificateContent.name) else {
      return forms.application(of: self, to: operands)
    }
    let key = content[CertificateContent.keyIndex]
    let numbers = forms.operands(of: key, if: RSAPublicKeyInfo.name)
    switch part {
    case .commonName: return content[CertificateContent.subjectIndex]
    case .modulus: return numbers?[0] ?? forms.application(of: self, to: operands)
    case .publicExponent: return numbers?[1] ?? forms.application(of: self, to: operands)
    default: return key
    }
  }
}
