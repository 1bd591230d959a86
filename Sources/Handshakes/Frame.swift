import Bytes

/// A message on the wire: a type, and a body behind its length (as the handshake messages of TLS,
/// RFC 8446, section 4).
public struct Frame: Equatable, Sendable {
  /// What the body is; who receives it decides which values there are.
  public let type: UInt8
  /// The content, at most 2²⁴ − 1 bytes.
  public let body: [UInt8]

  /// The bytes before the body: one of type, three of length.
  public static let headerLength = 4

  /// Creates a message; the body must fit a length of three bytes.
  public init(type: UInt8, body: [UInt8]) {
    precondition(body.count < 1 << 24, "a body has at most 2^24 - 1 bytes")
    self.type = type
    self.body = body
  }

  /// The message as it is sent.
  public var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.writeInteger(type, length: 1)
    writer.writeVector(body, prefix: 3)
    return writer.bytes
  }
}
