import Bytes
import Hashing
import Testing

/// HMAC against RFC 4231 and against its definition.
struct HMACTests {
  /// A test case of RFC 4231, section 4, with the code for SHA-256.
  struct Case: Sendable, CustomTestStringConvertible {
    let number: Int
    let key: [UInt8]
    let data: [UInt8]
    let code: String

    var testDescription: String { "RFC 4231, test case \(number)" }
  }

  static let cases = [
    Case(
      number: 1, key: [UInt8](repeating: 0x0b, count: 20), data: Array("Hi There".utf8),
      code: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
    Case(
      number: 2, key: Array("Jefe".utf8), data: Array("what do ya want for nothing?".utf8),
      code: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
    Case(
      number: 3, key: [UInt8](repeating: 0xaa, count: 20),
      data: [UInt8](repeating: 0xdd, count: 50),
      code: "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
    Case(
      number: 4, key: Array(0x01...0x19), data: [UInt8](repeating: 0xcd, count: 50),
      code: "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"),
    // The RFC prints the first 16 bytes of this code.
    Case(
      number: 5, key: [UInt8](repeating: 0x0c, count: 20),
      data: Array("Test With Truncation".utf8), code: "a3b6167473100ee06e0c796c2955552b"),
    Case(
      number: 6, key: [UInt8](repeating: 0xaa, count: 131),
      data: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
      code: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
    Case(
      number: 7, key: [UInt8](repeating: 0xaa, count: 131),
      data: Array(
        ("This is a test using a larger than block-size key and a larger than block-size data. "
          + "The key needs to be hashed before being used by the HMAC algorithm.").utf8),
      code: "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"),
  ]

  @Test("the codes of RFC 4231", arguments: cases)
  func publishedCodes(_ example: Case) {
    let code = HMAC<SHA256>.authenticationCode(for: example.data, key: example.key)
    #expect(Hex.encode(code).hasPrefix(example.code))
  }

  /// Test cases 2 and 6 of RFC 4231 for the other functions that it knows.
  static let otherCodes: [(any HashFunction.Type, String, String)] = [
    (
      SHA224.self,
      "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44",
      "95e9a0db962095adaebe9b2d6f0dbce2d499f112f2d2b7273fa6870e"
    ),
    (
      SHA384.self,
      "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e"
        + "8e2240ca5e69e2c78b3239ecfab21649",
      "4ece084485813e9088d2c63a041bc5b44f9ef1012a2b588f3cd11f05033ac4c6"
        + "0c2ef6ab4030fe8296248df163f44952"
    ),
    (
      SHA512.self,
      "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        + "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
      "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f352"
        + "6b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598"
    ),
  ]

  @Test("the codes of RFC 4231 for SHA-224, SHA-384 and SHA-512", arguments: otherCodes)
  func otherPublishedCodes(hash: any HashFunction.Type, short: String, long: String) {
    #expect(Hex.encode(code(hash, HMACTests.cases[1])) == short)
    #expect(Hex.encode(code(hash, HMACTests.cases[5])) == long)
  }

  private func code<H: HashFunction>(_: H.Type, _ example: Case) -> [UInt8] {
    HMAC<H>.authenticationCode(for: example.data, key: example.key)
  }

  @Test(
    "keys around the length of a block follow the definition",
    arguments: [0, 1, 31, 32, 63, 64, 65, 127, 128, 129, 300])
  func keyLengths(length: Int) {
    checkDefinition(SHA1.self, keyLength: length)
    checkDefinition(SHA224.self, keyLength: length)
    checkDefinition(SHA256.self, keyLength: length)
    checkDefinition(SHA384.self, keyLength: length)
    checkDefinition(SHA512.self, keyLength: length)
    checkDefinition(SHA512_224.self, keyLength: length)
    checkDefinition(SHA512_256.self, keyLength: length)
  }

  private func checkDefinition<H: HashFunction>(_: H.Type, keyLength: Int) {
    let key = (0..<keyLength).map { UInt8(truncatingIfNeeded: 3 * $0 + 1) }
    let text = Array("text".utf8)
    var k0 = key.count > H.blockLength ? H.hash(key) : key
    k0 += [UInt8](repeating: 0, count: H.blockLength - k0.count)
    let inner = H.hash(k0.map { $0 ^ 0x36 } + text)
    let expected = H.hash(k0.map { $0 ^ 0x5c } + inner)
    #expect(HMAC<H>.authenticationCode(for: text, key: key) == expected, "HMAC-\(H.name)")
  }

  @Test("a text in two pieces has the code of the whole, wherever it is cut")
  func twoPieces() {
    let key = Array("key".utf8)
    let text = (0..<150).map { UInt8($0) }
    let code = HMAC<SHA256>.authenticationCode(for: text, key: key)
    for cut in 0...text.count {
      var hmac = HMAC<SHA256>(key: key)
      hmac.update(Array(text[..<cut]))
      hmac.update(Array(text[cut...]))
      #expect(hmac.finalize() == code, "cut at \(cut)")
    }
  }

  @Test("a key that was read serves for many codes")
  func copies() {
    let key = Array("key".utf8)
    let keyed = HMAC<SHA256>(key: key)
    for text in [[], [1], [2, 3]] as [[UInt8]] {
      var hmac = keyed
      hmac.update(text)
      #expect(hmac.finalize() == HMAC<SHA256>.authenticationCode(for: text, key: key))
    }
  }

  @Test("a code is valid in its full length and with no bit changed")
  func validity() {
    let key = Array("key".utf8)
    let text = Array("text".utf8)
    let code = HMAC<SHA256>.authenticationCode(for: text, key: key)
    #expect(HMAC<SHA256>.isValid(code, for: text, key: key))
    for bit in 0..<8 * code.count {
      var wrong = code
      wrong[bit / 8] ^= 1 << (bit % 8)
      #expect(!HMAC<SHA256>.isValid(wrong, for: text, key: key), "bit \(bit)")
    }
    for length in 0..<code.count {
      #expect(!HMAC<SHA256>.isValid(Array(code[..<length]), for: text, key: key))
    }
    #expect(!HMAC<SHA256>.isValid(code + [0], for: text, key: key))
    #expect(!HMAC<SHA256>.isValid(code, for: text + [0], key: key))
    // HMAC fills up a short key with zeros, so only another byte makes another key of it.
    #expect(HMAC<SHA256>.isValid(code, for: text, key: key + [0]))
    #expect(!HMAC<SHA256>.isValid(code, for: text, key: key + [1]))
  }

  @Test(
    "a code costs its blocks: two padded keys, the text, the inner digest, a long key",
    arguments: [(0, 0, 4), (64, 55, 4), (64, 56, 5), (65, 0, 6), (131, 152, 9)])
  func cost(keyLength: Int, messageLength: Int, compressions: Int) {
    #expect(
      HMAC<SHA256>.compressions(keyLength: keyLength, messageLength: messageLength)
        == compressions)
  }
}
