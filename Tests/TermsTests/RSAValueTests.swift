import Bytes
import Terms
import Testing

@Suite("Values of RSA's operations, against published answers")
struct RSAValueTests {
  @Test(
    "the key of the first paper on RSA from its primes",
    arguments: [ExponentModulus.totient, .carmichael])
  func paperKeyNumbers(kind: ExponentModulus) throws {
    let key = try paperKey(modulo: kind)
    #expect(key.publicKey.n.bytes == [0x0a, 0xd5])  // 2773
    #expect(key.publicKey.length == 2)
    #expect(key.d.bytes == [157])
    let order = try #require(key.d.operands.last)
    // φ = 46 · 58 = 2668, λ = LCM(46, 58) = 1334
    #expect(order.bytes == (kind == .totient ? [0x0a, 0x6c] : [0x05, 0x36]))
  }

  /// "ITS ALL GREEK TO ME" (Rivest, Shamir, Adleman 1978, section VIII), two letters a block.
  @Test(
    "the message of the first paper on RSA, both ways",
    arguments: [
      (920, 948), (1900, 2342), (112, 1084), (1200, 1444), (718, 2663), (505, 2390), (1100, 778),
      (2015, 774), (13, 219), (500, 1655),
    ] as [(UInt16, UInt16)])
  func paperMessage(plain: UInt16, sealed: UInt16) throws {
    let key = try paperKey()
    let message = Term.drawn("M", [UInt8(plain >> 8), UInt8(plain & 0xff)])
    let ciphertext = try Term(
      "C", RSAPublicOperation(.confidentiality, key: key.publicKey, input: message))
    #expect(ciphertext.bytes == [UInt8(sealed >> 8), UInt8(sealed & 0xff)])
    let opened = try Term(
      "opened",
      RSAPrivateOperation(.confidentiality, key: key, input: ciphertext, output: .octets(2)))
    #expect(opened.bytes == message.bytes)
  }

  @Test("octet by octet, each octet is a number of its own")
  func octetByOctet() throws {
    let key = try rsaKey(p: [61], q: [53], e: [17])
    let message = Term.text("M", "18")
    let sealed = try Term(
      "C",
      RSAPublicOperation(
        .confidentiality, key: key.publicKey, input: message, elements: .octetByOctet))
    // 49^17 mod 3233 = 2906 and 56^17 mod 3233 = 1794, as python3's pow gives them.
    #expect(sealed.bytes == [0x0b, 0x5a, 0x07, 0x02])
    let opened = RSAPrivateOperation(
      .confidentiality, key: key, input: sealed, elements: .octetByOctet)
    #expect(try opened.evaluate() == message.bytes)
  }

  @Test("an OAEP encryption of pyca's vectors, from the seed to the ciphertext and back")
  func oaep() throws {
    let file = try PublishedFile("rsa-labs/oaep-sha256-sha256.txt")
    let key = try publishedKey()
    #expect(key.publicKey.n.bytes == (try file.octets(below: "# Modulus:")))
    let message = Term.drawn("M", try file.octets(below: "# Message:"))
    let label = Term.constant("L", [])
    // The file has no seeds: this one was unmasked from the ciphertext with python3.
    let seed = Term.drawn(
      "seed", hex: "1f1d75c8514237db6b4c496e5b38edd0b48dda0b6650fe9926c93786d498abe9")
    let encoded = try Term(
      "EM", OAEPEncoding(message: message, label: label, seed: seed, length: 256))
    let sealed = try Term(
      "C", RSAPublicOperation(.confidentiality, key: key.publicKey, input: encoded))
    #expect(sealed.bytes == (try file.octets(below: "# Encryption:")))
    #expect(
      try OAEPDecryption(key: key, ciphertext: sealed, label: label).evaluate() == message.bytes)
    #expect(throws: TermError.decryption("RSAES-OAEP-DECRYPT-SHA-256")) {
      try OAEPDecryption(key: key, ciphertext: sealed, label: .text("L", "other")).evaluate()
    }
  }

  @Test("OAEP refuses a message that is too long by one octet")
  func oaepLength() throws {
    let (label, seed) = (Term.constant("L", []), Term.drawn("seed", [UInt8](0..<32)))
    let fitting = Term.drawn("M", [UInt8](repeating: 1, count: 190))
    #expect(
      try OAEPEncoding(message: fitting, label: label, seed: seed, length: 256).evaluate().count
        == 256)
    let longer = Term.drawn("M", [UInt8](repeating: 1, count: 191))
    #expect(
      throws: TermError.operand(
        "M", of: "EME-OAEP-SHA-256", expected: "at most 190 bytes long")
    ) { try OAEPEncoding(message: longer, label: label, seed: seed, length: 256).evaluate() }
  }

  @Test("a PSS signature of NIST opens to the encoding of its message")
  func pss() throws {
    let file = try PublishedFile("nist/rsa/SigGenPSS_186-3.txt")
    let first = "SHAAlg = SHA256"
    let key = RSAPublicKeyTerms(
      n: .constant("n", try file.octets(of: "n")),
      e: .constant("e", Array(try file.octets(of: "e").drop { $0 == 0 })))
    let signature = Term.constant("S", try file.octets(of: "S", after: first))
    let opened = RSAPublicOperation(
      .signature, key: key, input: signature, output: .modulusLength)
    let encoding = PSSEncoding(
      message: .constant("M", try file.octets(of: "Msg", after: first)),
      salt: .constant("salt", try file.octets(of: "SaltVal", after: first)), bitWidth: 2047)
    #expect(try encoding.evaluate() == opened.evaluate())
  }

  @Test("a signature with the private key opens with the public key")
  func signature() throws {
    let key = try publishedKey()
    let encoding = try Term(
      "EM",
      PSSEncoding(
        message: .text("M", "message"), salt: .drawn("salt", [UInt8](0..<32)), bitWidth: 2047))
    let signature = try Term("S", RSAPrivateOperation(.signature, key: key, input: encoding))
    #expect(signature.bytes.count == 256)
    let opened = RSAPublicOperation(
      .signature, key: key.publicKey, input: signature, output: .modulusLength)
    #expect(try opened.evaluate() == encoding.bytes)
  }

  @Test("the SubjectPublicKeyInfo of the first paper's key, as OpenSSL builds it")
  func publicKeyInfo() throws {
    let encoded = try RSAPublicKeyInfo(paperKey().publicKey).evaluate()
    #expect(
      Hex.encode(encoded) == "301b300d06092a864886f70d0101010500030a00300702020ad5020111")
  }

  @Test("numbers that make no key, and inputs that are not below the modulus, are refused")
  func refusals() throws {
    let key = try paperKey()
    let even = RSAPublicKeyTerms(n: .constant("n", [0x10]), e: .constant("e", [3]))
    #expect(throws: TermError.self) {
      try RSAPublicOperation(.confidentiality, key: even, input: .constant("M", [2])).evaluate()
    }
    let modulus = Term.constant("M", [0x0a, 0xd5])
    #expect(
      throws: TermError.operand("input", of: "RSA public", expected: "less than the modulus")
    ) { try RSAPublicOperation(.confidentiality, key: key.publicKey, input: modulus).evaluate() }
    #expect(
      throws: TermError.operand("input", of: "RSA private", expected: "less than the modulus")
    ) { try RSAPrivateOperation(.confidentiality, key: key, input: modulus).evaluate() }
    #expect(throws: TermError.operand("e", of: "inverse", expected: "coprime to the modulus")) {
      try PrivateExponent(e: .constant("e", [2]), modulo: .constant("φ", [0x0a, 0x6c])).evaluate()
    }
  }
}
