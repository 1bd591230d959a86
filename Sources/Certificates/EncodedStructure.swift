import ASN1

/// The structures that files hold, told apart by what they begin with.
public enum EncodedStructure: String, Hashable, Sendable, CaseIterable {
  /// PKCS #1 (RFC 8017, section A.1.2).
  case rsaPrivateKey = "RSAPrivateKey"
  /// PKCS #1 (RFC 8017, section A.1.1).
  case rsaPublicKey = "RSAPublicKey"
  /// SEC 1 (RFC 5915, section 3).
  case ecPrivateKey = "ECPrivateKey"
  /// The name of a curve (RFC 5480, section 2.1.1).
  case ecParameters = "ECParameters"
  /// PKCS #8 (RFC 5958, section 2).
  case privateKeyInfo = "PrivateKeyInfo"
  /// PKCS #8 (RFC 5958, section 3).
  case encryptedPrivateKeyInfo = "EncryptedPrivateKeyInfo"
  /// X.509 (RFC 5280, section 4.1.2.7).
  case subjectPublicKeyInfo = "SubjectPublicKeyInfo"
  /// X.509 (RFC 5280, section 4.1).
  case certificate = "Certificate"
  /// PKCS #10 (RFC 2986, section 4).
  case certificationRequest = "CertificationRequest"
  /// X.509 (RFC 5280, section 5.1).
  case certificateList = "CertificateList"
  /// ECDSA (RFC 3279, section 2.2.3).
  case ecdsaSignature = "ECDSA-Sig-Value"

  /// The label of its PEM blocks (RFC 7468, section 4, and the practice of programs); nil for what
  /// is not kept as PEM.
  public var label: String? {
    switch self {
    case .rsaPrivateKey: "RSA PRIVATE KEY"
    case .rsaPublicKey: "RSA PUBLIC KEY"
    case .ecPrivateKey: "EC PRIVATE KEY"
    case .ecParameters: "EC PARAMETERS"
    case .privateKeyInfo: "PRIVATE KEY"
    case .encryptedPrivateKeyInfo: "ENCRYPTED PRIVATE KEY"
    case .subjectPublicKeyInfo: "PUBLIC KEY"
    case .certificate: "CERTIFICATE"
    case .certificationRequest: "CERTIFICATE REQUEST"
    case .certificateList: "X509 CRL"
    case .ecdsaSignature: nil
    }
  }

  /// The structure with a label.
  public init?(label: String) {
    // An old name that RFC 7468, section 7, lets programs read.
    let label = label == "NEW CERTIFICATE REQUEST" ? "CERTIFICATE REQUEST" : label
    guard let structure = Self.allCases.first(where: { $0.label == label }) else { return nil }
    self = structure
  }

  /// The structure that an encoding seems to be, by the tags of its first elements; nil for none.
  ///
  /// Whether it really is, and is well-formed, only reading it shows.
  public init?(of encoding: [UInt8]) {
    var reader = DER.Reader(encoding)
    if reader.nextTag == .objectIdentifier {
      self = .ecParameters
      return
    }
    guard let inside = try? reader.readSequence() else { return nil }
    let elements = Self.elements(inside)
    switch elements.prefix(2).map(\.tag) {
    case [.integer, .integer]:
      // A number of two has more digits than any scalar, or it is no modulus.
      let longestScalar = 67
      self =
        elements.count > 2
        ? .rsaPrivateKey
        : elements[0].length > longestScalar ? .rsaPublicKey : .ecdsaSignature
    case [.integer, .octetString]: self = .ecPrivateKey
    case [.integer, .sequence]: self = .privateKeyInfo
    case [.sequence, .bitString]: self = .subjectPublicKeyInfo
    case [.sequence, .octetString]: self = .encryptedPrivateKeyInfo
    case [.sequence, .sequence]: self = Self.signed(elements[0])
    default: return nil
    }
  }

  /// What is signed: a list of revoked certificates has times among its first four elements, a
  /// request has the attributes [0] behind its key, a certificate anything else.
  private static func signed(_ element: DER.Element) -> EncodedStructure {
    let tags = elements(element.reader).map(\.tag)
    if tags.prefix(4).contains(where: { $0 == .utcTime || $0 == .generalizedTime }) {
      return .certificateList
    }
    if tags.first == .integer, tags.count == 3 || tags.count == 4,
      tags[1...2] == [.sequence, .sequence],
      tags.count == 3 || tags[3] == .context(0, constructed: true)
    {
      return .certificationRequest
    }
    return .certificate
  }

  private static func elements(_ reader: DER.Reader) -> [DER.Element] {
    var reader = reader
    var elements: [DER.Element] = []
    while elements.count < 10, let element = try? reader.readElement() {
      elements.append(element)
    }
    return elements
  }
}

extension EncodedStructure: CustomStringConvertible {
  /// The name of the structure in its standard.
  public var description: String { rawValue }
}
