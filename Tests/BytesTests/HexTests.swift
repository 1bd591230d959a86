import Bytes
import Testing

@Suite("Hexadecimal text")
struct HexTests {
  @Test(
    "decodes and encodes the test vectors of RFC 4648, section 10",
    arguments: [
      ("", ""), ("66", "f"), ("666F", "fo"), ("666F6F", "foo"), ("666F6F62", "foob"),
      ("666F6F6261", "fooba"), ("666F6F626172", "foobar"),
    ])
  func publishedVectors(digits: String, text: String) throws {
    #expect(try Hex.decode(digits) == Array(text.utf8))
    #expect(Hex.encode(text.utf8) == digits.lowercased())
  }

  @Test("every octet comes back, from digits of either case")
  func everyOctet() throws {
    let octets = Array(UInt8.min...UInt8.max)
    let digits = Hex.encode(octets)
    #expect(digits.count == 512)
    #expect(digits == digits.lowercased())
    #expect(try Hex.decode(digits) == octets)
    #expect(try Hex.decode(digits.uppercased()) == octets)
  }

  @Test("refuses an odd number of digits", arguments: [("0", 1), ("abc", 3), ("00000", 5)])
  func oddLength(digits: String, count: Int) {
    #expect(throws: BytesError.oddHexLength(count)) { try Hex.decode(digits) }
  }

  @Test(
    "names the offset of the first character that is no digit",
    arguments: [("g0", 0), ("0G", 1), ("00 11", 2), ("00:1", 2), ("0x12", 1), ("\n", 0), ("é", 0)])
  func noDigit(text: String, offset: Int) {
    #expect(throws: BytesError.notHex(offset: offset)) { try Hex.decode(text) }
  }

  @Test("takes exactly the twenty-two digits of ASCII")
  func digitsOfASCII() {
    let accepted = (UInt8.min..<0x80).filter {
      (try? Hex.decode(String(decoding: [$0, $0], as: UTF8.self))) != nil
    }
    #expect(String(decoding: accepted, as: UTF8.self) == "0123456789ABCDEFabcdef")
  }
}
