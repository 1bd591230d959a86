import ASN1
import Bytes
import Certificates
import PublicKey
import Testing

/// What must come out of a published key file.
enum Verdict: Sendable {
  /// A private key that is written again to the very same octets.
  case privateKey(Kind, PrivateKeyFormat)
  /// A private key in a file with something that is read and not written again.
  case privateKeyWrittenOtherwise(Kind)
  /// An encrypted private key, with its password.
  case encrypted(Kind, password: String, PBES2.PseudorandomFunction, PBES2.Cipher, iterations: Int)
  /// A public key that is written again to the very same octets.
  case publicKey(Kind, PublicKeyFormat)
  /// A compressed point, which is written without compression.
  case compressed(Kind)
  /// Nothing: the error that says why.
  case refused(CertificateError)

  enum Kind: Sendable {
    case rsa(bits: Int)
    case p256
  }
}

struct PublishedKey: Sendable, CustomTestStringConvertible {
  let path: String
  let verdict: Verdict

  init(_ path: String, _ verdict: Verdict) {
    self.path = "keys/" + path
    self.verdict = verdict
  }

  var testDescription: String { path }
}

/// Every file of vectors/keys, in the order of its path.
let publishedKeys: [PublishedKey] = [
  PublishedKey("DER_Serialization/ec_private_key.der", .privateKey(.p256, .traditional)),
  PublishedKey(
    "DER_Serialization/ec_private_key_encrypted.der",
    .encrypted(.p256, password: "123456", .hmacWithSHA1, .aes128, iterations: 2048)),
  PublishedKey("DER_Serialization/ec_public_key.der", .publicKey(.p256, .subjectPublicKeyInfo)),
  PublishedKey(
    "DER_Serialization/enc2-rsa-pkcs8.der",
    .encrypted(.rsa(bits: 1024), password: "baz", .hmacWithSHA1, .aes128, iterations: 2048)),
  PublishedKey(
    "DER_Serialization/rsa_public_key.der", .publicKey(.rsa(bits: 2048), .subjectPublicKeyInfo)),
  PublishedKey("DER_Serialization/testrsa.der", .privateKey(.rsa(bits: 2048), .traditional)),
  PublishedKey("DER_Serialization/unenc-rsa-pkcs8.der", .privateKey(.rsa(bits: 1024), .pkcs8)),
  PublishedKey(
    "DER_Serialization/unenc-rsa-pkcs8.pub.der",
    .publicKey(.rsa(bits: 1024), .subjectPublicKeyInfo)),
  PublishedKey(
    "EC/ec-missing-curve.pem",
    .refused(.parameters(field: "ECPrivateKey.parameters", .ecPublicKey))),
  // The unused bits of the public point are said to be one, and are not zero.
  PublishedKey(
    "EC/ec_private_key_non_zero_unused_bits.der",
    .refused(inside("ECPrivateKey", inside("publicKey", .invalidBitString(offset: 53))))),
  PublishedKey("EC/high-bit-set.pem", .privateKey(.p256, .traditional)),
  PublishedKey(
    "EC/secp256r1-explicit-no-seed.pem",
    .refused(.explicitCurve(field: "PrivateKeyInfo.privateKeyAlgorithm"))),
  PublishedKey(
    "EC/secp256r1-explicit-seed.pem",
    .refused(.explicitCurve(field: "PrivateKeyInfo.privateKeyAlgorithm"))),
  PublishedKey(
    "EC/secp256r1-pub-explicit-seed.pem", .refused(.explicitCurve(field: "algorithm"))),
  // The number 1 in one octet; RFC 5915 wants 32, old programs wrote as few as they needed.
  PublishedKey("EC/truncated-private-key.der", .privateKeyWrittenOtherwise(.p256)),
  PublishedKey("PEM_Serialization/ec_private_key.pem", .privateKey(.p256, .traditional)),
  PublishedKey("PEM_Serialization/ec_public_key.pem", .publicKey(.p256, .subjectPublicKeyInfo)),
  PublishedKey(
    "PEM_Serialization/ec_public_key_rsa_delimiter.pem",
    .refused(.wrongLabel(label: "RSA PUBLIC KEY", found: .subjectPublicKeyInfo))),
  PublishedKey("PEM_Serialization/rsa-bad-1025-q-is-2.pem", .refused(.key(.evenModulus))),
  PublishedKey(
    "PEM_Serialization/rsa_public_key.pem", .publicKey(.rsa(bits: 2048), .subjectPublicKeyInfo)),
  PublishedKey(
    "PEM_Serialization/rsa_wrong_delimiter_public_key.pem",
    .refused(.wrongLabel(label: "RSA PUBLIC KEY", found: .subjectPublicKeyInfo))),
  // The curve stands outside and inside.
  PublishedKey("PKCS8/ec-consistent-curve.pem", .privateKeyWrittenOtherwise(.p256)),
  PublishedKey(
    "PKCS8/ec-inconsistent-curve.pem",
    .refused(.inconsistentKey(field: "ECPrivateKey.parameters"))),
  PublishedKey(
    "PKCS8/ec-inconsistent-curve2.pem",
    .refused(.inconsistentKey(field: "ECPrivateKey.parameters"))),
  PublishedKey(
    "PKCS8/ec-invalid-private-scalar.pem",
    .refused(inside("ECPrivateKey", .unexpectedValue(field: "privateKey")))),
  PublishedKey(
    "PKCS8/ec-invalid-version.pem",
    .refused(inside("ECPrivateKey", .unexpectedValue(field: "version")))),
  PublishedKey("PKCS8/ec_private_key.pem", .privateKey(.p256, .pkcs8)),
  PublishedKey(
    "PKCS8/ec_private_key_encrypted.pem",
    .encrypted(.p256, password: "123456", .hmacWithSHA1, .aes128, iterations: 2048)),
  PublishedKey("PKCS8/ecc_private_with_rfc5915_ext.pem", .privateKey(.p256, .pkcs8)),
  PublishedKey(
    "PKCS8/enc-rsa-pkcs8-pbkdf2-0iter.pem",
    .refused(.iterations(found: 0, allowed: 1...10_000_000))),
  PublishedKey(
    "PKCS8/enc-unknown-algorithm.pem",
    .refused(
      .unsupportedAlgorithm(
        field: "encryptionScheme", ObjectIdentifier(1, 2, 840, 113549, 3, 7, 23, 321, 3)))),
  PublishedKey(
    "PKCS8/enc-unknown-kdf.pem",
    .refused(
      .unsupportedAlgorithm(
        field: "keyDerivationFunc", ObjectIdentifier(1, 2, 840, 113549, 1, 5, 12, 321, 321)))),
  PublishedKey(
    "PKCS8/enc-unknown-pbkdf2-prf.pem",
    .refused(
      .unsupportedAlgorithm(field: "prf", ObjectIdentifier(1, 2, 840, 113549, 2, 9, 213, 321)))),
  PublishedKey(
    "PKCS8/enc2-rsa-pkcs8.pem",
    .encrypted(.rsa(bits: 1024), password: "baz", .hmacWithSHA1, .aes128, iterations: 2048)),
  PublishedKey(
    "PKCS8/invalid-version.der",
    .refused(inside("PrivateKeyInfo", .unexpectedValue(field: "version")))),
  // A curve of Brainpool, written out.
  PublishedKey(
    "PKCS8/private.pem",
    .refused(.explicitCurve(field: "PrivateKeyInfo.privateKeyAlgorithm"))),
  PublishedKey(
    "PKCS8/rsa-aes-192-cbc.pem",
    .encrypted(
      .rsa(bits: 2048), password: "PolarSSLTest", .hmacWithSHA384, .aes192, iterations: 2048)),
  PublishedKey("PKCS8/unenc-rsa-pkcs8.pem", .privateKey(.rsa(bits: 1024), .pkcs8)),
  PublishedKey(
    "PKCS8/unenc-rsa-pkcs8.pub.pem", .publicKey(.rsa(bits: 1024), .subjectPublicKeyInfo)),
  PublishedKey(
    "PKCS8/unknown-oid.der",
    .refused(
      .unsupportedAlgorithm(
        field: "PrivateKeyInfo.privateKeyAlgorithm",
        ObjectIdentifier(1, 2, 840, 1_004_321, 3213, 321)))),
  PublishedKey(
    "PKCS8/wrong-pem-delimiter-rsa.pem",
    .refused(.wrongLabel(label: "RSA PRIVATE KEY", found: .privateKeyInfo))),
  PublishedKey(
    "Traditional_OpenSSL_Serialization/rsa-wrong-version.pem",
    .refused(inside("RSAPrivateKey", .unexpectedValue(field: "version")))),
  PublishedKey(
    "Traditional_OpenSSL_Serialization/testrsa.pem", .privateKey(.rsa(bits: 2048), .traditional)),
  PublishedKey("public_PKCS1/rsa.pub.der", .publicKey(.rsa(bits: 1024), .pkcs1)),
  PublishedKey("public_PKCS1/rsa.pub.pem", .publicKey(.rsa(bits: 1024), .pkcs1)),
  PublishedKey("pycryptodome_ECC/ecc_p256_private.der", .privateKey(.p256, .traditional)),
  PublishedKey("pycryptodome_ECC/ecc_p256_private.pem", .privateKey(.p256, .traditional)),
  PublishedKey("pycryptodome_ECC/ecc_p256_private_ecparams.pem", .privateKey(.p256, .traditional)),
  PublishedKey(
    "pycryptodome_ECC/ecc_p256_private_p8_2.der",
    .encrypted(.p256, password: "secret", .hmacWithSHA512, .aes256, iterations: 12345)),
  PublishedKey("pycryptodome_ECC/ecc_p256_private_p8_clear.der", .privateKey(.p256, .pkcs8)),
  PublishedKey("pycryptodome_ECC/ecc_p256_private_p8_clear.pem", .privateKey(.p256, .pkcs8)),
  PublishedKey(
    "pycryptodome_ECC/ecc_p256_public.der", .publicKey(.p256, .subjectPublicKeyInfo)),
  PublishedKey(
    "pycryptodome_ECC/ecc_p256_public.pem", .publicKey(.p256, .subjectPublicKeyInfo)),
  PublishedKey("pycryptodome_ECC/ecc_p256_public_compressed.der", .compressed(.p256)),
  PublishedKey("pycryptodome_ECC/ecc_p256_public_compressed.pem", .compressed(.p256)),
  PublishedKey("pycryptodome_RSA/rsa2048_private.pem", .privateKey(.rsa(bits: 2048), .pkcs8)),
  PublishedKey(
    "pycryptodome_RSA/rsa2048_private_p8.der",
    .encrypted(
      .rsa(bits: 2048), password: "secret", .hmacWithSHA512, .aes256, iterations: 12345)),
  PublishedKey(
    "pycryptodome_RSA/rsa2048_public.pem", .publicKey(.rsa(bits: 2048), .subjectPublicKeyInfo)),
]

private func inside(_ component: String, _ error: ASN1Error) -> ASN1Error {
  .inside(component: component, error)
}

extension Verdict {
  static func refused(_ error: ASN1Error) -> Verdict { .refused(.encoding(error)) }
}

@Suite("Published key files")
struct PublishedKeyFilesTests {
  @Test("the table has every file of the folder, and no other")
  func completeness() throws {
    #expect(publishedKeys.map(\.path) == (try PublishedFiles.files(below: "keys")))
    #expect(publishedKeys.count == 58)
  }

  @Test("every file gives its key, or the reason why not", arguments: publishedKeys)
  func file(_ published: PublishedKey) throws {
    let contents = try PublishedFiles.bytes(published.path)
    if case .refused(let expected) = published.verdict {
      do throws(CertificateError) {
        _ = try KeyFile(contents)
        Issue.record("accepted, expected \(expected)")
      } catch {
        #expect(error == expected)
      }
      return
    }
    try check(try KeyFile(contents), try encoding(in: contents), published)
  }

  private func check(
    _ file: consuming KeyFile, _ encoding: PEM.Block, _ published: PublishedKey
  ) throws {
    switch file {
    case .pkcs8(let key): try check(key, .pkcs8, encoding, published)
    case .traditional(let key): try check(key, .traditional, encoding, published)
    case .encryptedPrivateKey(let info):
      guard
        case .encrypted(let kind, let password, let prf, let cipher, let iterations) =
          published.verdict
      else {
        Issue.record("an encrypted key, expected \(published.verdict)")
        return
      }
      #expect(info.block == encoding)
      #expect(info.encryption.prf == prf)
      #expect(info.encryption.cipher == cipher)
      #expect(info.encryption.iterations == iterations)
      let publicKey = try info.decrypt(password: Array(password.utf8)).publicKey
      expectKind(publicKey, kind)
      for wrong in ["", password + " ", "x"] {
        #expect(throws: CertificateError.decryption) {
          _ = try info.decrypt(password: Array(wrong.utf8))
        }
      }
    case .publicKey(let key, let format):
      switch published.verdict {
      case .publicKey(let kind, let expected):
        #expect(format == expected)
        expectKind(key, kind)
        #expect(key.block(format) == encoding)
      case .compressed(let kind):
        expectKind(key, kind)
        let info = try SubjectPublicKeyInfo(der: encoding.contents)
        #expect(info.subjectPublicKey.count == 33)
        #expect(
          SubjectPublicKeyInfo(key).subjectPublicKey.dropFirst().starts(
            with: info.subjectPublicKey.dropFirst()))
      default: Issue.record("a public key, expected \(published.verdict)")
      }
    case .certificate: Issue.record("a certificate, expected \(published.verdict)")
    }
  }

  private func check(
    _ key: borrowing PrivateKey, _ format: PrivateKeyFormat, _ encoding: PEM.Block,
    _ published: PublishedKey
  ) throws {
    let (publicKey, block, pkcs8) = (key.publicKey, key.block(format), key.pkcs8)
    switch published.verdict {
    case .privateKey(let kind, let expected):
      #expect(format == expected)
      expectKind(publicKey, kind)
      #expect(block == encoding)
    case .privateKeyWrittenOtherwise(let kind):
      expectKind(publicKey, kind)
      #expect(block.contents != encoding.contents)
      let again = try PrivateKey(pkcs8: pkcs8).publicKey
      #expect(again == publicKey)
    default: Issue.record("a private key, expected \(published.verdict)")
    }
  }

  /// The encoding with the label that PEM has for it, or would have.
  private func encoding(in contents: [UInt8]) throws -> PEM.Block {
    if PEM.isPresent(in: contents) {
      return try #require(try PEM.blocks(in: contents).last)
    }
    let structure = try #require(EncodedStructure(of: contents))
    return PEM.Block(label: try #require(structure.label), contents: contents)
  }

  private func expectKind(_ key: SubjectPublicKeyInfo.Key, _ kind: Verdict.Kind) {
    switch (key, kind) {
    case (.rsa(let key), .rsa(let bits)): #expect(key.modulusBitWidth == bits)
    case (.p256, .p256): break
    default: Issue.record("another kind of key")
    }
  }

  @Test("one key in three formats and two languages is one key")
  func sameKeys() throws {
    func publicKey(_ path: String, password: String? = nil) throws -> SubjectPublicKeyInfo.Key {
      switch try KeyFile(try PublishedFiles.bytes("keys/" + path)) {
      case .pkcs8(let key): key.publicKey
      case .traditional(let key): key.publicKey
      case .publicKey(let key, _): key
      case .certificate(let certificate): try certificate.subjectPublicKeyInfo.key()
      case .encryptedPrivateKey(let info):
        try info.decrypt(password: Array((password ?? "").utf8)).publicKey
      }
    }
    let p256 = try publicKey("DER_Serialization/ec_private_key.der")
    #expect(try publicKey("PEM_Serialization/ec_public_key.pem") == p256)
    #expect(try publicKey("PKCS8/ec_private_key.pem") == p256)
    #expect(try publicKey("PKCS8/ec_private_key_encrypted.pem", password: "123456") == p256)
    let other = try publicKey("pycryptodome_ECC/ecc_p256_private_p8_clear.der")
    #expect(
      try publicKey("pycryptodome_ECC/ecc_p256_private_p8_2.der", password: "secret") == other)
    #expect(try publicKey("pycryptodome_ECC/ecc_p256_public_compressed.pem") == other)
    let rsa = try publicKey("pycryptodome_RSA/rsa2048_private.pem")
    #expect(try publicKey("pycryptodome_RSA/rsa2048_public.pem") == rsa)
    #expect(
      try publicKey("pycryptodome_RSA/rsa2048_private_p8.der", password: "secret") == rsa)
  }
}
