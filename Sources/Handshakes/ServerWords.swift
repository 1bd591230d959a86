import Terms
import Transcripts

/// What the server of any lab may say to a client at any time.
public enum ServerWords {
  /// No, and why; the connection ends.
  public static let refused = MessageLayout(
    "refused", type: 4, fields: [.vector("reason", prefix: 2, 1...512, notation: .text)])

  /// The server stops, as it was told to; the connection ends.
  public static let stopping = MessageLayout("stopping", type: 6, fields: [])

  /// Both.
  public static let all = [refused, stopping]

  /// The longest reason that is given, in characters that a terminal shows plainly.
  static let longestReason = 400

  /// Takes these words off the messages of a server.
  ///
  /// - Returns: How the client ends, or nil when the message is another one.
  /// - Throws: `HandshakeError.malformed` when the fields are not those of its type.
  static func ending(
    saidBy arrival: Arrival, from server: Actor, to client: Actor, while state: String
  ) throws(HandshakeError) -> Ending? {
    switch arrival.frame.type {
    case refused.type:
      let message = try arrival.read(
        as: refused, from: server, to: client, while: state, among: all)
      return .failed(.refused(String(decoding: message["reason"].bytes, as: UTF8.self)))
    case stopping.type:
      _ = try arrival.read(as: stopping, from: server, to: client, while: state, among: all)
      return .serverGone
    default:
      return nil
    }
  }
}
