import ASN1
import Arithmetic
import Bytes
import Testing

/// The expected octets are X.690's own examples, or what `openssl asn1parse -genconf` writes for
/// the same value (`asn1=INTEGER:128`, `asn1=OID:1.3.16384`, …).
@Suite("DER writer (X.690)")
struct DERWriterTests {
  @Test("writes the encodings of X.690's own examples")
  func standardExamples() throws {
    #expect(Hex.encode(DER.null) == "0500")  // section 8.8.2
    #expect(Hex.encode(DER.objectIdentifier(ObjectIdentifier(2, 999, 3))) == "0603883703")
    // Section 8.9.3: SEQUENCE { name IA5String "Smith", ok BOOLEAN TRUE }.
    let components = (try Hex.decode("1605536d697468"), try Hex.decode("0101ff"))
    #expect(
      Hex.encode(DER.sequence(components.0, components.1)) == "300a1605536d6974680101ff")
  }

  @Test(
    "writes an integer in the fewest octets that leave its sign bit zero",
    arguments: [
      (0x0, "020100"), (0x1, "020101"), (0x7f, "02017f"), (0x80, "02020080"), (0xff, "020200ff"),
      (0x100, "02020100"), (0x7fff, "02027fff"), (0x8000, "0203008000"), (0xffff, "020300ffff"),
      (0x1_0000, "0203010000"), (0x8000_0000, "02050080000000"),
      (0xffff_ffff_ffff_ffff, "020900ffffffffffffffff"),
      (0x1_0000_0000_0000_0000, "0209010000000000000000"),
    ] as [(Natural, String)])
  func integers(value: Natural, encoding: String) {
    #expect(Hex.encode(DER.integer(value)) == encoding)
  }

  @Test("writes a bit string of whole octets with no unused bits, the empty one too")
  func bitStrings() {
    #expect(Hex.encode(DER.bitString([])) == "030100")
    #expect(Hex.encode(DER.bitString([0x0a, 0x3b, 0x5f])) == "0304000a3b5f")
  }

  @Test("writes the empty sequence, and sequences inside each other")
  func nesting() {
    #expect(Hex.encode(DER.sequence()) == "3000")
    let inner = DER.sequence(DER.integer(1), DER.null)
    #expect(Hex.encode(DER.sequence(inner, DER.integer(2))) == "300a30050201010500020102")
  }

  @Test(
    "writes a length in the short form up to 127, beyond it in the fewest octets",
    arguments: [
      (0, "3000"), (127, "307f"), (128, "308180"), (255, "3081ff"), (256, "30820100"),
      (65_535, "3082ffff"), (65_536, "3083010000"),
    ])
  func lengths(count: Int, prefix: String) throws {
    let contents = [UInt8](repeating: 0xa5, count: count)
    #expect(try DER.sequence(contents) == Hex.decode(prefix) + contents)
  }

  @Test("counts the octet of unused bits in the length of a bit string")
  func bitStringLength() {
    let octets = [UInt8](repeating: 0xa5, count: 127)
    #expect(DER.bitString(octets) == [0x03, 0x81, 0x80, 0x00] + octets)
  }

  @Test(
    "writes arcs of one to five octets, and the largest",
    arguments: [
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 127)), "06022b7f"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 128)), "06032b8100"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 16_383)), "06032bff7f"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 16_384)), "06042b818000"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 2_097_151)), "06042bffff7f"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 2_097_152)), "06052b81808000"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 268_435_455)), "06052bffffff7f"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 268_435_456)), "06062b8180808000"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, 34_359_738_367)), "06062bffffffff7f"),
      (DER.objectIdentifier(ObjectIdentifier(1, 3, .max)), "060b2b81ffffffffffffffff7f"),
    ])
  func arcs(encoding: [UInt8], expected: String) {
    #expect(Hex.encode(encoding) == expected)
  }

  @Test(
    "folds the first two arcs into one subidentifier",
    arguments: [
      (DER.objectIdentifier(ObjectIdentifier(0, 0)), "060100"),
      (DER.objectIdentifier(ObjectIdentifier(0, 39)), "060127"),
      (DER.objectIdentifier(ObjectIdentifier(1, 0)), "060128"),
      (DER.objectIdentifier(ObjectIdentifier(2, 0)), "060150"),
      (DER.objectIdentifier(ObjectIdentifier(2, 47)), "06017f"),
      (DER.objectIdentifier(ObjectIdentifier(2, 48)), "06028100"),
    ])
  func firstArcs(encoding: [UInt8], expected: String) {
    #expect(Hex.encode(encoding) == expected)
  }

  /// Key 1 of the RSA Laboratories' signature vectors (vectors/rsa-labs), whose modulus has its
  /// top bit set; all octets of its SubjectPublicKeyInfo as `openssl asn1parse -genconf` builds
  /// them from the two numbers.
  @Test("writes the SubjectPublicKeyInfo of an RSA key as OpenSSL does")
  func subjectPublicKeyInfo() throws {
    let modulus = try Natural(
      hexadecimal: """
        a56e4a0e701017589a5187dc7ea841d156f2ec0e36ad52a44dfeb1e61f7ad991\
        d8c51056ffedb162b4c0f283a12a88a394dff526ab7291cbb307ceabfce0b1df\
        d5cd9508096d5b2b8b6df5d671ef6377c0921cb23c270a70e2598e6ff89d19f1\
        05acc2d3f0cb35f29280e1386b6f64c4ef22e1e1f20d0ce8cffb2249bd9a2137
        """)
    let algorithm = DER.sequence(
      DER.objectIdentifier(ObjectIdentifier(1, 2, 840, 113_549, 1, 1, 1)), DER.null)
    let key = DER.sequence(DER.integer(modulus), DER.integer(65_537))
    let encoding = DER.sequence(algorithm, DER.bitString(key))
    #expect(
      Hex.encode(encoding) == """
        30819f300d06092a864886f70d010101050003818d0030818902818100a56e4a\
        0e701017589a5187dc7ea841d156f2ec0e36ad52a44dfeb1e61f7ad991d8c510\
        56ffedb162b4c0f283a12a88a394dff526ab7291cbb307ceabfce0b1dfd5cd95\
        08096d5b2b8b6df5d671ef6377c0921cb23c270a70e2598e6ff89d19f105acc2\
        d3f0cb35f29280e1386b6f64c4ef22e1e1f20d0ce8cffb2249bd9a2137020301\
        0001
        """)
  }

  @Test("writes integers of every length that read back the same")
  func integersReadBack() throws {
    var value: Natural = 1  // the powers of 3 begin with every pattern of bits
    for exponent in 0..<1_500 {
      var reader = DER.Reader(DER.integer(value))
      #expect(
        try Natural(bigEndian: reader.readNaturalOctets()) == value, "3 to the \(exponent)")
      #expect(reader.isAtEnd)
      value *= 3
    }
  }

  @Test("writes bit strings of every length around the long forms that read back the same")
  func bitStringsReadBack() throws {
    for count in Array(0...300) + Array(65_530...65_540) {
      let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      var reader = DER.Reader(DER.bitString(octets))
      #expect(try reader.readOctetAlignedBitString() == octets, "\(count) octets")
      #expect(reader.isAtEnd)
    }
  }

  @Test("writes object identifiers around every power of two that read back the same")
  func objectIdentifiersReadBack() throws {
    for shift in 0..<UInt64(64) {
      let power: UInt64 = 1 << shift
      for arc in [power - 1, power] {
        var reader = DER.Reader(DER.objectIdentifier(ObjectIdentifier(1, 3, arc, 0)))
        #expect(try reader.readObjectIdentifier() == ObjectIdentifier(1, 3, arc, 0))
        #expect(reader.isAtEnd)
      }
    }
  }

  @Test("writes a structure whose components read back in their order")
  func structureReadsBack() throws {
    let encoding = DER.sequence(
      DER.sequence(DER.objectIdentifier(ObjectIdentifier(2, 999, 3)), DER.null), DER.integer(0),
      DER.bitString([0x00, 0xff]))
    var reader = DER.Reader(encoding)
    let bits = try reader.readSequence { (outer: inout DER.Reader) throws(ASN1Error) -> [UInt8] in
      try outer.readSequence { (inner: inout DER.Reader) throws(ASN1Error) in
        try inner.expect(ObjectIdentifier(2, 999, 3), field: "algorithm")
        try inner.readNull()
      }
      _ = try outer.readVersion(0, field: "version")
      return try outer.readOctetAlignedBitString()
    }
    #expect(bits == [0x00, 0xff])
    try reader.expectEnd()
  }
}
