import Terms
import Transcripts

extension Rooms {
  /// A member's time in one room, in one of the modes: who is there, which keys there are, what
  /// may be sent.
  protocol RoomSession: Sendable {
    /// Whether a line can be sent now; until then lines wait.
    var canSend: Bool { get }

    /// Whether leaving now takes nothing along that others need, and overlooks nothing that would
    /// have stopped this side.
    var canLeave: Bool { get }

    /// Whether the next message must wait for the user, who compares fingerprints.
    var awaitsAnswer: Bool { get }

    /// What was found out about whose keys are whose, in `hardened`.
    var identities: Identities? { get }

    /// Takes a message of the server or of another member.
    mutating func receive(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError)

    /// Sends a line to everybody in the room.
    mutating func send(
      _ text: Term, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError)

    /// Says goodbye to the room.
    mutating func leave(
      _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError)

    /// Compares a fingerprint that was heard, in `hardened`.
    mutating func compare(
      fingerprint: [UInt8], _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError)

    /// The user has compared the fingerprints, and they are equal.
    mutating func verified(
      _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError)
  }
}

extension Rooms.RoomSession {
  var awaitsAnswer: Bool { false }
  var canLeave: Bool { true }
  var identities: Rooms.Identities? { nil }

  mutating func compare(
    fingerprint: [UInt8], _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    throw .fingerprintUnasked
  }

  mutating func verified(
    _ seat: inout Rooms.Seat, _ outputs: inout [Output]
  ) throws(HandshakeError) {
    outputs.append(.notice("original has no fingerprints that could be compared"))
  }
}
