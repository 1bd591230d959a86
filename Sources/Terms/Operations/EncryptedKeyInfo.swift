import ASN1
import Bytes

/// The DER of an EncryptedPrivateKeyInfo: a key under a password, by PBES2 with
/// PBKDF2-HMAC-SHA-256 and AES-256 in CBC mode, as OpenSSL reads it.
public struct EncryptedKeyInfo: OpenEncoding {
  private let salt: Term
  private let iterations: Int
  private let initializationVector: Term
  private let ciphertext: Term
  private let password: Term

  /// Puts a ciphertext together with what is needed to open it, the password apart.
  ///
  /// The password goes into the check alone: it opens the result.
  public init(salt: Term, iterations: Int, iv: Term, ciphertext: Term, password: Term) {
    self.salt = salt
    self.iterations = iterations
    initializationVector = iv
    self.ciphertext = ciphertext
    self.password = password
  }

  public var name: String { "EncryptedPrivateKeyInfo" }
  public var citation: Citation { Citation("RFC 8018", "section 6.2, appendix A.4") }
  public var operands: [Operand] {
    [
      Operand("salt", salt), Operand("IV", initializationVector),
      Operand("encryptedData", ciphertext),
    ]
  }
  public var parameters: [Parameter] { [Parameter("iterations", iterations)] }

  public func evaluate() throws(TermError) -> [UInt8] {
    let function = DER.sequence(DER.objectIdentifier(.hmacWithSHA256), DER.null)
    let derivation = DER.sequence(
      DER.objectIdentifier(.pbkdf2),
      DER.sequence(DER.octetString(salt.bytes), DER.integer(UInt64(iterations)), function))
    let scheme = DER.sequence(
      DER.objectIdentifier(.aes256CBC), DER.octetString(initializationVector.bytes))
    return DER.sequence(
      DER.sequence(DER.objectIdentifier(.pbes2), DER.sequence(derivation, scheme)),
      DER.octetString(ciphertext.bytes))
  }

  public var proof: ProofCommand? {
    .python(
      "e(48,e(48,o(\"2a864886f70d01050d\"),e(48,e(48,o(\"2a864886f70d01050c\"),"
        + "e(48,e(4,a[0]),i(\(iterations)),e(48,o(\"2a864886f70d0209\"),e(5)))),"
        + "e(48,o(\"60864801650304012a\"),e(4,a[1])))),e(4,a[2]))",
      setup: ProofCommand.der, arguments: operands.map(\.term.bytes))
  }

  public func check(of result: Term) -> ProofCommand? {
    ProofCommand(
      "openssl pkey -inform DER -in \(ProofCommand.file(result.bytes))"
        + " -passin file:\(ProofCommand.file(password.bytes)) -check -noout >/dev/null")
  }

  /// An encoding hides nothing of what it is made of.
  public func opened(_ result: Term, by holder: Knowledge) -> [Term] { operands.map(\.term) }
}
