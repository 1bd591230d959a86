import ASN1
import Testing

@Suite("Strings (X.680, sections 40 and 41)")
struct ASN1StringTests {
  @Test(
    "reads octets as text where the type has them",
    arguments: [
      (.utf8, [0xc3, 0xa9, 0xe2, 0x82, 0xac], "é€"), (.numeric, [0x30, 0x20, 0x39], "0 9"),
      (.printable, Array("Az09 '()+,-./:=?".utf8), "Az09 '()+,-./:=?"),
      (.teletex, [0x4d, 0xfc, 0x6c], "Mül"), (.ia5, [0x40, 0x7f, 0x00], "@\u{7f}\0"),
      (.visible, [0x20, 0x7e], " ~"), (.universal, [0, 1, 0xf6, 0, 0, 0, 0, 0x41], "😀A"),
      (.bmp, [0x20, 0xac, 0, 0x41], "€A"), (.utf8, [], ""), (.bmp, [], ""),
    ] as [(ASN1String.Kind, [UInt8], String)])
  func valid(kind: ASN1String.Kind, octets: [UInt8], text: String) throws {
    let value = try #require(ASN1String(octets: octets, as: kind))
    #expect(value.string == text)
    #expect(ASN1String(text, as: kind) == value)
    var reader = DER.Reader(DER.string(value))
    #expect(try reader.readString() == value)
  }

  @Test(
    "refuses octets that the type does not have",
    arguments: [
      (.utf8, [0xff]), (.utf8, [0xc0, 0x80]), (.utf8, [0xed, 0xa0, 0x80]), (.numeric, [0x41]),
      (.printable, [0x40]), (.printable, [0x2a]), (.printable, [0x5f]), (.printable, [0x00]),
      (.ia5, [0x80]), (.visible, [0x1f]), (.visible, [0x7f]), (.universal, [0, 0, 0]),
      (.universal, [0, 0x11, 0, 0]), (.bmp, [0x41]), (.bmp, [0xd8, 0x00]),
    ] as [(ASN1String.Kind, [UInt8])])
  func invalid(kind: ASN1String.Kind, octets: [UInt8]) {
    #expect(ASN1String(octets: octets, as: kind) == nil)
    var reader = DER.Reader(DER.encode(kind.tag, contents: octets))
    #expect(throws: ASN1Error.invalidString(offset: 0, type: kind.tag)) {
      try reader.readString()
    }
  }

  @Test("refuses text whose characters the type lacks")
  func text() {
    #expect(ASN1String("a@b", as: .printable) == nil)
    #expect(ASN1String("é", as: .ia5) == nil)
    #expect(ASN1String("€", as: .teletex) == nil)
    #expect(ASN1String("😀", as: .bmp) == nil)
    #expect(ASN1String("A", as: .numeric) == nil)
  }

  @Test("writes the three types that this program chooses")
  func writing() {
    #expect(DER.utf8String("é") == [0x0c, 2, 0xc3, 0xa9])
    #expect(DER.printableString("AT") == [0x13, 2, 0x41, 0x54])
    #expect(DER.ia5String("a@b") == [0x16, 3, 0x61, 0x40, 0x62])
  }

  @Test("is no other type, and takes a tag of the structure's own")
  func tags() throws {
    var number = DER.Reader(DER.integer(1 as UInt64))
    #expect(throws: ASN1Error.unexpectedTag(offset: 0, expected: 0x0c, found: 0x02)) {
      try number.readString()
    }
    var name = DER.Reader(DER.implicit(2, DER.ia5String("example.com")))
    #expect(
      try name.readString(.ia5, tagged: .context(2, constructed: false)).string == "example.com")
  }
}
