import Bytes
import Testing

@Suite("Writing the presentation language (RFC 8446, section 3)")
struct ByteWriterTests {
  @Test("writes integers big-endian")
  func integers() {
    var writer = ByteWriter()
    writer.writeInteger(UInt8(0xab), length: 1)
    writer.writeInteger(UInt16(0x0102), length: 2)
    writer.writeInteger(UInt32(0x01_0203), length: 3)
    writer.writeInteger(UInt64.max, length: 8)
    #expect(Hex.encode(writer.bytes) == "ab0102010203ffffffffffffffff")
  }

  @Test("writes the length of a vector before its bytes")
  func vectors() {
    var writer = ByteWriter()
    writer.writeVector([], prefix: 1)
    writer.writeVector([0xaa, 0xbb], prefix: 2)
    #expect(Hex.encode(writer.bytes) == "000002aabb")
  }

  @Test("fills a vector up to the largest length of its prefix")
  func fullVector() throws {
    let body = [UInt8](repeating: 7, count: 255)
    var writer = ByteWriter()
    writer.writeVector(body, prefix: 1)
    #expect(writer.bytes == [255] + body)
  }

  @Test("what is written is read back", arguments: 1...8)
  func readBack(length: Int) throws {
    let value = UInt64(0x0123_4567_89ab_cdef) >> UInt64(64 - 8 * length)
    var writer = ByteWriter()
    writer.writeInteger(value, length: length)
    writer.write([1, 2, 3])
    writer.writeVector([9, 8], prefix: length)
    var reader = ByteReader(writer.bytes)
    #expect(try reader.readInteger(length: length, field: "value") == value)
    #expect(try reader.read(3, field: "bytes") == [1, 2, 3])
    #expect(try reader.readVector(prefix: length, allowed: 0...2, field: "vector") == [9, 8])
    try reader.expectEnd(of: "all")
  }

  @Test("an integer that does not fit stops the program")
  func misfit() async {
    await #expect(processExitsWith: .failure) { _ = ByteWriter.integer(256, length: 1) }
    await #expect(processExitsWith: .failure) { _ = ByteWriter.integer(0, length: 0) }
    await #expect(processExitsWith: .failure) { _ = ByteWriter.integer(0, length: 9) }
  }
}
