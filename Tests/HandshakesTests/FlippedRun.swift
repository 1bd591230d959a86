import Handshakes
import Terms
import Transcripts

/// An honest run of which one bit of one message was flipped on the wire, at its end.
struct FlippedRun {
  /// What a user noticed in the end: the kind of the error, without what depends on the bit.
  enum Notice: Hashable {
    case malformed, frame, unexpected, mismatch, field, verification, sequence, silence, refused
    /// A decryption or another computation that fails on what came.
    case computation
    /// No error of this user: it was left by the other one, or by the wire, or left itself.
    case left
  }

  /// The message and field: `nonce.signed_nonce`.
  let place: String
  /// Whether the field only says what or how much follows.
  let isStructure: Bool
  /// Who got the changed message.
  let receiver: Int
  /// Both users at the end, after everything arrived that could.
  let pair: HeldPair

  init(_ moment: HeldPair.Moment, _ field: Field, octet: Int, bit: Int) {
    place = "\(moment.name).\(field.name)"
    isStructure = field.isStructure
    receiver = moment.receiver
    var pair = moment.pair
    pair.inFlight[receiver][0][field.offset + octet] ^= 1 << UInt8(bit)
    pair.run()
    pair.readFingerprints()
    pair.run()
    for user in 0...1 { pair.say(Self.last, user) }
    pair.run()
    // Who waits for the rest of a message gives up, or the wire ends.
    for user in 0...1 { pair.give(.tick(seconds: 60), to: user) }
    pair.run()
    for user in 0...1 { pair.give(.closed(HeldPair.link(user)), to: user) }
    self.pair = pair
  }

  /// What both say after the change, if they can.
  static let last = "said after all"

  /// What the receiver of the changed message noticed.
  var noticedByReceiver: Notice { notice(receiver) }
  /// What its sender noticed.
  var noticedBySender: Notice { notice(1 - receiver) }

  private func notice(_ user: Int) -> Notice {
    guard case .failed(let error) = pair.seen[user].ending else { return .left }
    return switch error {
    case .malformed: .malformed
    case .frame: .frame
    case .unexpected: .unexpected
    case .mismatch: .mismatch
    case .field, .ownKey, .draw, .configuration, .file: .field
    case .verification: .verification
    case .sequence: .sequence
    case .silence: .silence
    case .refused, .unreachable: .refused
    case .term: .computation
    }
  }

  /// The runs in which a bit of a field of a message of an honest run is flipped: two of each octet
  /// of short fields; the first, one in the middle and the last of long ones.
  static func all(
    _ moments: [HeldPair.Moment], where isWanted: (Field) -> Bool = { _ in true }
  ) -> [FlippedRun] {
    moments.flatMap { moment in
      moment.pair.fields(of: moment.message).filter(isWanted).flatMap { field in
        let places =
          field.length <= 4
          ? (0..<field.length).flatMap { [(octet: $0, bit: 0), (octet: $0, bit: 7)] }
          : [
            (octet: 0, bit: 7), (octet: field.length / 2, bit: 3),
            (octet: field.length - 1, bit: 0),
          ]
        return places.map { FlippedRun(moment, field, octet: $0.octet, bit: $0.bit) }
      }
    }
  }
}
