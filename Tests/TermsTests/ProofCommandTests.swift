import Bytes
import Terms
import Testing

/// Proofs are run as they are printed, by bash with the tools of this machine.
@Suite(
  "Proof commands, run by bash",
  .enabled(if: Shell.isAvailable, "not on this machine: \(Shell.missing.joined(separator: ", "))"))
struct ProofCommandTests {
  /// A value, and what to call it in a report.
  struct Sample: Sendable, CustomTestStringConvertible {
    let name: String
    let make: @Sendable () throws -> any Operation

    init(_ name: String, _ make: @escaping @Sendable () throws -> any Operation) {
      self.name = name
      self.make = make
    }

    var testDescription: String { name }
  }

  private static let empty = Term.constant("empty", [])
  private static let message = Term.drawn(
    "message", Array("Grüße, 'quoted' \"twice\" $HOME\n".utf8))
  private static let key16 = Term.drawn("key", Array(0x00...0x0f))
  private static let key32 = Term.drawn("key", Array(0x80...0x9f))
  private static let iv = Term.drawn("iv", Array(0xf0...0xff))
  private static let blocks = Term.drawn("blocks", Array(0x00...0x2f))

  /// A message raised to the public exponent, and what raises it back.
  private static func sealed(_ key: RSAKeyTerms, _ elements: RSAElements) throws -> Term {
    try Term(
      "sealed",
      RSAPublicOperation(
        .confidentiality, key: key.publicKey, input: .text("digit", "7"), elements: elements))
  }

  private static let p256 = ECDSATermTests.examples[0]
  private static let p384 = ECDSATermTests.examples[1]

  static let samples: [Sample] = [
    Sample("SHA-256") { SHA256Hash(message) },
    Sample("SHA-256 of nothing") { SHA256Hash(empty) },
    Sample("HMAC") { HMACSHA256Code(key: key32, message: message) },
    Sample("HMAC of nothing") { HMACSHA256Code(key: key32, message: empty) },
    Sample("HMAC with an empty key") { HMACSHA256Code(key: empty, message: message) },
    Sample("HMAC with a key of one octet") {
      HMACSHA256Code(key: .text("k", "k"), message: message)
    },
    Sample("HMAC with a key longer than a block") {
      HMACSHA256Code(key: .drawn("long", [UInt8](repeating: 0xaa, count: 131)), message: message)
    },
    Sample("HKDF") {
      HKDFSHA256Derivation(inputKeyingMaterial: key32, salt: iv, info: message, length: 80)
    },
    Sample("HKDF without salt and info") {
      HKDFSHA256Derivation(inputKeyingMaterial: key32, salt: empty, info: empty, length: 1)
    },
    Sample("HKDF of nothing") {
      HKDFSHA256Derivation(inputKeyingMaterial: empty, salt: iv, info: message, length: 33)
    },
    Sample("PBKDF2") {
      PBKDF2Derivation(password: message, salt: iv, iterations: 1_000, length: 80)
    },
    Sample("PBKDF2 of nothing") {
      PBKDF2Derivation(password: empty, salt: empty, iterations: 1, length: 1)
    },
    Sample("AES-128-CBC encryption") { CBCEncryption(key: key16, iv: iv, plaintext: blocks) },
    Sample("AES-256-CBC encryption") { CBCEncryption(key: key32, iv: iv, plaintext: blocks) },
    Sample("AES-256-CBC encryption of nothing") {
      CBCEncryption(key: key32, iv: iv, plaintext: empty)
    },
    Sample("AES-128-CBC decryption") { CBCDecryption(key: key16, iv: iv, ciphertext: blocks) },
    Sample("PKCS #7 padding") { BlockPadding(message, scheme: .pkcs7) },
    Sample("PKCS #7 padding of whole blocks") { BlockPadding(blocks, scheme: .pkcs7) },
    Sample("PKCS #7 padding of nothing") { BlockPadding(empty, scheme: .pkcs7) },
    Sample("zero padding") { BlockPadding(message, scheme: .zeros) },
    Sample("zero padding of whole blocks") { BlockPadding(blocks, scheme: .zeros) },
    Sample("PKCS #7 padding removed") {
      BlockUnpadding(try Term("padded", BlockPadding(message, scheme: .pkcs7)), scheme: .pkcs7)
    },
    Sample("PKCS #7 padding of nothing removed") {
      BlockUnpadding(try Term("padded", BlockPadding(empty, scheme: .pkcs7)), scheme: .pkcs7)
    },
    Sample("zero padding removed") {
      BlockUnpadding(try Term("padded", BlockPadding(message, scheme: .zeros)), scheme: .zeros)
    },
    Sample("concatenation") { Concatenation([message, empty, key16]) },
    Sample("concatenation of nothing") { Concatenation([empty]) },
    Sample("slice") { Slice(message, 3..<7) },
    Sample("slice to the end") { Slice(message, 3..<message.bytes.count) },
    Sample("empty slice") { Slice(message, 3..<3) },
    Sample("length") { LengthPrefix(of: [message, key32], width: 3) },
    Sample("length of nothing") { LengthPrefix(of: [empty], width: 1) },
    Sample("digits") { HexadecimalText(of: message) },
    Sample("digits of nothing") { HexadecimalText(of: empty) },
    Sample("JSON") { JSONTexts([message, empty, .text("emoji", "😀\u{7f}")]) },
    Sample("JSON element") {
      JSONElement(1, of: 2, in: .text("json", "[\"a\", \"'\\u00fc\\ud83d\\ude00\"]"))
    },
    Sample("exclusive or") { ExclusiveOr(key16, iv) },
    Sample("n of a public key") {
      RSAPublicKeyComponent(
        .n, of: try Term("info", RSAPublicKeyInfo(try publishedKey().publicKey)))
    },
    Sample("e of a public key") {
      RSAPublicKeyComponent(
        .e, of: try Term("info", RSAPublicKeyInfo(try paperKey().publicKey)))
    },
    Sample("base64url") { Base64URLEncoding(message) },
    Sample("base64url of nothing") { Base64URLEncoding(empty) },
    Sample("base64url decoded") { Base64URLDecoding(.text("text", "-_8=")) },
    Sample("PEM") { PEMEncoding(.drawn("long", [UInt8](repeating: 7, count: 100)), label: "KEY") },
    Sample("PEM decoded") {
      PEMDecoding(try Term("pem", PEMEncoding(blocks, label: "KEY")), label: "KEY")
    },
    Sample("SEQUENCE") { DERElement(.constructed(.sequence), [message, key16]) },
    Sample("SEQUENCE of nothing") { DERElement(.constructed(.sequence), []) },
    Sample("SEQUENCE of 200 octets") {
      DERElement(.constructed(.sequence), [.drawn("long", [UInt8](repeating: 7, count: 200))])
    },
    Sample("BIT STRING") { DERElement(.bitString, [key32]) },
    Sample("OCTET STRING") { DERElement(.octetString, [message]) },
    Sample("INTEGER") { DERElement(.integer, [key32]) },
    Sample("INTEGER with zeros in front") { DERElement(.integer, [key16]) },
    Sample("INTEGER zero") { DERElement(.integer, [.constant("zero", [0])]) },
    Sample("ECDSA P-256, k") { try operation(of: ECDSATermTests.Parts(p256).k) },
    Sample("ECDSA P-256, r") { try operation(of: ECDSATermTests.Parts(p256).r) },
    Sample("ECDSA P-256, s") { try operation(of: ECDSATermTests.Parts(p256).s) },
    Sample("ECDSA P-256") { try operation(of: ECDSATermTests.Parts(p256).signature) },
    Sample("ECDSA P-384, k") { try operation(of: ECDSATermTests.Parts(p384).k) },
    Sample("ECDSA P-384, r") { try operation(of: ECDSATermTests.Parts(p384).r) },
    Sample("ECDSA P-384, s") { try operation(of: ECDSATermTests.Parts(p384).s) },
    Sample("ECDSA P-384") { try operation(of: ECDSATermTests.Parts(p384).signature) },
    Sample("public key on P-384") { try operation(of: ECDSATermTests.Parts(p384).point) },
    Sample("product of primes") { try operation(of: publishedKey().publicKey.n) },
    Sample("φ") { try operation(of: paperKey(modulo: .totient).d.operands[1]) },
    Sample("λ") { try operation(of: paperKey(modulo: .carmichael).d.operands[1]) },
    Sample("private exponent") { try operation(of: publishedKey().d) },
    Sample("SubjectPublicKeyInfo, 2048 bits") { RSAPublicKeyInfo(try publishedKey().publicKey) },
    Sample("SubjectPublicKeyInfo, 12 bits") { RSAPublicKeyInfo(try paperKey().publicKey) },
    Sample("RSA public, 2048 bits") {
      try operation(of: sealed(publishedKey(), .whole))
    },
    Sample("RSA public, 12 bits") { try operation(of: sealed(paperKey(), .whole)) },
    Sample("RSA public, octet by octet, 12 bits") {
      try operation(of: sealed(paperKey(), .octetByOctet))
    },
    Sample("RSA private, 2048 bits") {
      let key = try publishedKey()
      return RSAPrivateOperation(.confidentiality, key: key, input: try sealed(key, .whole))
    },
    Sample("RSA private, 12 bits") {
      let key = try paperKey()
      return RSAPrivateOperation(.confidentiality, key: key, input: try sealed(key, .whole))
    },
    Sample("RSA private, octet by octet, 12 bits") {
      let key = try paperKey()
      return RSAPrivateOperation(
        .confidentiality, key: key, input: try sealed(key, .octetByOctet), elements: .octetByOctet)
    },
    Sample("RSA signature, octet by octet, 12 bits") {
      RSAPrivateOperation(
        .signature, key: try paperKey(), input: .text("M", "1808"), elements: .octetByOctet)
    },
    Sample("RSA octet by octet of zeros") {
      RSAPublicOperation(
        .confidentiality, key: try paperKey().publicKey, input: .constant("zeros", [0, 7, 0]),
        elements: .octetByOctet)
    },
    Sample("RSA octet by octet of nothing") {
      RSAPublicOperation(
        .confidentiality, key: try paperKey().publicKey, input: empty, elements: .octetByOctet)
    },
    Sample("RSA of zero, in as few octets as it has") {
      RSAPrivateOperation(.confidentiality, key: try paperKey(), input: .constant("zero", [0, 0]))
    },
    Sample("RSA to a fixed number of octets") {
      let key = try paperKey()
      return RSAPrivateOperation(
        .confidentiality, key: key, input: try sealed(key, .whole), output: .octets(2))
    },
    Sample("OAEP encoding") {
      OAEPEncoding(message: message, label: .text("L", "label"), seed: key32, length: 256)
    },
    Sample("OAEP encoding of nothing, smallest length") {
      OAEPEncoding(message: empty, label: empty, seed: key32, length: 66)
    },
    Sample("OAEP decryption") { try oaepDecryption(.text("L", "label")) },
    Sample("OAEP decryption without a label") { try oaepDecryption(empty) },
    Sample("PSS encoding, 2047 bits") {
      PSSEncoding(message: message, salt: key32, bitWidth: 2047)
    },
    Sample("PSS encoding, 521 bits") { PSSEncoding(message: message, salt: key32, bitWidth: 521) },
    Sample("PSS encoding, whole octets, no salt") {
      PSSEncoding(message: empty, salt: empty, bitWidth: 1024)
    },
  ]

  private static func operation(of term: Term) throws -> any Operation {
    try #require(term.operation)
  }

  private static func oaepDecryption(_ label: Term) throws -> any Operation {
    let key = try publishedKey()
    let encoded = try Term(
      "EM", OAEPEncoding(message: message, label: label, seed: key32, length: 256))
    let sealed = try Term(
      "C", RSAPublicOperation(.confidentiality, key: key.publicKey, input: encoded))
    return OAEPDecryption(key: key, ciphertext: sealed, label: label)
  }

  @Test("prints the value's digits and nothing else", arguments: samples)
  func proof(sample: Sample) throws {
    let operation = try sample.make()
    let expected = Hex.encode(try operation.evaluate())
    let proof = try #require(operation.proof)
    #expect(!proof.line.contains("\n"), "a proof is one line")
    let result = try Shell.run(proof.line)
    #expect(result == Shell.Result(output: expected, errors: "", status: 0), "\(proof.line)")
  }

  @Test("a check of an encryption accepts the ciphertext and nothing else")
  func checkOfEncryption() throws {
    let encryption = CBCEncryption(key: Self.key32, iv: Self.iv, plaintext: Self.blocks)
    let sealed = try Term("sealed", encryption)
    #expect(try status(encryption.check(of: sealed)) == 0)
    var bytes = sealed.bytes
    bytes[20] ^= 1
    #expect(try status(encryption.check(of: .constant("altered", bytes))) != 0)
  }

  @Test("a check of a PSS signature accepts the signature and nothing else")
  func checkOfSignature() throws {
    let key = try publishedKey()
    let encoding = try Term(
      "EM", PSSEncoding(message: Self.message, salt: Self.key32, bitWidth: 2047))
    let operation = RSAPrivateOperation(.signature, key: key, input: encoding)
    let signature = try Term("S", operation)
    #expect(try status(operation.check(of: signature)) == 0)
    var bytes = signature.bytes
    bytes[255] ^= 1
    #expect(try status(operation.check(of: .constant("altered", bytes))) != 0)
    // OpenSSL itself is asked about the message, not about our encoding of it.
    let other = try Term("EM", PSSEncoding(message: Self.key16, salt: Self.key32, bitWidth: 2047))
    let otherOperation = RSAPrivateOperation(.signature, key: key, input: other)
    #expect(try status(otherOperation.check(of: signature)) != 0)
  }

  @Test("what no tool opens or verifies has no check")
  func withoutCheck() throws {
    #expect(SHA256Hash(Self.message).check(of: Self.message) == nil)
    let textbook = RSAPrivateOperation(.signature, key: try paperKey(), input: .text("M", "1"))
    #expect(textbook.check(of: Self.message) == nil)
  }

  private func status(_ command: ProofCommand?) throws -> Int32 {
    try Shell.run(#require(command).line).status
  }
}
