import ASN1
import PublicKey

/// What is wrong with a key, a certificate, or what somebody wanted to do with it.
public enum CertificateError: Error, Equatable, Sendable {
  /// Not DER, not PEM, or another structure.
  case encoding(ASN1Error)
  /// An algorithm that is not known here, or not allowed in this place.
  case unsupportedAlgorithm(field: String, ObjectIdentifier)
  /// Parameters that an algorithm does not have.
  case parameters(field: String, ObjectIdentifier)
  /// A curve that is written out as numbers in place of its name.
  case explicitCurve(field: String)
  /// Numbers that make no key.
  case key(PublicKeyError)
  /// Numbers of a private key file that do not belong together, RSA's aside.
  case inconsistentKey(field: String)
  /// An encrypted key that does not decrypt to a key; why, nobody learns.
  case decryption
  /// An iteration count of PBKDF2 that is not accepted.
  case iterations(found: Int, allowed: ClosedRange<Int>)
  /// A key encrypted by the rules from before PKCS #8.
  case oldEncryption(label: String)
  /// PEM text whose blocks hold no key, or more than one.
  case keyCount(found: Int, labels: [String])
  /// A block of PEM whose label is that of another structure.
  case wrongLabel(label: String, found: EncodedStructure)
  /// Another structure than was asked for.
  case wrongStructure(found: EncodedStructure?, expected: String)
  /// An algorithm that the key is not for.
  case wrongKey(algorithm: SignatureAlgorithm)
  /// An algorithm that is read in old certificates, and used for nothing new.
  case refusedAlgorithm(SignatureAlgorithm)
  /// An attribute of a name whose text it cannot have.
  case nameAttribute(String, expected: String)
  /// A text that is no distinguished name, at a character.
  case nameText(offset: Int, expected: String)
  /// A serial number that is not positive, or longer than 20 octets.
  case serialNumber
  /// A request that its own key did not sign.
  case proofOfPossession
  /// A line of a CA's index that cannot be read.
  case index(line: Int, String)
  /// A certificate that the CA's index does not have.
  case notIssued(SerialNumber)
  /// A certificate that was revoked before.
  case revokedAlready(SerialNumber)
}

extension CertificateError: CustomStringConvertible {
  /// The fault in words.
  public var description: String {
    switch self {
    case .encoding(let error): "\(error)"
    case .unsupportedAlgorithm(let field, let identifier):
      "\(field): \(identifier.name ?? "algorithm") (\(identifier)) is not supported"
    case .parameters(let field, let identifier):
      "\(field): not the parameters that \(identifier.name ?? identifier.description) has"
    case .explicitCurve(let field):
      "\(field): a curve given by numbers is refused, expected the name of P-256 or P-384"
    case .key(let error): "\(error)"
    case .inconsistentKey(let field): "\(field) does not belong to the rest of the private key"
    case .decryption:
      "does not decrypt: wrong password, damaged file, or a kind of key unknown here"
    case .iterations(let found, let allowed):
      "PBKDF2 with \(found) iterations is refused, expected "
        + "\(allowed.lowerBound) to \(allowed.upperBound)"
    case .oldEncryption(let label):
      "\(label) encrypted in the old way is refused; first run "
        + "'openssl pkcs8 -topk8 -in FILE -out NEW'"
    case .keyCount(let found, let labels):
      "\(found) keys in the file, expected one"
        + (labels.isEmpty ? "" : "; its blocks: \(labels.prefix(4).joined(separator: ", "))")
        + (labels.count > 4 ? " …" : "")
    case .wrongLabel(let label, let found): "labelled \(label), but the contents are \(found)"
    case .wrongStructure(let found, let expected):
      "\(found.map { "\($0)" } ?? "not a structure known here"), expected \(expected)"
    case .wrongKey(let algorithm): "the key is not for \(algorithm)"
    case .refusedAlgorithm(let algorithm): "\(algorithm) is refused: collisions can be made"
    case .nameAttribute(let attribute, let expected): "\(attribute): expected \(expected)"
    case .nameText(let offset, let expected):
      "no distinguished name: expected \(expected) at character \(offset)"
    case .serialNumber: "a serial number must be positive and have at most 20 octets"
    case .proofOfPossession:
      "the request is not signed by its own key: whoever made it may not have the private one"
    case .index(let line, let problem): "index.txt, line \(line): \(problem)"
    case .notIssued(let number): "no certificate with number \(number) was issued"
    case .revokedAlready(let number): "the certificate with number \(number) is revoked already"
    }
  }
}

extension CertificateError {
  /// Reads a structure that is all of an encoding; errors name it in front.
  static func reading<Value>(
    _ structure: String, _ encoding: [UInt8],
    _ body: (inout DER.Reader) throws(ASN1Error) -> Value
  ) throws(CertificateError) -> Value {
    var reader = DER.Reader(encoding)
    do throws(ASN1Error) {
      let value = try reader.readSequence(body)
      try reader.expectEnd()
      return value
    } catch {
      throw .encoding(.inside(component: structure, error))
    }
  }

  /// Makes a key of numbers that were read.
  static func making<Value: ~Copyable>(
    _ body: () throws(PublicKeyError) -> Value
  ) throws(CertificateError) -> Value {
    do throws(PublicKeyError) {
      return try body()
    } catch {
      throw .key(error)
    }
  }
}
