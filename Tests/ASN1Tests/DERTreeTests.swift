import ASN1
import Bytes
import Testing

@Suite("Trees of DER")
struct DERTreeTests {
  @Test("have every element with its place, those inside constructed ones as children")
  func tree() throws {
    // X.690, section 8.9.3's SEQUENCE inside [0], and an OCTET STRING that holds an encoding.
    let encoding = try Hex.decode("3014a00c300a1605536d6974680101ff04040402" + "abcd")
    let nodes = try DER.tree(of: encoding)
    let flat = nodes.flatMap { $0.flattened() }
    #expect(flat.map(\.element.offset) == [0, 2, 4, 6, 13, 16])
    #expect(flat.map(\.nesting) == [0, 1, 2, 3, 3, 1])
    #expect(
      flat.map { $0.element.tag.description } == [
        "SEQUENCE", "[0]", "SEQUENCE", "IA5String", "BOOLEAN", "OCTET STRING",
      ])
    #expect(flat.map(\.element.readableValue) == [nil, nil, nil, "\"Smith\"", "TRUE", nil])
    // What a string holds is read when somebody asks, and keeps its offset.
    let inside = try DER.tree(flat[5].element.reader)
    #expect(inside.map(\.element.offset) == [18])
    #expect(inside.map(\.element.contents) == [[0xab, 0xcd]])
  }

  @Test("of BIT STRINGs are read behind the octet that counts unused bits")
  func bitStrings() throws {
    let whole = try DER.tree(of: [0x03, 0x03, 0x00, 0x05, 0x00])[0].element
    #expect(try DER.tree(#require(whole.bitStringReader)).map(\.element.offset) == [3])
    let partial = try DER.tree(of: [0x03, 0x02, 0x01, 0x80])[0].element
    #expect(partial.bitStringReader == nil)
    let none = try DER.tree(of: [0x03, 0x00])[0].element
    #expect(none.bitStringReader == nil)
  }

  @Test("have no more elements than the caller wants, and end at the depth limit")
  func limits() throws {
    let three = DER.sequence(DER.null, DER.null)
    #expect(try DER.tree(of: three, limit: 3).count == 1)
    #expect(throws: ASN1Error.excessiveLength(offset: 4)) { try DER.tree(of: three, limit: 2) }
    var nested: [UInt8] = []
    for _ in 0..<DER.depthLimit { nested = DER.sequence(nested) }
    #expect(try DER.tree(of: nested).count == 1)
    #expect(throws: ASN1Error.self) { try DER.tree(of: DER.sequence(nested)) }
  }
}
