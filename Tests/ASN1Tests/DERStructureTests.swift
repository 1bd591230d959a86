import ASN1
import Arithmetic
import Bytes
import Testing

/// What the encodings must be is X.690's own example, or what `openssl asn1parse -genconf` writes.
@Suite("DER structures (X.690)")
struct DERStructureTests {
  @Test(
    "writes bit strings with names without zeros at the end",
    arguments: [
      ([], "030100"), ([false, false], "030100"), ([true], "03020780"),
      ([true, false, true], "030205a0"),
      ([false, false, false, false, false, true, true], "03020106"),
      ([false, false, false, false, false, false, false, false, true], "0303070080"),
      ([true, false, false, false, false, false, false, false, false], "03020780"),
    ] as [([Bool], String)])
  func namedBits(bits: [Bool], encoding: String) {
    #expect(Hex.encode(DER.namedBits(bits)) == encoding)
  }

  @Test("writes integers from octets as from numbers")
  func integers() {
    for value in [0, 1, 127, 128, 255, 256, 65_535, UInt64.max] {
      let octets = Natural(value).bigEndianBytes
      #expect(DER.integer(bigEndian: octets) == DER.integer(Natural(value)))
      #expect(DER.integer(bigEndian: [0, 0] + octets) == DER.integer(Natural(value)))
      #expect(DER.integer(value) == DER.integer(Natural(value)))
    }
    #expect(DER.integer(bigEndian: []) == [2, 1, 0])
    #expect(DER.enumerated(200) == [0x0a, 2, 0, 200])
    #expect(DER.boolean(true) == [1, 1, 0xff])
    #expect(DER.octetString([7]) == [4, 1, 7])
    #expect(Hex.encode(DER.bitString([0xf0], unusedBits: 4)) == "030204f0")
  }

  @Test("sorts a SET OF by its encodings, the shorter filled up with zeros")
  func sets() throws {
    let (one, two) = (DER.integer(1), DER.integer(2))
    let long = DER.integer(256)
    #expect(DER.set(of: [two, long, one]) == DER.encode(.set, contents: one + two + long))
    var reader = DER.Reader(DER.set(of: [long, two, one, one]))
    let values = try reader.readSetOf { (element) throws(ASN1Error) in
      try element.readSmallInteger(field: "element", in: 0...999)
    }
    #expect(values == [1, 1, 2, 256])
    var unsorted = DER.Reader(DER.encode(.set, contents: one + long + two))
    #expect(throws: ASN1Error.unsortedSet(offset: 9)) {
      try unsorted.readSetOf { (element) throws(ASN1Error) in try element.readInteger() }
    }
    var partial = DER.Reader(DER.encode(.set, contents: DER.sequence(one, two)))
    #expect(throws: ASN1Error.trailing(offset: 7, count: 3)) {
      try partial.readSetOf { (element) throws(ASN1Error) in
        var inside = try element.readSequence()
        _ = try inside.readInteger()
        try inside.expectEnd()
      }
    }
  }

  @Test("gives elements a tag of the structure's own, or puts them into one")
  func contextTags() throws {
    // X.690, section 8.14.3: "Jones" as VisibleString, [APPLICATION 3] IMPLICIT aside.
    let name = try Hex.decode("1a054a6f6e6573")
    #expect(Hex.encode(DER.implicit(2, name)) == "82054a6f6e6573")
    #expect(Hex.encode(DER.explicit(2, name)) == "a2071a054a6f6e6573")
    #expect(Hex.encode(DER.implicit(0, DER.sequence(name))) == "a0071a054a6f6e6573")
    var reader = DER.Reader(
      DER.explicit(3, DER.boolean(true)) + DER.implicit(1, DER.boolean(false)))
    #expect(try reader.readOptional(.context(0, constructed: true)) == nil)
    let inside = try reader.readOptional(.context(3, constructed: true)) {
      (inside) throws(ASN1Error) in try inside.readBoolean()
    }
    #expect(inside == true)
    #expect(try reader.readBoolean(tagged: .context(1, constructed: false)) == false)
  }

  @Test("returns any element with its place, its contents and itself")
  func elements() throws {
    let octets = DER.octetString([UInt8](repeating: 1, count: 200))
    var reader = DER.Reader(DER.sequence(DER.null, octets))
    var inside = try reader.readSequence()
    #expect(try inside.readElement().encoding == DER.null)
    let element = try inside.readElement()
    #expect(element.tag == .octetString)
    #expect((element.offset, element.headerLength, element.length) == (5, 3, 200))
    #expect(element.contents == [UInt8](repeating: 1, count: 200))
    #expect(element.encoding == octets)
    #expect(element.reader.offset == 8)
    #expect(throws: ASN1Error.truncated(offset: 208)) { try inside.readElement() }
  }

  @Test("reads small numbers within their range only")
  func smallIntegers() throws {
    func read(_ hex: String, _ range: ClosedRange<Int>) throws -> Int {
      var reader = DER.Reader(try Hex.decode(hex))
      return try reader.readSmallInteger(field: "f", in: range)
    }
    #expect(try read("0201ff", -1...1) == -1)
    #expect(try read("02087fffffffffffffff", 0...Int.max) == .max)
    #expect(try read("02088000000000000000", Int.min...0) == .min)
    for (hex, range) in [
      ("0201ff", 0...1), ("020102", 0...1), ("0209008000000000000000", 0...Int.max),
    ] {
      #expect(throws: ASN1Error.unexpectedValue(field: "f")) { try read(hex, range) }
    }
    var reader = DER.Reader(DER.enumerated(6))
    #expect(try reader.readEnumerated() == 6)
  }

  @Test("names the components in which a fault is, and its offset")
  func components() {
    let encoding = DER.sequence(DER.sequence(DER.integer(1)))
    var reader = DER.Reader(encoding)
    let error = #expect(throws: ASN1Error.self) {
      try reader.component("certificate") { (reader) throws(ASN1Error) in
        try reader.readSequence { (reader) throws(ASN1Error) in
          try reader.component("validity") { (reader) throws(ASN1Error) in
            try reader.readSequence { (reader) throws(ASN1Error) in try reader.readTime() }
          }
        }
      }
    }
    #expect(
      error?.description
        == "certificate.validity: INTEGER (02) at offset 4, expected UTCTime (17)")
    #expect(
      ASN1Error.inside(component: "a", .unexpectedValue(field: "version")).description
        == "a.version: not a value that is allowed here")
  }

  @Test("reads a SEQUENCE OF to its end")
  func sequenceOf() throws {
    var reader = DER.Reader(DER.sequence([DER.integer(3), DER.integer(1)]))
    let values = try reader.readSequenceOf { (element) throws(ASN1Error) in
      try element.readSmallInteger(field: "element", in: 0...9)
    }
    #expect(values == [3, 1])
  }
}
