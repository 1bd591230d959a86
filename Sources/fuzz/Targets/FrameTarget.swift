import Handshakes

/// A stream of frames, in pieces of any size.
struct FrameTarget: FuzzTarget {
  let name = "frames"
  let corpus: [[UInt8]] = {
    let frames = [
      Frame(type: 1, body: []), Frame(type: 17, body: Samples.octets("frame", 40)),
      Frame(type: 255, body: Samples.octets("frame", 300)),
    ]
    let stream = frames.flatMap(\.encoded)
    return [
      [3, 1, 2, 3] + stream, [0] + stream, [5, 0, 7, 1, 90, 3] + stream + stream,
      [0, 9, 0, 0xff, 0xff], [0, 9, 0xff, 0xff, 0xff], [1, 1, 9, 0, 1, 0, 7],
    ]
  }()

  func run(_ input: [UInt8]) throws {
    var script = Script(input)
    var cuts = Script(script.octets(script.number(below: 32)))
    let stream = script.remainder()
    for limit in [FrameBuffer.defaultLimit, 64] {
      let whole = try frames([stream], limit: limit)
      let pieces = try frames(cuts.pieces(of: stream), limit: limit)
      try Claim.that(whole == pieces, "pieces of any size give the same frames and error")
    }
  }

  /// What came of a stream.
  private struct Result: Equatable {
    var frames: [Frame] = []
    var error: FrameError?
    var end: FrameError?
  }

  private func frames(_ pieces: [[UInt8]], limit: Int) throws -> Result {
    var buffer = FrameBuffer(limit: limit)
    var result = Result()
    do throws(FrameError) {
      for piece in pieces {
        buffer.append(piece)
        while let frame = try buffer.next() { result.frames.append(frame) }
      }
    } catch {
      result.error = error
    }
    do throws(FrameError) { try buffer.expectEnd() } catch { result.end = error }
    try check(result, of: pieces.flatMap { $0 }, buffer, limit: limit)
    return result
  }

  private func check(
    _ result: Result, of stream: [UInt8], _ buffer: FrameBuffer, limit: Int
  ) throws {
    let written = result.frames.flatMap(\.encoded)
    try Claim.that(stream.starts(with: written), "frames are written as they were read")
    try Claim.that(result.frames.allSatisfy { $0.body.count <= limit }, "the limit holds")
    if let error = result.error {
      try Claim.isLine(error.description)
      try Claim.that(result.end == error && buffer.pending == 0, "an error stays, and nothing else")
    } else {
      try Claim.that(
        buffer.pending == stream.count - written.count, "what is no frame yet is pending")
      try Claim.that((result.end == nil) == (buffer.pending == 0), "an end is between frames")
    }
  }
}
