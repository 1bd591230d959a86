import ASN1
import Hashing

/// A short name for the key in a certificate (RFC 5280, section 4.2.1.2).
public struct SubjectKeyIdentifier: ExtensionContent {
  public static let identifier = ObjectIdentifier.subjectKeyIdentifier

  /// The octets, which mean nothing but that keys with others are different.
  public let keyIdentifier: [UInt8]

  /// Creates the extension from its octets.
  public init(keyIdentifier: [UInt8]) {
    self.keyIdentifier = keyIdentifier
  }

  /// Computes the identifier of a key by method (1): SHA-1 of the octets in the BIT STRING.
  ///
  /// It finds a key among others, and nothing relies on its being hard to meet twice.
  public init(of key: SubjectPublicKeyInfo) {
    self.init(keyIdentifier: SHA1.hash(key.subjectPublicKey))
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    keyIdentifier = try reader.readOctetString()
  }

  public var der: [UInt8] { DER.octetString(keyIdentifier) }
}

/// Which key of the issuer signed (RFC 5280, sections 4.2.1.1 and 5.2.1).
public struct AuthorityKeyIdentifier: ExtensionContent {
  public static let identifier = ObjectIdentifier.authorityKeyIdentifier

  /// The identifier of the key, as in its certificate.
  public let keyIdentifier: [UInt8]?
  /// The issuer of the certificate with that key.
  public let authorityCertIssuer: [GeneralName]?
  /// Its serial number.
  public let authorityCertSerialNumber: SerialNumber?

  /// Creates the extension from the identifier of a key.
  public init(keyIdentifier: [UInt8]) {
    self.keyIdentifier = keyIdentifier
    authorityCertIssuer = nil
    authorityCertSerialNumber = nil
  }

  public init(reading reader: inout DER.Reader) throws(ASN1Error) {
    var inside = try reader.readSequence()
    keyIdentifier =
      inside.nextTag == .context(0, constructed: false)
      ? try inside.readOctetString(tagged: .context(0, constructed: false)) : nil
    authorityCertIssuer =
      inside.nextTag == .context(1, constructed: true)
      ? try GeneralName.readAll(&inside, tagged: .context(1, constructed: true)) : nil
    authorityCertSerialNumber =
      inside.nextTag == .context(2, constructed: false)
      ? SerialNumber(contents: try inside.readInteger(tagged: .context(2, constructed: false)))
      : nil
    try inside.expectEnd()
    guard (authorityCertIssuer == nil) == (authorityCertSerialNumber == nil) else {
      throw .unexpectedValue(field: "authorityCertSerialNumber")
    }
  }

  public var der: [UInt8] {
    DER.sequence(
      keyIdentifier.map { DER.implicit(0, DER.octetString($0)) } ?? [],
      authorityCertIssuer.map { DER.implicit(1, DER.sequence($0.map(\.der))) } ?? [],
      authorityCertSerialNumber.map { DER.implicit(2, $0.der) } ?? [])
  }
}
