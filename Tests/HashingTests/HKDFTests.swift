import Bytes
import Hashing
import Testing

/// HKDF against RFC 5869, appendix A.
struct HKDFTests {
  /// A test case of RFC 5869, appendix A.
  struct Case: Sendable, CustomTestStringConvertible {
    let number: Int
    let inputKeyingMaterial: [UInt8]
    let salt: [UInt8]
    let info: [UInt8]
    let pseudorandomKey: String
    let output: String

    var testDescription: String { "RFC 5869, appendix A.\(number)" }
  }

  static let cases = [
    Case(
      number: 1, inputKeyingMaterial: [UInt8](repeating: 0x0b, count: 22),
      salt: Array(0x00...0x0c), info: Array(0xf0...0xf9),
      pseudorandomKey: "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
      output: "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"
    ),
    Case(
      number: 2, inputKeyingMaterial: Array(0x00...0x4f), salt: Array(0x60...0xaf),
      info: Array(0xb0...0xff),
      pseudorandomKey: "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
      output: "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c"
        + "59045a99cac7827271cb41c65e590e09da3275600c2f09b8367793a9aca3db71"
        + "cc30c58179ec3e87c14c01d5c1f3434f1d87"),
    Case(
      number: 3, inputKeyingMaterial: [UInt8](repeating: 0x0b, count: 22), salt: [], info: [],
      pseudorandomKey: "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
      output: "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"
    ),
  ]

  @Test("the keys of RFC 5869 for SHA-256", arguments: cases)
  func publishedKeys(_ example: Case) throws {
    let pseudorandomKey = HKDF<SHA256>.extract(
      salt: example.salt, inputKeyingMaterial: example.inputKeyingMaterial)
    #expect(Hex.encode(pseudorandomKey) == example.pseudorandomKey)
    let length = example.output.count / 2
    let expanded = try HKDF<SHA256>.expand(
      pseudorandomKey: pseudorandomKey, info: example.info, length: length)
    #expect(Hex.encode(expanded) == example.output)
    let derived = try HKDF<SHA256>.deriveKey(
      inputKeyingMaterial: example.inputKeyingMaterial, salt: example.salt, info: example.info,
      length: length)
    #expect(derived == expanded)
  }

  @Test("the key of RFC 5869, appendix A.4, for SHA-1")
  func publishedKeySHA1() throws {
    let output = try HKDF<SHA1>.deriveKey(
      inputKeyingMaterial: [UInt8](repeating: 0x0b, count: 11), salt: Array(0x00...0x0c),
      info: Array(0xf0...0xf9), length: 42)
    #expect(
      Hex.encode(output)
        == "085a01ea1b10f36933068b56efa5ad81a4f14b822f5b091568a9cdd4f155fda2c22e422478d305f3f896")
  }

  @Test("a shorter output is the beginning of a longer one", arguments: 0...100)
  func prefixes(length: Int) throws {
    let key = [UInt8](repeating: 7, count: 32)
    let long = try HKDF<SHA256>.expand(pseudorandomKey: key, info: [1], length: 100)
    let short = try HKDF<SHA256>.expand(pseudorandomKey: key, info: [1], length: length)
    #expect(short == Array(long[..<length]))
  }

  @Test("an output has at most 255 digests")
  func limits() throws {
    let key = [UInt8](repeating: 7, count: 32)
    #expect(
      try HKDF<SHA256>.expand(pseudorandomKey: key, info: [], length: 255 * 32).count == 8160)
    #expect(throws: HashingError.outputLength(requested: 8161, allowed: 0...8160)) {
      try HKDF<SHA256>.expand(pseudorandomKey: key, info: [], length: 8161)
    }
    #expect(throws: HashingError.outputLength(requested: -1, allowed: 0...8160)) {
      try HKDF<SHA256>.deriveKey(inputKeyingMaterial: key, salt: [], info: [], length: -1)
    }
  }

  @Test("a pseudorandom key is at least as long as a digest")
  func shortKey() {
    #expect(throws: HashingError.pseudorandomKeyLength(found: 31, minimum: 32)) {
      try HKDF<SHA256>.expand(
        pseudorandomKey: [UInt8](repeating: 7, count: 31), info: [], length: 1)
    }
  }

  @Test("deriving costs the extraction, one reading of the key, and the blocks of the output")
  func cost() {
    // RFC 5869, A.1: extract 4, key 2, T(1) and T(2) two each.
    let first = HKDF<SHA256>.compressions(
      inputKeyingMaterialLength: 22, saltLength: 13, infoLength: 10, length: 42)
    #expect(first == 4 + 2 + 2 + 2)
    #expect(
      HKDF<SHA256>.expandCompressions(pseudorandomKeyLength: 32, infoLength: 0, length: 0) == 2)
  }
}
