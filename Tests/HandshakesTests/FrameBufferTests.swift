import Handshakes
import Testing

@Suite("Frames")
struct FrameBufferTests {
  private static let frames = [
    Frame(type: 1, body: []), Frame(type: 255, body: [7]), Frame(type: 0, body: [1, 2, 3]),
    Frame(type: 2, body: [UInt8](repeating: 9, count: 300)),
  ]
  private static let stream = frames.flatMap(\.encoded)

  @Test("A frame is one byte of type, three of length, and the body")
  func encoding() {
    #expect(Frame(type: 5, body: [0xAA, 0xBB]).encoded == [5, 0, 0, 2, 0xAA, 0xBB])
    let long = Frame(type: 1, body: [UInt8](repeating: 0, count: 0x1_02_03)).encoded
    #expect(long.prefix(4) == [1, 1, 2, 3] && long.count == 4 + 0x1_02_03)
  }

  @Test("Pieces of any size give the same frames", arguments: [1, 2, 3, 4, 5, 7, 64, 1000])
  func chunking(size: Int) throws {
    var buffer = FrameBuffer()
    var found: [Frame] = []
    for start in stride(from: 0, to: Self.stream.count, by: size) {
      buffer.append(Self.stream[start..<min(start + size, Self.stream.count)])
      while let frame = try buffer.next() { found.append(frame) }
    }
    #expect(found == Self.frames)
    #expect(buffer.pending == 0)
    try buffer.expectEnd()
  }

  @Test("A body at the limit is accepted, one byte more is refused before it arrives")
  func limit() throws {
    var buffer = FrameBuffer(limit: 3)
    buffer.append([9, 0, 0, 3, 1, 2, 3])
    #expect(try buffer.next()?.body == [1, 2, 3])
    let error = FrameError.tooLong(type: 8, length: 4, limit: 3)
    buffer.append([8, 0, 0, 4])
    #expect(throws: error) { try buffer.next() }
    buffer.append([1, 0, 0, 0])
    #expect(throws: error) { try buffer.next() }
    #expect(throws: error) { try buffer.expectEnd() }
    #expect(buffer.pending == 0)
    #expect(
      error.description == "message of type 8: announces 4 bytes, expected at most 3")
  }

  @Test("The largest length that three bytes hold is refused by default")
  func largest() {
    var buffer = FrameBuffer()
    buffer.append([1, 0xFF, 0xFF, 0xFF])
    #expect(throws: FrameError.tooLong(type: 1, length: 0xFF_FFFF, limit: 65_536)) {
      try buffer.next()
    }
  }

  @Test("A stream may end between two frames only", arguments: 1..<6)
  func truncation(count: Int) throws {
    var buffer = FrameBuffer()
    buffer.append(Frame(type: 1, body: [1, 2]).encoded.prefix(count))
    #expect(try buffer.next() == nil)
    let missing = count < 4 ? 4 - count : 6 - count
    #expect(throws: FrameError.truncated(missing: missing)) { try buffer.expectEnd() }
  }
}
