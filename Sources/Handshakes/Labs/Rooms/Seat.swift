import ASN1
import Bytes
import Terms
import Transcripts

extension Rooms {
  /// What a member knows and uses wherever it stands: its name, its keys, its wire.
  struct Seat: Sendable {
    let own: Actor
    let rules: RoomRules
    let layouts: Layouts
    /// The number that the server gave it for this room; 0 before.
    var number: UInt32 = 0
    var channel: Channel
    var draws: Draws
    /// The signature key, once it is there.
    var key: SigningKey?
    /// The authority's certificate in PEM, once the server has said which it is.
    var authority: Term?
    /// The time at the start, in seconds since 1970-01-01 00:00:00 UTC.
    let start: Int64
    /// The seconds since then.
    var seconds = 0

    init(_ own: Actor, rules: RoomRules, channel: Channel, draws: Draws, start: Int64) {
      self.own = own
      self.rules = rules
      layouts = Layouts(rules.mode)
      self.channel = channel
      self.draws = draws
      self.start = start
    }

    /// The time as certificates have it.
    var now: ASN1Time { ASN1Time(secondsSinceEpoch: start + Int64(seconds)) }

    /// The time as a Fernet token has it.
    var timestamp: Term {
      let time = UInt64(clamping: start + Int64(seconds))
      return Term(
        "\(own).timestamp", ByteWriter.integer(time, length: 8), .given(by: own, as: .clock),
        notation: .decimal)
    }

    /// Writes a message to the server, or through it.
    mutating func write(
      _ layout: MessageLayout, _ terms: [Term], to receiver: Actor = Rooms.server
    ) throws(HandshakeError) -> Message {
      try channel.write(layout, terms, from: own, to: receiver)
    }

    /// Reads a message.
    func read(
      _ arrival: Arrival, as layout: MessageLayout, from sender: Actor = Rooms.server,
      while state: String
    ) throws(HandshakeError) -> Message {
      try arrival.read(as: layout, from: sender, to: own, while: state, among: layouts.all)
    }

    /// The two fields in front of what goes to others; the number 0 is everybody.
    func way(to receiver: UInt32) -> [Term] {
      [Rooms.number("from", number), Rooms.number("to", receiver)]
    }
  }

  /// A member's number as a field.
  static func number(_ name: String, _ number: UInt32) -> Term {
    .constant(name, ByteWriter.integer(UInt64(number), length: 4), notation: .decimal)
  }

  /// A count as a field of 8 octets.
  static func count(_ name: String, _ count: UInt64) -> Term {
    .constant(name, ByteWriter.integer(count, length: 8), notation: .decimal)
  }

  /// The number in a field of at most 8 octets.
  static func value(_ term: Term) -> UInt64 { term.bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}
