import ASN1
import Bytes
import Testing

@Suite("DER reader (X.690)")
struct DERReaderTests {
  @Test("reads the encodings of X.690's own examples")
  func standardExamples() throws {
    // X.690, section 8.6.4.2 (bit string), 8.7.4 aside, 8.8.2 (null), 8.19.5 (object identifier).
    var bits = DER.Reader([0x03, 0x07, 0x04, 0x0a, 0x3b, 0x5f, 0x29, 0x1c, 0xd0])
    let bitString = try bits.readBitString()
    #expect(bitString.octets == [0x0a, 0x3b, 0x5f, 0x29, 0x1c, 0xd0])
    #expect(bitString.unusedBits == 4)
    var null = DER.Reader([0x05, 0x00])
    try null.readNull()
    var identifier = DER.Reader([0x06, 0x03, 0x88, 0x37, 0x03])
    #expect(try identifier.readObjectIdentifier() == ObjectIdentifier(2, 999, 3))
  }

  @Test(
    "reads integers in the fewest octets",
    arguments: [("020100", "00"), ("02017f", "7f"), ("02020080", "0080"), ("0201ff", "ff")])
  func integers(encoding: String, contents: String) throws {
    var reader = DER.Reader(try Hex.decode(encoding))
    #expect(Hex.encode(try reader.readInteger()) == contents)
    #expect(reader.isAtEnd)
  }

  @Test("returns natural numbers without their sign octet")
  func naturals() throws {
    var reader = DER.Reader([0x02, 0x02, 0x00, 0x80, 0x02, 0x01, 0x00, 0x02, 0x01, 0x80])
    #expect(try reader.readNaturalOctets() == [0x80])
    #expect(try reader.readNaturalOctets() == [0x00])
    #expect(throws: ASN1Error.negativeInteger(offset: 7)) { try reader.readNaturalOctets() }
  }

  @Test(
    "refuses integers with a needless octet or none",
    arguments: ["0200", "02020000", "0202007f", "0202ff80", "0202ffff"])
  func nonMinimalIntegers(encoding: String) throws {
    var reader = DER.Reader(try Hex.decode(encoding))
    #expect(throws: ASN1Error.nonMinimalInteger(offset: 0)) { try reader.readInteger() }
  }

  @Test(
    "refuses lengths that DER does not write",
    arguments: [
      ("308000", ASN1Error.indefiniteLength(offset: 1)),
      ("30817f", .nonMinimalLength(offset: 1)),
      ("30820080", .nonMinimalLength(offset: 1)),
      ("3085000000000100", .nonMinimalLength(offset: 1)),
      ("30850100000000", .excessiveLength(offset: 1)),
      ("30ff", .excessiveLength(offset: 1)),
      ("3084ffffffff", .truncated(offset: 0)),
      ("3082", .truncated(offset: 0)),
      ("30", .truncated(offset: 0)),
      ("", .truncated(offset: 0)),
      ("3001", .truncated(offset: 0)),
      ("1f0100", .highTagNumber(offset: 0)),
      ("310100", .unexpectedTag(offset: 0, expected: 0x30, found: 0x31)),
    ])
  func lengths(encoding: String, error: ASN1Error) throws {
    var reader = DER.Reader(try Hex.decode(encoding))
    #expect(throws: error) { _ = try reader.readSequence() }
  }

  @Test("reads a length of the long form at its bounds", arguments: [127, 128, 255, 256, 65_536])
  func longLengths(count: Int) throws {
    let prefix: [UInt8] =
      switch count {
      case 127: [0x7f]
      case 128, 255: [0x81, UInt8(count)]
      case 256: [0x82, 0x01, 0x00]
      default: [0x83, 0x01, 0x00, 0x00]
      }
    let contents = [UInt8](repeating: 0xa5, count: count)
    var reader = DER.Reader([0x04] + prefix + contents)
    #expect(try reader.readOctetString() == contents)
  }

  @Test("names offsets from the outermost encoding inside nested structures")
  func nestedOffsets() throws {
    // SEQUENCE { SEQUENCE { INTEGER 1 }, INTEGER 00 01 }
    var reader = DER.Reader([0x30, 0x09, 0x30, 0x03, 0x02, 0x01, 0x01, 0x02, 0x02, 0x00, 0x01])
    #expect(throws: ASN1Error.nonMinimalInteger(offset: 7)) {
      try reader.readSequence { (outer: inout DER.Reader) throws(ASN1Error) -> [UInt8] in
        _ = try outer.readSequence { (inner: inout DER.Reader) throws(ASN1Error) -> [UInt8] in
          try inner.readInteger()
        }
        return try outer.readInteger()
      }
    }
  }

  @Test("refuses elements left over")
  func trailing() throws {
    var reader = DER.Reader([0x30, 0x03, 0x02, 0x01, 0x01, 0x00])
    #expect(throws: ASN1Error.trailing(offset: 2, count: 3)) {
      try reader.readSequence { (_: inout DER.Reader) throws(ASN1Error) in }
    }
    #expect(throws: ASN1Error.trailing(offset: 5, count: 1)) { try reader.expectEnd() }
  }

  @Test("does not read past the end of the enclosing element")
  func enclosingEnd() throws {
    // The inner octet string claims two octets, of which one lies outside the sequence.
    var reader = DER.Reader([0x30, 0x03, 0x04, 0x02, 0xaa, 0xbb])
    var inner = try reader.readSequence()
    #expect(throws: ASN1Error.truncated(offset: 2)) { try inner.readOctetString() }
  }

  @Test("refuses bit strings with a wrong count of unused bits, or with such bits set")
  func bitStrings() throws {
    for encoding in ["0300", "030108", "030101", "03020801", "03020101", "030204f8"] {
      var reader = DER.Reader(try Hex.decode(encoding))
      #expect(throws: ASN1Error.invalidBitString(offset: 0), "\(encoding)") {
        _ = try reader.readBitString()
      }
    }
    var empty = DER.Reader([0x03, 0x01, 0x00])
    #expect(try empty.readOctetAlignedBitString() == [])
    var partial = DER.Reader([0x03, 0x02, 0x04, 0xf0])
    #expect(throws: ASN1Error.invalidBitString(offset: 0)) {
      try partial.readOctetAlignedBitString()
    }
  }

  @Test("reads BOOLEAN and NULL in their one form")
  func booleanAndNull() throws {
    var reader = DER.Reader([0x01, 0x01, 0xff, 0x01, 0x01, 0x00, 0x01, 0x01, 0x01])
    #expect(try reader.readBoolean())
    #expect(try !reader.readBoolean())
    #expect(throws: ASN1Error.invalidBoolean(offset: 6)) { try reader.readBoolean() }
    var null = DER.Reader([0x05, 0x01, 0x00])
    #expect(throws: ASN1Error.invalidNull(offset: 0)) { try null.readNull() }
  }

  @Test("fails at every truncation of a signature, and never traps")
  func truncations() throws {
    let encoding = try Hex.decode("30080203010001020107")
    for count in 0..<encoding.count {
      var reader = DER.Reader(Array(encoding.prefix(count)))
      #expect(throws: ASN1Error.self) {
        try reader.readSequence { (elements: inout DER.Reader) throws(ASN1Error) in
          _ = try elements.readNaturalOctets()
          _ = try elements.readNaturalOctets()
        }
      }
    }
  }

  @Test("never traps on random octets")
  func noise() {
    var random = SystemRandom()
    for _ in 0..<2_000 {
      let bytes = random.generate(Int(random.generate(1)[0] & 15))
      let tags: [DER.Tag] = [.sequence, .integer, .bitString, .objectIdentifier, .null, .boolean]
      for tag in tags {
        var reader = DER.Reader([tag.octet] + bytes)
        _ = try? reader.readSequence()
        _ = try? reader.readInteger()
        _ = try? reader.readBitString()
        _ = try? reader.readObjectIdentifier()
        _ = try? reader.readNull()
        _ = try? reader.readBoolean()
      }
    }
  }
}
