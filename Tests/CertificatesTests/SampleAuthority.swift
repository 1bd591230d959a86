import ASN1
import Bytes
import Certificates
import Hashing
import PublicKey

/// A small hierarchy for tests: a root, a CA below it, and who those certify.
enum SampleAuthority {
  /// The time of the tests.
  static let now = ASN1Time(secondsSinceEpoch: 1_790_000_000)
  static let rootName = named("CN=Lab Root,O=Lab")
  static let middleName = named("CN=Lab CA,O=Lab")

  static let rootKey = p256("root")
  static let middleKey = p384("middle")
  static let leafKey = p256("leaf")

  static let root = made {
    try CertificateTemplate.root(
      subject: rootName, key: SubjectPublicKeyInfo(rootKey.publicKey), serialNumber: serial("root"),
      validity: Validity(from: now.adding(days: -10), days: 1000)
    ).signed(by: rootKey, using: &$0)
  }

  static let middle = made {
    try CertificateTemplate.intermediate(
      subject: middleName, key: SubjectPublicKeyInfo(middleKey.publicKey), issuer: root,
      serialNumber: serial("middle"), validity: Validity(from: now.adding(days: -9), days: 900)
    ).signed(by: rootKey, using: &$0)
  }

  static let leaf = made {
    try leafTemplate().signed(by: middleKey, using: &$0)
  }

  /// What the certificate of alice says, which a test may change before it is signed.
  static func leafTemplate(
    names: [GeneralName] = [.dNSName("alice.lab.example")], subject: String = "CN=alice,O=Lab",
    issuer: Certificate = middle
  ) -> CertificateTemplate {
    CertificateTemplate.endEntity(
      subject: named(subject), names: names, key: SubjectPublicKeyInfo(leafKey.publicKey),
      issuer: issuer, serialNumber: serial(subject),
      validity: Validity(from: now.adding(days: -1), days: 90))
  }

  /// A validation that trusts the root, knows the CA, and does not ask for revocation.
  static var validation: PathValidation {
    var validation = PathValidation(
      trustAnchors: [TrustAnchor(root)], store: CertificateStore(certificates: [middle]), time: now)
    validation.revocation = .ignored
    return validation
  }

  /// A generator that always gives the same.
  static func generator(_ purpose: String) -> HMACDRBG<SHA256> {
    HMACDRBG(
      entropyInput: Array("tests of certificates".utf8), nonce: [],
      personalizationString: Array(purpose.utf8))
  }

  static func serial(_ purpose: String) -> SerialNumber {
    var generator = self.generator("serial " + purpose)
    return .random(using: &generator)
  }

  static func named(_ text: String) -> Name {
    do { return try Name(text) } catch { preconditionFailure("\(error)") }
  }

  static func p256(_ purpose: String) -> PrivateKey {
    var generator = self.generator("p256 " + purpose)
    do { return .p256(try ECPrivateKey.generate(using: &generator)) } catch {
      preconditionFailure("\(error)")
    }
  }

  static func p384(_ purpose: String) -> PrivateKey {
    var generator = self.generator("p384 " + purpose)
    do { return .p384(try ECPrivateKey.generate(using: &generator)) } catch {
      preconditionFailure("\(error)")
    }
  }

  static func rsa(_ purpose: String, bitWidth: Int = 2048) -> PrivateKey {
    var generator = self.generator("rsa " + purpose)
    do { return .rsa(try RSA.generate(bitWidth: bitWidth, using: &generator)) } catch {
      preconditionFailure("\(error)")
    }
  }

  /// What cannot fail in the tests.
  static func made<Value>(
    _ body: (inout HMACDRBG<SHA256>) throws -> Value
  ) -> Value {
    var generator = self.generator("signatures")
    do { return try body(&generator) } catch { preconditionFailure("\(error)") }
  }
}
