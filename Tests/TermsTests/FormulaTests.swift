import Bytes
import Terms
import Testing

@Suite("Formulas and citations")
struct FormulaTests {
  @Test("an operation names its operands by the labels of its standard, then its parameters")
  func functionNotation() throws {
    let (key, message) = (Term.drawn("K_mac", [1]), Term.drawn("header", [2]))
    let code = try Term("code", HMACSHA256Code(key: key, message: message))
    #expect(code.formula == "HMAC-SHA-256(key: alice.K_mac, message: alice.header)")
    #expect(code.operands.map(\.name) == ["alice.K_mac", "alice.header"])
    #expect(code.operation?.citation.description == "FIPS 198-1, section 4")

    let okm = HKDFSHA256Derivation(
      inputKeyingMaterial: key, salt: message, info: .text("info", "x"), length: 32)
    #expect(okm.formula == "HKDF-SHA-256(IKM: alice.K_mac, salt: alice.header, info: info, L: 32)")
    #expect(
      PBKDF2Derivation(password: key, salt: message, iterations: 100_000, length: 80).formula
        == "PBKDF2-HMAC-SHA-256(P: alice.K_mac, S: alice.header, c: 100000, dkLen: 80)")
    #expect(SHA256Hash(message).formula == "SHA-256(message: alice.header)")

    let block = Term.drawn("block", [UInt8](repeating: 0, count: 16))
    #expect(
      CBCEncryption(key: block, iv: block, plaintext: block).formula
        == "AES-128-CBC-ENCRYPT(key: alice.block, IV: alice.block, plaintext: alice.block)")
    #expect(
      CBCDecryption(key: block, iv: block, ciphertext: block).formula
        == "AES-128-CBC-DECRYPT(key: alice.block, IV: alice.block, ciphertext: alice.block)")
    #expect(
      OAEPEncoding(message: key, label: message, seed: block, length: 256).formula
        == "EME-OAEP-SHA-256(M: alice.K_mac, L: alice.header, seed: alice.block, k: 256)")
    #expect(
      PSSEncoding(message: key, salt: block, bitWidth: 2047).formula
        == "EMSA-PSS-SHA-256(M: alice.K_mac, salt: alice.block, emBits: 2047)")
    #expect(
      BlockPadding(key, scheme: .zeros).formula == "zero padding(text: alice.K_mac)")
    #expect(
      BlockUnpadding(block, scheme: .pkcs7).formula
        == "PKCS #7 padding removed(padded: alice.block)")
  }

  @Test("octet strings and numbers are written as in mathematics")
  func infixNotation() throws {
    let (a, b) = (Term.drawn("a", [1, 2]), Term.drawn("b", [3]))
    #expect(Concatenation([a, b]).formula == "alice.a | alice.b")
    #expect(Slice(a, 0..<1).formula == "alice.a[0..<1]")
    #expect(LengthPrefix(of: [a, b], width: 2).formula == "length of alice.a | alice.b")

    let key = try paperKey()
    #expect(key.publicKey.n.formula == "alice.p · alice.q")
    #expect(key.d.formula == "alice.e⁻¹ mod alice.order")
    let group = try paperKey(modulo: .totient).d.operands[1]
    #expect(group.formula == "(alice.p - 1) · (alice.q - 1)")
    let least = try paperKey(modulo: .carmichael).d.operands[1]
    #expect(least.formula == "LCM(alice.p - 1, alice.q - 1)")
    #expect(
      RSAPublicOperation(.confidentiality, key: key.publicKey, input: b).formula
        == "alice.b^alice.e mod alice.n")
    #expect(
      RSAPrivateOperation(.signature, key: key, input: a, elements: .octetByOctet).formula
        == "alice.a^alice.d mod alice.n, octet by octet")
    #expect(
      OAEPDecryption(key: key, ciphertext: a, label: b).formula
        == "RSAES-OAEP-DECRYPT-SHA-256(n: alice.n, d: alice.d, C: alice.a, L: alice.b)")
    #expect(
      RSAPublicKeyInfo(key.publicKey).formula == "SubjectPublicKeyInfo(n: alice.n, e: alice.e)")
    #expect(P256PublicPoint(of: a).formula == "alice.a · G")
    #expect(P256SharedSecret(privateKey: a, publicKey: b).formula == "x(alice.a · alice.b)")
  }

  @Test("values that nobody computed say where they come from")
  func origins() {
    #expect(Term.drawn("nonce", [1, 2]).formula == "2 random bytes")
    #expect(Term.text("label", "x").formula == "constant")
    #expect(
      Term("password", [1], .given(by: alice, as: .typed)).formula == "given to alice (typed)")
    #expect(
      Term("fingerprint", [1], .given(by: bob, as: .outOfBand)).formula
        == "given to bob (out of band)")
    let id = MessageID(wire: "w", sendingEnd: 0, ordinal: 0)
    #expect(Term.received("nonce", [1], id).formula == "received, field nonce")
    #expect(Term("d", [], .hidden(of: bob)).formula == "secret of bob")
    #expect(Term.text("label", "x").operands.isEmpty)
  }

  @Test(
    "sets to draw from are described in words",
    arguments: [
      (.bytes(32), "32 random bytes"), (.decimalDigits(16), "16 random decimal digits"),
      (
        .prime(bitWidth: 1024, publicExponent: 65_537, farFrom: []), "random prime of 1024 bits"
      ),
      (.smallPrime(101...149, otherThan: []), "random prime, 101 to 149"),
      (.exponent(coprimeTo: [10]), "random exponent with an inverse"),
    ] as [(Draw.Kind, String)])
  func draws(kind: Draw.Kind, words: String) {
    #expect(kind.description == words)
  }

  @Test("signing and encrypting with RSA cite their own sections")
  func purposes() throws {
    let key = try paperKey()
    let input = Term.drawn("x", [1])
    let places = [
      RSAPublicOperation(.confidentiality, key: key.publicKey, input: input).citation.place,
      RSAPrivateOperation(.confidentiality, key: key, input: input).citation.place,
      RSAPrivateOperation(.signature, key: key, input: input).citation.place,
      RSAPublicOperation(.signature, key: key.publicKey, input: input).citation.place,
    ]
    #expect(
      places == [
        "section 5.1.1, RSAEP", "section 5.1.2, RSADP", "section 5.2.1, RSASP1",
        "section 5.2.2, RSAVP1",
      ])
  }

  @Test("errors name the operation and the operand, and no bytes")
  func errors() {
    #expect(
      TermError.operand("L", of: "HKDF-SHA-256", expected: "at most 8160 bytes").description
        == "HKDF-SHA-256: L must be at most 8160 bytes")
    #expect(TermError.decryption("AES").description == "AES: decryption failed")
  }
}
