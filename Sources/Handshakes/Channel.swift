import Bytes
import Terms
import Transcripts

/// One end of a wire with its counters: names messages, and cuts what arrives into frames.
struct Channel: Sendable {
  let link: Link
  private var sent = 0
  private var received = 0
  private var frames: FrameBuffer

  init(_ link: Link, limit: Int = FrameBuffer.defaultLimit) {
    self.link = link
    frames = FrameBuffer(limit: limit)
  }

  /// The octets that arrived and belong to no message taken so far.
  var pending: Int { frames.pending }

  /// Takes octets that arrived, in whatever pieces.
  mutating func append(_ bytes: [UInt8]) { frames.append(bytes) }

  /// Returns the next whole message, header included, with its name, or nil if none is there.
  mutating func nextArrival() throws(HandshakeError) -> Arrival? {
    do {
      guard let frame = try frames.next() else { return nil }
      let id = MessageID(wire: link.wire, sendingEnd: 1 - link.end, ordinal: received)
      received += 1
      return Arrival(id: id, frame: frame)
    } catch {
      throw .frame(error)
    }
  }

  /// Names the next message of this end.
  mutating func nextID() -> MessageID {
    defer { sent += 1 }
    return MessageID(wire: link.wire, sendingEnd: link.end, ordinal: sent)
  }

  /// Writes the next message of this end.
  mutating func write(
    _ layout: MessageLayout, _ terms: [Term], from sender: Actor, to receiver: Actor
  ) throws(HandshakeError) -> Message {
    do {
      return try layout.write(terms, id: nextID(), from: sender, to: receiver)
    } catch {
      throw .term(error)
    }
  }
}

/// A whole message that arrived, named but not yet read.
struct Arrival: Sendable {
  let id: MessageID
  let frame: Frame

  /// What messages of this type are called, as far as they are known.
  func name(among known: [MessageLayout]) -> String {
    known.first { $0.type == frame.type }?.name ?? "of type \(frame.type)"
  }

  /// Reads the message as one of a layout; its values are called after the owner, or else after the
  /// sender.
  ///
  /// - Throws: `HandshakeError.unexpected` if it is of another type, `.malformed` if its fields
  ///   are not those of the layout.
  func read(
    as layout: MessageLayout, from sender: Actor, to receiver: Actor, while state: String,
    among known: [MessageLayout], owner: String? = nil, notations: [String: Notation] = [:]
  ) throws(HandshakeError) -> Message {
    guard frame.type == layout.type else {
      throw .unexpected(message: name(among: known), while: state)
    }
    do {
      return try layout.read(
        frame.encoded, id: id, from: sender, to: receiver, owner: owner, notations: notations)
    } catch {
      throw .malformed(error)
    }
  }
}
