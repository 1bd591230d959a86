import Bytes
import Hashing
import Terms
import Testing

@Suite("Values of operations, against published answers")
struct OperationValueTests {
  @Test("SHA-256 of FIPS 180-4's example")
  func sha256() throws {
    let hash = try Term("hash", SHA256Hash(.text("message", "abc")))
    #expect(
      Hex.encode(hash.bytes) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("HMAC-SHA-256 of RFC 4231, test case 2")
  func hmac() throws {
    let code = try Term(
      "code",
      HMACSHA256Code(
        key: .text("key", "Jefe"), message: .text("message", "what do ya want for nothing?")))
    #expect(
      Hex.encode(code.bytes) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  @Test("HKDF-SHA-256 of RFC 5869, test cases 1 and 3")
  func hkdf() throws {
    let material = Term.drawn("IKM", [UInt8](repeating: 0x0b, count: 22))
    let first = try Term(
      "OKM",
      HKDFSHA256Derivation(
        inputKeyingMaterial: material, salt: .constant("salt", Array(0x00...0x0c)),
        info: .constant("info", Array(0xf0...0xf9)), length: 42))
    #expect(
      Hex.encode(first.bytes) == """
        3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865
        """)
    let empty = Term.constant("empty", [])
    let third = try Term(
      "OKM",
      HKDFSHA256Derivation(inputKeyingMaterial: material, salt: empty, info: empty, length: 42))
    #expect(
      Hex.encode(third.bytes) == """
        8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8
        """)
  }

  @Test("HKDF refuses more than 255 blocks of output")
  func hkdfLength() {
    let term = Term.constant("x", [1])
    #expect(
      throws: TermError.operand("L", of: "HKDF-SHA-256", expected: "at most 8160 bytes")
    ) {
      _ = try Term(
        "OKM",
        HKDFSHA256Derivation(inputKeyingMaterial: term, salt: term, info: term, length: 8161))
    }
  }

  @Test("PBKDF2-HMAC-SHA-256 of RFC 7914, section 11")
  func pbkdf2() throws {
    let key = try Term(
      "DK",
      PBKDF2Derivation(
        password: .text("P", "passwd"), salt: .text("S", "salt"), iterations: 1, length: 64))
    #expect(
      Hex.encode(key.bytes) == """
        55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc\
        49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783
        """)
    let refused = PBKDF2Derivation(password: key, salt: key, iterations: 0, length: 32)
    #expect(throws: TermError.self) { try refused.evaluate() }
  }

  /// SP 800-38A, sections F.2.1 and F.2.5.
  @Test(
    "AES-CBC of SP 800-38A, both ways",
    arguments: [
      (
        "2b7e151628aed2a6abf7158809cf4f3c", "AES-128-CBC",
        """
        7649abac8119b246cee98e9b12e9197d5086cb9b507219ee95db113a917678b2\
        73bed6b8e3c1743b7116e69e222295163ff1caa1681fac09120eca307586e1a7
        """
      ),
      (
        "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", "AES-256-CBC",
        """
        f58c4c04d6e5f1ba779eabfb5f7bfbd69cfc4e967edb808d679f777bc6702c7d\
        39f23369a9d9bacfa530e26304231461b2eb05e2c39be9fcda6c19078c6a9d1b
        """
      ),
    ])
  func cbc(key: String, name: String, ciphertext: String) throws {
    let plaintext = """
      6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51\
      30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710
      """
    let key = Term.drawn("key", hex: key)
    let iv = Term.constant("IV", Array(0x00...0x0f))
    let encryption = CBCEncryption(key: key, iv: iv, plaintext: .drawn("text", hex: plaintext))
    #expect(encryption.name == "\(name)-ENCRYPT")
    let sealed = try Term("sealed", encryption)
    #expect(Hex.encode(sealed.bytes) == ciphertext)
    let decryption = CBCDecryption(key: key, iv: iv, ciphertext: sealed)
    #expect(decryption.name == "\(name)-DECRYPT")
    #expect(Hex.encode(try Term("opened", decryption).bytes) == plaintext)
  }

  @Test("AES-CBC refuses part of a block, and decryption says no more than that it failed")
  func cbcLengths() {
    let key = Term.drawn("key", [UInt8](repeating: 1, count: 16))
    let iv = Term.drawn("IV", [UInt8](repeating: 2, count: 16))
    let part = Term.drawn("part", [UInt8](repeating: 3, count: 15))
    #expect(
      throws: TermError.operand(
        "plaintext", of: "AES-128-CBC-ENCRYPT",
        expected: "whole blocks; key and IV of their lengths")
    ) { try CBCEncryption(key: key, iv: iv, plaintext: part).evaluate() }
    #expect(throws: TermError.decryption("AES-128-CBC-DECRYPT")) {
      try CBCDecryption(key: key, iv: iv, ciphertext: part).evaluate()
    }
  }

  @Test(
    "PKCS #7 padding as RFC 5652, section 6.3, tabulates it",
    arguments: [
      (0, "10101010101010101010101010101010"), (1, "000f0f0f0f0f0f0f0f0f0f0f0f0f0f0f"),
      (14, "000102030405060708090a0b0c0d0202"), (15, "000102030405060708090a0b0c0d0e01"),
      (16, "000102030405060708090a0b0c0d0e0f10101010101010101010101010101010"),
    ])
  func pkcs7(count: Int, padded: String) throws {
    let text = Term.drawn("text", (0..<count).map { UInt8($0) })
    let term = try Term("padded", BlockPadding(text, scheme: .pkcs7))
    #expect(Hex.encode(term.bytes) == padded)
    #expect(try BlockUnpadding(term, scheme: .pkcs7).evaluate() == text.bytes)
  }

  @Test("padding with zeros fills the last block, and removal takes the text's own zeros too")
  func zeros() throws {
    let text = Term.drawn("text", [1, 2, 0])
    let padded = try Term("padded", BlockPadding(text, scheme: .zeros))
    #expect(padded.bytes == [1, 2] + [UInt8](repeating: 0, count: 14))
    #expect(try BlockUnpadding(padded, scheme: .zeros).evaluate() == [1, 2])
    let whole = Term.drawn("whole", [UInt8](repeating: 9, count: 16))
    #expect(try BlockPadding(whole, scheme: .zeros).evaluate() == whole.bytes)
  }

  @Test("wrong PKCS #7 padding fails as a decryption")
  func wrongPadding() {
    let padded = Term.drawn("padded", [UInt8](repeating: 0, count: 16))
    #expect(throws: TermError.decryption("PKCS #7 padding removed")) {
      try BlockUnpadding(padded, scheme: .pkcs7).evaluate()
    }
  }

  @Test("octet strings are joined, cut and counted")
  func octetStrings() throws {
    let a = Term.drawn("a", [1, 2])
    let b = Term.drawn("b", [3])
    let joined = try Term("joined", Concatenation([a, b, .constant("empty", [])]))
    #expect(joined.bytes == [1, 2, 3])
    #expect(try Slice(joined, 1..<3).evaluate() == [2, 3])
    #expect(try Slice(joined, 3..<3).evaluate() == [])
    #expect(try LengthPrefix(of: [joined, a], width: 3).evaluate() == [0, 0, 5])
  }

  @Test("a slice beyond the end is refused")
  func longSlice() {
    let whole = Term.drawn("whole", [1, 2])
    #expect(
      throws: TermError.operand(
        "whole", of: "alice.whole[1..<3]", expected: "at least 3 bytes long")
    ) { try Slice(whole, 1..<3).evaluate() }
  }

  @Test("a length that does not fit its octets is refused", arguments: [(255, 1), (65_535, 2)])
  func lengthBounds(count: Int, width: Int) throws {
    let fitting = Term.drawn("body", [UInt8](repeating: 0, count: count))
    #expect(
      try LengthPrefix(of: [fitting], width: width).evaluate()
        == [UInt8](repeating: 0xff, count: width))
    let longer = Term.drawn("body", [UInt8](repeating: 0, count: count + 1))
    #expect(
      throws: TermError.operand("body", of: "length", expected: "shorter than \(count + 1) bytes")
    ) { try LengthPrefix(of: [longer], width: width).evaluate() }
  }
}
