import ASN1
import Bytes
import Testing

@Suite("Object identifiers (X.690, section 8.19)")
struct ObjectIdentifierTests {
  @Test(
    "contents and arcs correspond",
    arguments: [
      ("2a864886f70d010101", "1.2.840.113549.1.1.1"), ("2a8648ce3d030107", "1.2.840.10045.3.1.7"),
      ("2b81040022", "1.3.132.0.34"), ("883703", "2.999.3"), ("00", "0.0"), ("27", "0.39"),
      ("4f", "1.39"), ("50", "2.0"), ("817f", "2.175"),
    ])
  func correspondence(contents: String, dotted: String) throws {
    let identifier = try ObjectIdentifier(contents: Hex.decode(contents))
    #expect(identifier.description == dotted)
    #expect(Hex.encode(identifier.contents) == contents)
  }

  @Test(
    "refuses empty, cut off, needlessly long and oversized contents",
    arguments: ["", "2a86", "2a8001", "80", "2affffffffffffffffff7f"])
  func malformed(contents: String) throws {
    let octets = try Hex.decode(contents)
    #expect(throws: ASN1Error.invalidObjectIdentifier(offset: 4)) {
      try ObjectIdentifier(contents: octets, at: 4)
    }
  }

  @Test("names the curves and algorithms of the keys that are read here")
  func names() {
    #expect(ObjectIdentifier.rsaEncryption.description == "1.2.840.113549.1.1.1")
    #expect(ObjectIdentifier.ecPublicKey.description == "1.2.840.10045.2.1")
    #expect(ObjectIdentifier.secp256r1.description == "1.2.840.10045.3.1.7")
    #expect(ObjectIdentifier.secp384r1.description == "1.3.132.0.34")
  }
}

@Suite("Names of object identifiers")
struct ObjectIdentifierNameTests {
  @Test("are those of their standards")
  func names() {
    #expect(ObjectIdentifier.rsaEncryption.name == "rsaEncryption")
    #expect(ObjectIdentifier(2, 5, 29, 19).name == "basicConstraints")
    #expect(ObjectIdentifier(2, 5, 4, 3).name == "commonName")
    #expect(ObjectIdentifier(1, 2, 3).name == nil)
  }

  @Test("are read from arcs with dots between them")
  func text() {
    #expect(ObjectIdentifier("1.2.840.10045.2.1") == .ecPublicKey)
    #expect(ObjectIdentifier("2.999.3") == ObjectIdentifier(2, 999, 3))
    for text in [
      "", "1", "1.", "1..2", "3.1", "1.40", "1.-2", "1.+2", "a.b", "2.18446744073709551615",
    ] {
      #expect(ObjectIdentifier(text) == nil)
    }
  }
}
