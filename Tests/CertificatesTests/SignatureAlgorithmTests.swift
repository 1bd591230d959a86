import ASN1
import Bytes
import Certificates
import PublicKey
import Testing

/// The encodings are those of RFC 4055, section 6, and RFC 5758, or what `openssl req` writes.
@Suite("Algorithms of signatures")
struct SignatureAlgorithmTests {
  private static let encodings: [(SignatureAlgorithm, String)] = [
    (.pkcs1v15(.sha1), "300d06092a864886f70d0101050500"),
    (.pkcs1v15(.sha256), "300d06092a864886f70d01010b0500"),
    (.pkcs1v15(.sha384), "300d06092a864886f70d01010c0500"),
    (.pkcs1v15(.sha512), "300d06092a864886f70d01010d0500"),
    (.ecdsa(.sha1), "300906072a8648ce3d0401"), (.ecdsa(.sha256), "300a06082a8648ce3d040302"),
    (.ecdsa(.sha384), "300a06082a8648ce3d040303"), (.ecdsa(.sha512), "300a06082a8648ce3d040304"),
    (
      .pss(.sha256),
      "304106092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d01"
        + "0108300d06096086480165030402010500a203020120"
    ),
    (
      .pss(.init(hash: .sha1, maskHash: .sha1, saltLength: 20)),
      "300d06092a864886f70d01010a3000"
    ),
  ]

  @Test("are written and read as their standards say", arguments: encodings)
  func identifiers(algorithm: SignatureAlgorithm, encoding: String) throws {
    #expect(Hex.encode(algorithm.der) == encoding)
    var reader = DER.Reader(try Hex.decode(encoding))
    #expect(try SignatureAlgorithm(reading: &reader) == algorithm)
  }

  @Test(
    "with parameters that they do not have are refused",
    arguments: [
      "300c06082a8648ce3d0403020500", "300e06092a864886f70d01010b020100",
      "300b06092a864886f70d01010a",
    ])
  func parameters(encoding: String) throws {
    var reader = DER.Reader(try Hex.decode(encoding))
    let error = #expect(throws: CertificateError.self) { try SignatureAlgorithm(reading: &reader) }
    #expect(error?.description.hasPrefix("signatureAlgorithm: not the parameters") == true)
  }

  @Test(
    "of PSS with other hash functions, masks or trailers are refused",
    arguments: [
      "a00d300b0609608648016503040204", "a10d300b0609608648016503040201",
      "a20402020801", "a2030201ff", "a303020102", "a403020101",
    ])
  func pssParameters(field: String) throws {
    let identifier = AlgorithmIdentifier(
      .rsassaPSS, parameters: DER.sequence(try Hex.decode(field)))
    let error = #expect(throws: CertificateError.self) { try SignatureAlgorithm(identifier) }
    guard case .encoding = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test("unknown are named")
  func unknown() {
    let identifier = AlgorithmIdentifier(.dsaWithSHA1, parameters: nil)
    #expect(throws: CertificateError.unsupportedAlgorithm(field: "signature", .dsaWithSHA1)) {
      try SignatureAlgorithm(identifier, field: "signature")
    }
  }
}

@Suite("Signatures by keys of any kind")
struct SignatureTests {
  private static let rsa: [SignatureAlgorithm] = [
    .pkcs1v15(.sha256), .pkcs1v15(.sha384), .pkcs1v15(.sha512), .pss(.sha256), .pss(.sha384),
    .pss(.init(hash: .sha512, maskHash: .sha256, saltLength: 7)),
  ]
  private static let ecdsa: [SignatureAlgorithm] = [
    .ecdsa(.sha256), .ecdsa(.sha384), .ecdsa(.sha512),
  ]

  /// Signs and verifies with every algorithm, and flips bits of message and signature.
  private func check(
    _ key: consuming PrivateKey, good: [SignatureAlgorithm], bad: [SignatureAlgorithm]
  ) throws {
    var generator = SystemRandom()
    let message = generator.generate(100)
    for algorithm in good {
      let signature = try key.sign(message, algorithm: algorithm, using: &generator)
      let info = try SubjectPublicKeyInfo(der: SubjectPublicKeyInfo(key.publicKey).der)
      let publicKey = try info.key()
      #expect(publicKey == key.publicKey)
      #expect(publicKey.verify(signature: signature, message: message, algorithm: algorithm))
      #expect(!publicKey.verify(signature: signature, message: message + [0], algorithm: algorithm))
      #expect(!publicKey.verify(signature: [], message: message, algorithm: algorithm))
      for index in signature.indices {
        var wrong = signature
        wrong[index] ^= 1 << UInt8(index % 8)
        #expect(!publicKey.verify(signature: wrong, message: message, algorithm: algorithm))
      }
      for other in good + bad where other != algorithm {
        #expect(!publicKey.verify(signature: signature, message: message, algorithm: other))
      }
    }
    for algorithm in bad {
      do throws(CertificateError) {
        _ = try key.sign(message, algorithm: algorithm, using: &generator)
        Issue.record("\(algorithm)")
      } catch {
        #expect(error == .wrongKey(algorithm: algorithm))
      }
    }
    for algorithm in [SignatureAlgorithm.pkcs1v15(.sha1), .ecdsa(.sha1), .pss(.sha1)] {
      do throws(CertificateError) {
        _ = try key.sign(message, algorithm: algorithm, using: &generator)
        Issue.record("\(algorithm)")
      } catch {
        #expect(error == .refusedAlgorithm(algorithm))
      }
    }
  }

  @Test("RSA")
  func rsaKeys() throws {
    var generator = SystemRandom()
    try check(
      .rsa(try RSA.generate(bitWidth: 1536, using: &generator)), good: Self.rsa, bad: Self.ecdsa)
  }

  @Test("P-256")
  func p256Keys() throws {
    var generator = SystemRandom()
    try check(.p256(try .generate(using: &generator)), good: Self.ecdsa, bad: Self.rsa)
  }

  @Test("P-384")
  func p384Keys() throws {
    var generator = SystemRandom()
    try check(.p384(try .generate(using: &generator)), good: Self.ecdsa, bad: Self.rsa)
  }
}
