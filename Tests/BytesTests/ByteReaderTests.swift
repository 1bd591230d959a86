import Bytes
import Testing

@Suite("Reading the presentation language (RFC 8446, section 3)")
struct ByteReaderTests {
  /// A structure with every kind of field: fixed bytes, an integer, vectors of each prefix.
  private struct Sample: Equatable {
    let fixed: [UInt8]
    let number: UInt64
    let short: [UInt8]
    let long: [UInt8]

    init(_ bytes: [UInt8]) throws(BytesError) {
      var reader = ByteReader(bytes)
      fixed = try reader.read(2, field: "fixed")
      number = try reader.readInteger(length: 3, field: "number")
      short = try reader.readVector(prefix: 1, allowed: 1...4, field: "short")
      long = try reader.readVector(prefix: 2, allowed: 0...300, field: "long")
      try reader.expectEnd(of: "sample")
    }
  }

  private static let encoding: [UInt8] =
    [0xaa, 0xbb, 0x01, 0x02, 0x03, 0x02, 0xcc, 0xdd, 0x00, 0x03, 0x11, 0x22, 0x33]

  @Test("reads every field in its order, big-endian")
  func wholeStructure() throws {
    let sample = try Sample(Self.encoding)
    #expect(sample.fixed == [0xaa, 0xbb])
    #expect(sample.number == 0x010203)
    #expect(sample.short == [0xcc, 0xdd])
    #expect(sample.long == [0x11, 0x22, 0x33])
  }

  @Test(
    "names the field in which the input ends, at every truncation",
    arguments: [
      BytesError.truncated(field: "fixed", expected: 2, available: 0),
      .truncated(field: "fixed", expected: 2, available: 1),
      .truncated(field: "number", expected: 3, available: 0),
      .truncated(field: "number", expected: 3, available: 1),
      .truncated(field: "number", expected: 3, available: 2),
      .truncated(field: "short length", expected: 1, available: 0),
      .truncated(field: "short", expected: 2, available: 0),
      .truncated(field: "short", expected: 2, available: 1),
      .truncated(field: "long length", expected: 2, available: 0),
      .truncated(field: "long length", expected: 2, available: 1),
      .truncated(field: "long", expected: 3, available: 0),
      .truncated(field: "long", expected: 3, available: 1),
      .truncated(field: "long", expected: 3, available: 2),
    ].enumerated().map { (length: $0.offset, error: $0.element) })
  func truncations(length: Int, error: BytesError) {
    #expect(throws: error) { try Sample(Array(Self.encoding.prefix(length))) }
  }

  @Test("the truncations above are all there are")
  func truncationsAreComplete() {
    #expect(Self.encoding.count == 13)
  }

  @Test("refuses bytes left over, with their number")
  func trailing() {
    #expect(throws: BytesError.trailing(structure: "sample", count: 2)) {
      try Sample(Self.encoding + [0, 0])
    }
  }

  @Test("refuses a length outside its bounds before it looks for the bytes")
  func bounds() {
    var encoding = Self.encoding
    encoding[5] = 0
    #expect(throws: BytesError.length(field: "short", found: 0, allowed: 1...4)) {
      try Sample(encoding)
    }
    encoding[5] = 5
    #expect(throws: BytesError.length(field: "short", found: 5, allowed: 1...4)) {
      try Sample(encoding)
    }
    var reader = ByteReader([UInt8](repeating: 0xff, count: 8))
    #expect(throws: BytesError.length(field: "huge", found: .max, allowed: 0...16)) {
      try reader.readVector(prefix: 8, allowed: 0...16, field: "huge")
    }
  }

  @Test("reads integers of 1 to 8 bytes up to their largest", arguments: 1...8)
  func integers(length: Int) throws {
    var reader = ByteReader([UInt8](repeating: 0xff, count: length))
    let largest = try reader.readInteger(length: length, field: "number")
    #expect(largest == UInt64.max >> UInt64(64 - 8 * length))
    #expect(reader.remaining == 0)
  }

  @Test("a failed read leaves the position where the read began")
  func positionAfterFailure() {
    var reader = ByteReader([1, 2, 3])
    #expect(throws: BytesError.self) { try reader.read(4, field: "field") }
    #expect(reader.offset == 0)
    #expect(reader.remaining == 3)
  }

  @Test("reading nothing succeeds, at the end too")
  func nothing() throws {
    var reader = ByteReader([])
    #expect(try reader.read(0, field: "nothing") == [])
    #expect(try reader.readVectorOfNothing() == nil)
    try reader.expectEnd(of: "nothing")
  }

  @Test("its errors name field and numbers in words")
  func descriptions() {
    let truncated = BytesError.truncated(field: "nonce", expected: 16, available: 3)
    #expect("\(truncated)" == "nonce: ends after 3 of 16 bytes")
    let length = BytesError.length(field: "name", found: 40, allowed: 1...32)
    #expect("\(length)" == "name: 40 bytes, expected 1 to 32")
    let trailing = BytesError.trailing(structure: "hello", count: 2)
    #expect("\(trailing)" == "hello: 2 bytes too many")
  }
}

extension ByteReader {
  /// Nil when not even a length can be read.
  fileprivate mutating func readVectorOfNothing() throws(BytesError) -> [UInt8]? {
    remaining == 0 ? nil : try readVector(prefix: 1, allowed: 0...0, field: "nothing")
  }
}
