import Terms
import Transcripts

extension Rooms {
  /// A room in which every change of the membership is an epoch with a key of its own.
  ///
  ///     the hub                                     each other member
  ///     offer         epoch, E_hub            →
  ///                                           ←     exchange       epoch, E_member, signature
  ///     room-key      epoch, wrapped key,     →
  ///                   code, signature
  ///     acknowledged  epoch, signature        ⇄     acknowledged   epoch, signature
  ///     chat          epoch, sequence, token, signature, from anybody to everybody
  ///
  /// The hub is whoever has been here longest, as every member finds by itself. Lines wait from
  /// the moment that a change is known until everybody has acknowledged the new key; lines under
  /// the old key are taken until then, so that none is lost. As the server keeps the order of what
  /// one member sends, an acknowledgement is the last that comes under an old key.
  struct HardenedRoom: RoomSession {
    let room: Actor
    let roomTerm: Term
    var roster = Roster()
    /// How many of those who were here before are still to be told.
    private var missing: Int
    /// The latest change of the membership.
    var epoch: UInt64
    /// The keys that are still taken, by their epochs.
    var keys: [UInt64: EpochKey] = [:]
    /// The epoch that everybody has acknowledged, under whose key this side sends.
    var settled: UInt64?
    /// How far the members have come with the key of the latest epoch.
    var agreement = Agreement()
    /// The next sequence number of each sender in each epoch: who sends one again is found out.
    var expected: [SenderEpoch: UInt64] = [:]
    /// How many messages this side has sent in the settled epoch.
    var sent: UInt64 = 0
    var keyRing: Identities
    var identities: Identities? { keyRing }
    /// The fingerprints that the user was last told of; nil before the first time.
    var reported: Set<KeyFingerprint>?
    /// Who has said goodbye and is still on the list.
    var leaving: Set<UInt32> = []

    /// A sender in an epoch.
    struct SenderEpoch: Hashable, Sendable {
      let sender: UInt32
      let epoch: UInt64
    }

    /// What there is of the key of the latest epoch.
    struct Agreement: Sendable {
      /// This side's private key for the exchange.
      var ephemeral: Term?
      /// The public keys of the hub and of this side, at a member that has answered.
      var points: (hub: Term, own: Term)?
      /// Whom the hub has given the key.
      var answered: Set<UInt32> = []
      /// Who has acknowledged.
      var acknowledged: Set<UInt32> = []
    }

    /// Enters a room.
    ///
    /// - Throws: `HandshakeError.field` for numbers that no room has.
    init(
      _ entered: Message, identities: Identities, _ seat: inout Seat,
      _ outputs: inout [Output]
    ) throws(HandshakeError) {
      roomTerm = entered["room"]
      room = Actor(String(decoding: roomTerm.bytes, as: UTF8.self))
      epoch = Rooms.value(entered["epoch"])
      missing = Int(Rooms.value(entered["others"]))
      keyRing = identities
      guard epoch > 0, epoch < UInt64.max >> 1 else {
        throw .field("entered epoch", expected: "above 0")
      }
      outputs.append(
        .stage(
          Stage(
            .connection, seat.own, "\(seat.own) is in the room \(room)",
            explanation: "The epoch counts who came and who went.",
            values: entered.contents.map(\.term), messages: [.received(entered)])))
      try settleIn(&seat, &outputs)
    }

    var canSend: Bool { settled == epoch && roster.count > 1 && missing == 0 }

    /// Who has nothing to say leaves at once, but not before it has seen whose keys are here.
    var canLeave: Bool { missing == 0 || awaitsAnswer }

    var awaitsAnswer: Bool { keyRing.awaited != nil }

    /// Whether this side is the one who has been here longest.
    func isHub(_ seat: Seat) -> Bool { roster.eldest?.number == seat.number }

    private mutating func settleIn(
      _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      guard missing == 0, !awaitsAnswer else { return }
      try roster.append(
        Fellow(
          number: seat.number, name: seat.own, nameTerm: .text("\(seat.own).name", seat.own.name),
          key: seat.key?.publicKey))
      try beginEpoch(&seat, &outputs)
    }

    // MARK: What arrives

    mutating func receive(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let layouts = seat.layouts
      guard missing == 0 else {
        guard arrival.frame.type == layouts.present.type else {
          throw .unexpected(
            message: arrival.name(among: layouts.all), while: "the list of members is awaited")
        }
        return try present(arrival, &seat, &outputs)
      }
      switch arrival.frame.type {
      case layouts.joined.type: try joined(arrival, &seat, &outputs)
      case layouts.gone.type: try gone(arrival, &seat, &outputs)
      case Layouts.offer.type: try offered(arrival, &seat, &outputs)
      case layouts.exchange.type where isHub(seat): try exchanged(arrival, &seat, &outputs)
      case layouts.roomKey.type where !isHub(seat): try keyed(arrival, &seat, &outputs)
      case Layouts.acknowledged.type: try acknowledged(arrival, &seat, &outputs)
      case layouts.chat.type: try chatted(arrival, &seat, &outputs)
      case layouts.leave.type: try saidGoodbye(arrival, &seat, &outputs)
      default:
        throw .unexpected(message: arrival.name(among: layouts.all), while: "in the room")
      }
    }

    /// Who sent a message, by the number that the server lets through: to everybody, or to this side
    /// alone.
    func sender(
      of arrival: Arrival, to everybody: Bool = true, _ seat: Seat
    ) throws(HandshakeError) -> Fellow {
      let body = arrival.frame.body
      let number = body.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
      let receiver = body.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
      let expected = everybody ? 0 : seat.number
      guard receiver == expected else { throw .field("to", expected: "\(expected)") }
      guard let fellow = roster[number] else {
        throw .field("from", expected: "the number of a member")
      }
      return fellow
    }

    private mutating func present(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let message = try seat.read(arrival, as: seat.layouts.present, while: "entering")
      let fellow = try meet(message, "is here already", &seat, &outputs)
      try roster.append(fellow)
      missing -= 1
      try settleIn(&seat, &outputs)
    }

    private mutating func joined(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let message = try seat.read(arrival, as: seat.layouts.joined, while: "in the room")
      try count(message)
      let fellow = try meet(message, "joins", &seat, &outputs)
      outputs.append(.notice("\(fellow.name) joins"))
      try roster.append(fellow)
      if !awaitsAnswer { try beginEpoch(&seat, &outputs) }
    }

    private mutating func gone(
      _ arrival: Arrival, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let message = try seat.read(arrival, as: seat.layouts.gone, while: "in the room")
      let number = UInt32(Rooms.value(message["number"]))
      guard number != seat.number else { throw .field("gone number", expected: "another one's") }
      try count(message)
      let fellow = try roster.remove(number)
      let hadHub = fellow.number < roster.fellows.map(\.number).min() ?? 0
      let eldest = roster.eldest?.name ?? seat.own
      outputs += [
        .stage(
          Stage(
            .connection, seat.own,
            hadHub
              ? "\(fellow.name) is gone, \(eldest) is the hub now" : "\(fellow.name) is gone",
            explanation: "The hub is whoever has been here longest; nobody has to say who.",
            values: message.contents.map(\.term), messages: [.received(message)]))
      ]
      if leaving.remove(number) == nil {
        outputs.append(.notice("\(fellow.name) is gone, without a goodbye"))
      }
      try beginEpoch(&seat, &outputs)
    }

    /// Every change has the next number.
    private mutating func count(_ message: Message) throws(HandshakeError) {
      guard Rooms.value(message["epoch"]) == epoch + 1 else {
        throw .field("\(message.name) epoch", expected: "\(epoch + 1): epochs only increase")
      }
      epoch += 1
    }

    // MARK: Identities

    /// Reads who somebody is, and looks at the key.
    private mutating func meet(
      _ message: Message, _ verb: String, _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) -> Fellow {
      let name = String(decoding: message["name"].bytes, as: UTF8.self)
      try UserName.check(name, in: "\(message.name) name")
      guard name != seat.own.name,
        !roster.fellows.contains(where: { $0.name.name == name })
      else {
        throw .field("\(message.name) name", expected: "one that nobody else here has")
      }
      guard let authority = seat.authority else {
        throw .unexpected(message: message.name, while: "no authority is known")
      }
      let owner = Actor(name)
      let certified = try CertifiedKey(
        message["certificate"], of: owner, authority: authority, seat.rules, at: seat.now)
      let meeting = try keyRing.meet(owner, certified.key, of: seat)
      let stage = Stage(
        .certification, seat.own, "\(name) \(verb)",
        explanation: "The server could have certified anybody as \(name). So the key that a name"
          + " came with first stays its key.",
        values: message.contents.map(\.term) + certified.values,
        messages: [.received(message)], checks: certified.checks + meeting.checks,
        closes: ["F1", "F10", "F15"])
      outputs.append(.stage(stage))
      if let failed = meeting.checks.first(where: { !$0.holds }) {
        throw .verification(failed.claim)
      }
      outputs += meeting.outputs
      return Fellow(
        number: UInt32(Rooms.value(message["number"])), name: owner, nameTerm: message["name"],
        key: certified.key)
    }

    mutating func compare(
      fingerprint: [UInt8], _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      let comparison = try keyRing.compare(fingerprint, of: seat)
      outputs.append(.stage(comparison.stage))
      if let failed = comparison.stage.checks.first(where: { !$0.holds }) {
        throw .verification(failed.claim)
      }
      outputs.append(.store(keyRing.known.file))
      guard missing == 0 else { return }
      if roster[seat.number] == nil {
        try settleIn(&seat, &outputs)
      } else {
        try beginEpoch(&seat, &outputs)
      }
    }

    mutating func verified(
      _ seat: inout Seat, _ outputs: inout [Output]
    ) throws(HandshakeError) {
      for fellow in roster.fellows where fellow.number != seat.number {
        if let key = fellow.key { keyRing.confirm(fellow.name, key) }
      }
      outputs.append(.store(keyRing.known.file))
      report(seat, &outputs)
    }
  }
}
