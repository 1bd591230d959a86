import ASN1
import Bytes
import Certificates
import Testing

@Suite("Names")
struct NameTests {
  private func name(_ text: String) throws -> Name { try Name(text) }

  @Test("text and encoding are in opposite orders")
  func order() throws {
    let name = try name("CN=alice,O=Lab,C=DE")
    #expect(name.attributes.map(\.type) == [.countryName, .organizationName, .commonName])
    #expect(
      Hex.encode(name.der)
        == "302b310b3009060355040613024445310c300a060355040a0c034c6162310e300c06035504030c05"
        + "616c696365")
    #expect(name.commonName == "alice")
    #expect(name.description == "CN=alice,O=Lab,C=DE")
    #expect(try Name(der: name.der) == name)
  }

  /// The examples of RFC 4514, section 4, that have values of strings.
  @Test(
    "the examples of RFC 4514 are read and written",
    arguments: [
      "UID=jsmith,DC=example,DC=net",
      "OU=Sales+CN=J.  Smith,DC=example,DC=net",
      #"CN=James \"Jim\" Smith\, III,DC=example,DC=net"#,
      #"CN=Before\0DAfter,DC=example,DC=net"#,
      "1.3.6.1.4.1.1466.0=#04024869",
    ])
  func examples(text: String) throws {
    let name = try name(text)
    // Hexadecimal digits are written in lower case.
    let expected = text.replacing("\\0D", with: "\\0d")
    #expect(try Name(der: name.der).description == expected)
  }

  @Test("an escaped name of RFC 4514 in UTF-8 is read")
  func utf8() throws {
    #expect(try name(#"CN=Lu\C4\8Di\C4\87"#).commonName == "Lučić")
    #expect(try name(#" CN = \20a\20 , O=b "#).description == #"CN=\ a\ ,O=b"#)
  }

  @Test("what is no name is refused where it goes wrong")
  func refused() {
    func refusal(_ text: String) -> CertificateError? {
      do throws(CertificateError) {
        _ = try Name(text)
        return nil
      } catch {
        return error
      }
    }
    #expect(refusal("alice") == .nameText(offset: 0, expected: "an attribute such as CN, O, OU, C"))
    #expect(refusal("CN") == .nameText(offset: 2, expected: "'='"))
    #expect(refusal("CN=a,") == .nameText(offset: 5, expected: "an attribute such as CN, O, OU, C"))
    #expect(refusal("CN=a;O=b") == .nameText(offset: 4, expected: "'\\' before ;"))
    #expect(refusal("CN=a\\") != nil)
    #expect(refusal("CN=\\zz") != nil)
    #expect(refusal("CN=") == .nameAttribute("CN", expected: "1 to 64 characters of a UTF8String"))
    #expect(refusal("C=DEU") == .nameAttribute("C", expected: "2 characters of a PrintableString"))
    #expect(refusal("DC=müller") != nil)
    #expect(refusal("CN=" + String(repeating: "a", count: 65)) != nil)
    #expect(refusal("CN=#0102") != nil)
  }

  @Test("names are equal whatever string type, case and white space they have")
  func equality() throws {
    func name(_ text: String, _ kind: ASN1String.Kind) throws -> Name {
      let string = try #require(ASN1String(text, as: kind))
      let attribute = AttributeTypeAndValue(type: .commonName, value: .string(string))
      return Name([RelativeDistinguishedName([attribute])])
    }
    let plain = try name("Good CA", .printable)
    #expect(try plain == name("good  ca", .utf8))
    #expect(try plain == name("  GOOD \t CA ", .utf8))
    #expect(try plain == name("Good CA", .bmp))
    #expect(try plain.hashValue == name("gOOd CA", .teletex).hashValue)
    #expect(try plain != name("GoodCA", .utf8))
    #expect(try name("Straße", .utf8) == name("STRASSE", .utf8))
    #expect(try name("Å", .utf8) == name("A\u{30a}", .utf8))
    #expect(try name("a\u{200b}b", .utf8) == name("ab", .utf8))
    #expect(try name("a", .utf8) != name("b", .utf8))
  }

  @Test("a name is within its beginning, and order counts")
  func within() throws {
    let name = try name("CN=alice,OU=Chat,O=Lab")
    #expect(try name.isWithin(self.name("OU=chat,O=LAB")))
    #expect(name.isWithin(name))
    #expect(name.isWithin(.empty))
    #expect(try !name.isWithin(self.name("OU=Chat")))
    #expect(try self.name("CN=a,O=b") != self.name("O=b,CN=a"))
    #expect(try self.name("CN=a+O=b") == self.name("O=b+CN=a"))
  }

  @Test("addresses are read and written")
  func addresses() {
    #expect(IPAddress.octets("192.0.2.1") == [192, 0, 2, 1])
    #expect(IPAddress.octets("192.0.2.01") == nil)
    #expect(IPAddress.octets("192.0.2") == nil)
    #expect(IPAddress.octets("1.2.3.256") == nil)
    for text in ["2001:db8::1", "::", "::1", "fe80::", "1:2:3:4:5:6:7:8", "2001:db8:0:1:1:1:1:1"] {
      #expect(IPAddress.octets(text).map(IPAddress.text) == text)
    }
    #expect(IPAddress.octets("::ffff:192.0.2.1")?.suffix(4) == [192, 0, 2, 1])
    for text in ["1:2", ":::", "1::2::3", "12345::", "g::", ":1:2:3:4:5:6:7", "+1::"] {
      #expect(IPAddress.octets(text) == nil, "\(text)")
    }
  }
}
