import Terms
import Transcripts

extension Rooms {
  /// Somebody in the room, as another member knows it.
  struct Fellow: Sendable {
    let number: UInt32
    let name: Actor
    /// The name as it arrived.
    let nameTerm: Term
    /// The signature key, in `hardened`.
    let key: SigningPublicKey?
  }

  /// The members of a room in the order in which they came, as one of them knows it.
  struct Roster: Sendable {
    private(set) var fellows: [Fellow] = []

    /// Who has been here longest.
    var eldest: Fellow? { fellows.first }

    var count: Int { fellows.count }

    subscript(number: UInt32) -> Fellow? { fellows.first { $0.number == number } }

    /// Adds who came last.
    ///
    /// - Throws: `HandshakeError.field` for a number that is there, or a member too many.
    mutating func append(_ fellow: Fellow) throws(HandshakeError) {
      guard self[fellow.number] == nil, fellow.number != 0 else {
        throw .field("number", expected: "one that nobody in the room has")
      }
      guard count < Rooms.largestRoom else {
        throw .field("room", expected: "of at most \(Rooms.largestRoom) members")
      }
      fellows.append(fellow)
    }

    /// Takes somebody off the list.
    ///
    /// - Throws: `HandshakeError.field` for who is not on it.
    mutating func remove(_ number: UInt32) throws(HandshakeError) -> Fellow {
      guard let index = fellows.firstIndex(where: { $0.number == number }) else {
        throw .field("gone number", expected: "that of a member")
      }
      return fellows.remove(at: index)
    }
  }
}
