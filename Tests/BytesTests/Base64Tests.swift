import Bytes
import Testing

@Suite("Base64 (RFC 4648)")
struct Base64Tests {
  @Test(
    "the test vectors of RFC 4648, section 10",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func published(text: String, encoded: String) throws {
    for alphabet in [Base64.Alphabet.standard, .urlSafe] {
      #expect(Base64.encode(Array(text.utf8), alphabet: alphabet) == encoded)
      #expect(try Base64.decode(encoded.utf8, alphabet: alphabet) == Array(text.utf8))
    }
  }

  @Test("all values stand in the order of tables 1 and 2")
  func tables() throws {
    let letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    var bytes: [UInt8] = []
    for first in stride(from: UInt32(0), to: 64, by: 4) {
      let bits = first << 18 | (first + 1) << 12 | (first + 2) << 6 | (first + 3)
      for shift in [UInt32(16), 8, 0] { bytes.append(UInt8(truncatingIfNeeded: bits >> shift)) }
    }
    #expect(Base64.encode(bytes) == letters + "+/")
    #expect(Base64.encode(bytes, alphabet: .urlSafe) == letters + "-_")
    #expect(try Base64.decode((letters + "+/").utf8) == bytes)
    #expect(try Base64.decode((letters + "-_").utf8, alphabet: .urlSafe) == bytes)
  }

  @Test("octets of every length come back", arguments: 0...50)
  func roundTrip(length: Int) throws {
    var random = SystemRandom()
    let bytes = random.generate(length)
    for alphabet in [Base64.Alphabet.standard, .urlSafe] {
      let text = Base64.encode(bytes, alphabet: alphabet)
      #expect(text.utf8.count == (length + 2) / 3 * 4)
      #expect(try Base64.decode(text.utf8, alphabet: alphabet) == bytes)
    }
  }

  @Test("every other character is refused", arguments: UInt8.min...UInt8.max)
  func characters(byte: UInt8) {
    let isLetter = (byte < 128) && (Character(Unicode.Scalar(byte)).isLetter)
    let isDigit = (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    for (alphabet, others) in [(Base64.Alphabet.standard, "+/"), (.urlSafe, "-_")] {
      let isCharacter = isLetter || isDigit || others.utf8.contains(byte)
      let decoded = try? Base64.decode([byte, byte, byte, byte], alphabet: alphabet)
      #expect((decoded != nil) == isCharacter)
    }
  }

  @Test(
    "a text that is not the only one of its octets is refused",
    arguments: ["Zg=", "Zg", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "=Zg=", "Zm9v\n", " Zm9v"])
  func refused(text: String) {
    #expect(throws: BytesError.notBase64) { try Base64.decode(text.utf8) }
  }
}
