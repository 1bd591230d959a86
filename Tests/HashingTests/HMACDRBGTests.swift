import Bytes
import Hashing
import Testing

/// HMAC_DRBG with SHA-256 against cases of NIST's algorithm validation (CAVS 14.3), in each of the
/// three orders of calls that these know.
struct HMACDRBGTests {
  @Test("two requests after instantiation; the second one's output is published")
  func withoutReseed() throws {
    var generator = HMACDRBG<SHA256>(
      entropyInput: try Hex.decode(
        "5d3286bc53a258a53ba781e2c4dcd79a790e43bbe0e89fb3eed39086be34174b"),
      nonce: try Hex.decode("c5422294b7318952ace7055ab7570abf"),
      personalizationString: try Hex.decode(
        "2dba094d008e150d51c4135bb2f03dcde9cbf3468a12908a1b025c120c985b9d"))
    _ = generator.generate(
      128,
      additionalInput: try Hex.decode(
        "793a7ef8f6f0482beac542bb785c10f8b7b406a4de92667ab168ecc2cf7573c6"))
    let output = generator.generate(
      128,
      additionalInput: try Hex.decode(
        "2238cdb4e23d629fe0c2a83dd8d5144ce1a6229ef41dabe2a99ff722e510b530"))
    #expect(
      Hex.encode(output)
        == "d04678198ae7e1aeb435b45291458ffde0891560748b43330eaf866b5a6385e7"
        + "4c6fa5a5a44bdb284d436e98d244018d6acedcdfa2e9f499d8089e4db86ae89a"
        + "6ab2d19cb705e2f048f97fb597f04106a1fa6a1416ad3d859118e079a0c319eb"
        + "95686f4cbcce3b5101c7a0b010ef029c4ef6d06cdfac97efb9773891688c37cf")
    #expect(generator.reseedCounter == 3)
  }

  @Test("a reseed, then two requests; the second one's output is published")
  func withReseed() throws {
    var generator = HMACDRBG<SHA256>(
      entropyInput: try Hex.decode(
        "cdb0d9117cc6dbc9ef9dcb06a97579841d72dc18b2d46a1cb61e314012bdf416"),
      nonce: try Hex.decode("d0c0d01d156016d0eb6b7e9c7c3c8da8"),
      personalizationString: try Hex.decode(
        "6f0fb9eab3f9ea7ab0a719bfa879bf0aaed683307fda0c6d73ce018b6e34faaa"))
    generator.reseed(
      entropyInput: try Hex.decode(
        "8ec6f7d5a8e2e88f43986f70b86e050d07c84b931bcf18e601c5a3eee3064c82"),
      additionalInput: try Hex.decode(
        "1ab4ca9014fa98a55938316de8ba5a68c629b0741bdd058c4d70c91cda5099b3"))
    _ = generator.generate(
      128,
      additionalInput: try Hex.decode(
        "16e2d0721b58d839a122852abd3bf2c942a31c84d82fca74211871880d7162ff"))
    let output = generator.generate(
      128,
      additionalInput: try Hex.decode(
        "53686f042a7b087d5d2eca0d2a96de131f275ed7151189f7ca52deaa78b79fb2"))
    #expect(
      Hex.encode(output)
        == "dda04a2ca7b8147af1548f5d086591ca4fd951a345ce52b3cd49d47e84aa31a1"
        + "83e31fbc42a1ff1d95afec7143c8008c97bc2a9c091df0a763848391f68cb4a3"
        + "66ad89857ac725a53b303ddea767be8dc5f605b1b95f6d24c9f06be65a973a08"
        + "9320b3cc42569dcfd4b92b62a993785b0301b3fc452445656fce22664827b88f")
  }

  @Test("a reseed before each of two requests; the second one's output is published")
  func withPredictionResistance() throws {
    var generator = HMACDRBG<SHA256>(
      entropyInput: try Hex.decode(
        "4294671d493dc085b5184607d7de2ff2b6aceb734a1b026f6cfee7c5a90f03da"),
      nonce: try Hex.decode("d071544e599235d5eb38b64b551d2a6e"),
      personalizationString: try Hex.decode(
        "63bc769ae1d95a98bde870e4db7776297041d37c8a5c688d4e024b78d83f4d78"))
    // With prediction resistance the additional input goes into the reseed instead of the request
    // (SP 800-90A, section 9.3.1, steps 7.1 to 7.4).
    generator.reseed(
      entropyInput: try Hex.decode(
        "db9b4790b62336fbb9a684b82947065393eeef8f57bd2477141ad17e776dac34"),
      additionalInput: try Hex.decode(
        "28848becd3f47696f124f4b14853a456156f69be583a7d4682cff8d44b39e1d3"))
    _ = generator.generate(128, additionalInput: [])
    generator.reseed(
      entropyInput: try Hex.decode(
        "4a9abe80f6f522f29878bedf8245b27940a76471006fb4a4110beb4decb6c341"),
      additionalInput: try Hex.decode(
        "8bfce0b7132661c3cd78175d83926f643e36f7608eec2c5dac3ddcbacc8c2182"))
    let output = generator.generate(128, additionalInput: [])
    #expect(
      Hex.encode(output)
        == "e580dc969194b2b18a97478aef9d1a72390aff14562747bf080d741527a6655c"
        + "e7fc135325b457483a9f9c70f91165a811cf4524b50d51199a0df3bd60d12aba"
        + "c27d0bf6618e6b114e05420352e23f3603dfe8a225dc19b3d1fff1dc245dc6b1"
        + "df24c741744bec3f9437dbbf222df84881a457a589e7815ef132f686b760f012")
    #expect(generator.reseedCounter == 2)
  }

  @Test("the same seed gives the same bytes, another personalization string others")
  func determinism() {
    var first = HMACDRBG<SHA256>(
      entropyInput: [1, 2, 3], nonce: [4], personalizationString: Array("lab, Alice, nonce".utf8))
    var again = HMACDRBG<SHA256>(
      entropyInput: [1, 2, 3], nonce: [4], personalizationString: Array("lab, Alice, nonce".utf8))
    var other = HMACDRBG<SHA256>(
      entropyInput: [1, 2, 3], nonce: [4], personalizationString: Array("lab, Bob, nonce".utf8))
    let output = first.generate(48)
    #expect(again.generate(48) == output)
    #expect(other.generate(48) != output)
    #expect(first.generate(48) != output)
  }

  @Test("as a random byte generator it splits what one request may not give")
  func split() {
    var whole = HMACDRBG<SHA256>(entropyInput: [1], nonce: [2], personalizationString: [])
    var parts = whole
    let bytes = whole.generate(2 * 65536 + 5)
    #expect(whole.reseedCounter == 4)
    #expect(
      bytes
        == parts.generate(65536, additionalInput: []) + parts.generate(65536, additionalInput: [])
        + parts.generate(5, additionalInput: []))
    #expect(whole.generate(0).isEmpty)
  }
}
